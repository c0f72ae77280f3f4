/** The style sheet of a dossier; no font and no picture is fetched. */
export const DOSSIER_STYLE = `
:root{color-scheme:light dark;--ink:#1b2430;--muted:#566070;--line:#dde2e8;--paper:#fff;--card:#f6f8fa;--link:#0b62b8}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e8edf3;--muted:#a2adba;--line:#343e4a;--paper:#12171d;--card:#1a2129;--link:#79b8ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
a{color:var(--link)}
.sheet{width:100%;max-width:46rem;margin:0 auto;border-collapse:collapse}
.sheet>tbody>tr>td,.sheet>tfoot>tr>td{padding:0 1.25rem}
article{padding:2.5rem 0 1.5rem}
article+article,.contents+article{border-top:3px solid var(--line)}
h1{font-size:2rem;line-height:1.2;margin:.1rem 0;letter-spacing:-.01em}
h2{font-size:1.3rem;margin:2.4rem 0 .6rem;padding-bottom:.3rem;border-bottom:1px solid var(--line)}
h3{font-size:1rem;margin:1.3rem 0 .4rem}
p{margin:.4rem 0}
.handle,.about,.left-out,.lead{color:var(--muted)}
.about,.left-out,.evidence{font-size:.88rem}
.none{color:var(--muted);font-style:italic}
.contents{padding:2.5rem 0 1rem}
.cards{list-style:none;margin:.5rem 0;padding:0;display:grid;gap:.6rem}
.card{background:var(--card);border-radius:.6rem;padding:.75rem 1rem;break-inside:avoid}
.card .about{margin:.35rem 0 0}.card a{white-space:nowrap}
.card .chart{display:inline-block;width:2.4em;height:auto;margin-left:.6em;vertical-align:-.1em}
blockquote{margin:0;font-size:1.05rem;white-space:pre-line}
section>blockquote{border-left:3px solid var(--line);padding-left:1rem}
.quality{break-inside:avoid}
.evidence{margin:.4rem 0;padding-left:1.1rem}
.evidence li{margin:.15rem 0}
figure{margin:1rem 0;break-inside:avoid}
details{font-size:.88rem;color:var(--muted)}
summary{cursor:pointer}
section table{border-collapse:collapse;font-size:.92rem;margin:.8rem 0}
caption{text-align:left;color:var(--muted);font-size:.88rem;padding:.2rem 0}
th,td{text-align:left;padding:.2rem 1rem .2rem 0;border-bottom:1px solid var(--line);vertical-align:top;font-weight:400}
thead th{font-weight:600}
.number{text-align:right;font-variant-numeric:tabular-nums}
.sheet>tbody>tr>td,.sheet>tfoot>tr>td{border:0}
.chart-scroll{overflow-x:auto}
.use{color:var(--muted);font-size:.85rem;border-top:1px solid var(--line);padding:.7rem 0;margin:0}
.number-last strong{font-weight:650}
@page{margin:16mm 16mm 12mm}
@media print{:root{color-scheme:light}body{font-size:10.5pt}.sheet{max-width:none}.sheet>tbody>tr>td,.sheet>tfoot>tr>td{padding:0}
article{padding:0 0 6mm}article+article,.contents+article{break-before:page;border:0}h1,h2,h3,caption{break-after:avoid}
.card{background:none;border:1px solid var(--line)}details{display:none}a{color:inherit}figure>.chart{max-width:125mm}}
`;
