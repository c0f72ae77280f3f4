/** The style sheet of every picture here. Colours are custom properties with a light and a dark set; a page that has
 *  a switch of its own sets `data-theme` on its root. Paper gets the light ones. */
const LIGHT = `--chart-ink:#1b2430;--chart-muted:#566070;--chart-grid:#dde2e8;--chart-accent:#0b62b8;
--chart-band:#0b62b829;--chart-bar:#9dbfe3;--chart-up:#0c7a55;--chart-down:#b5452c;--chart-change:#7a4bb0;
--chart-moved:#0c7a5570;--chart-mover:#0b62b870;--chart-off:#d4dae1`;
const DARK = `--chart-ink:#e8edf3;--chart-muted:#a2adba;--chart-grid:#343e4a;--chart-accent:#79b8ff;
--chart-band:#79b8ff33;--chart-bar:#3d6c9e;--chart-up:#51c79b;--chart-down:#f2957d;--chart-change:#c8a6f5;
--chart-moved:#51c79b70;--chart-mover:#79b8ff70;--chart-off:#3a4552`;

export const CHART_STYLE = `.chart{${LIGHT};color:var(--chart-ink);max-width:100%;height:auto;display:block;overflow:visible}
@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]) .chart{${DARK}}}
@media screen{:root[data-theme=dark] .chart{${DARK}}}
.chart-figure>.chart{width:100%;max-width:36rem}
.chart text{white-space:pre;font-variant-numeric:tabular-nums;unicode-bidi:isolate}
.chart .chart-grid{stroke:var(--chart-grid);stroke-opacity:1}
.chart .chart-axis{stroke:none;fill:var(--chart-muted)}
.chart path.chart-axis,.chart g.chart-axis[stroke]{stroke:var(--chart-grid);fill:none}
.chart .chart-base{stroke:var(--chart-muted)}
.chart .chart-reference{stroke:var(--chart-muted)}
.chart .chart-join{stroke:var(--chart-muted);stroke-opacity:.5}
.chart .chart-up{fill:var(--chart-up)}
.chart .chart-down{fill:var(--chart-down)}
.chart .chart-range{stroke:var(--chart-accent);stroke-opacity:.35}
.chart .chart-score,.chart .chart-line,.chart .chart-marker{stroke:var(--chart-accent)}
.chart .chart-dot{fill:var(--chart-accent);stroke:none}
.chart .chart-band{fill:var(--chart-band)}
.chart .chart-bar{fill:var(--chart-bar)}
.chart .chart-change{stroke:var(--chart-change)}
.chart .chart-change-label{fill:var(--chart-change)}
.chart .chart-label{fill:var(--chart-ink)}
.chart .chart-value,.chart .chart-muted{fill:var(--chart-muted)}
.chart .chart-total,.chart .chart-centre{fill:var(--chart-ink);font-weight:650}
.chart .chart-mover{stroke:var(--chart-mover);stroke-opacity:1}
.chart .chart-moved{stroke:var(--chart-moved);stroke-opacity:1}
.chart .chart-mover-dot{fill:var(--chart-accent);stroke:none}
.chart .chart-moved-dot{fill:var(--chart-up);stroke:none}
.chart .chart-on{fill:var(--chart-accent)}
.chart .chart-off{fill:var(--chart-off)}
`;
