/** The style of the reference page: light and dark, no font or file from elsewhere. */
export const REFERENCE_STYLE = `:root { color-scheme: light dark; --line: #d9d5cc; --soft: #f6f4ef; --ink: #1d1b18; --dim: #5f5a52; --accent: #9a3d12; }
@media (prefers-color-scheme: dark) {
  :root { --line: #3d3933; --soft: #24211d; --ink: #ece8e1; --dim: #aaa399; --accent: #f0a27a; }
  body { background: #181613; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem 4rem; color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
h1 { margin-bottom: 0; }
h2 { margin-top: 3rem; border-bottom: 1px solid var(--line); }
h3 { margin-top: 2.2rem; }
h4 { margin: 1.2rem 0 0.3rem; }
a { color: var(--accent); }
code, pre { font: 0.92em/1.45 ui-monospace, monospace; }
pre { overflow-x: auto; padding: 0.7rem 0.9rem; background: var(--soft); border: 1px solid var(--line); border-radius: 6px; }
.method { color: var(--accent); font-weight: 700; text-transform: uppercase; }
.dim { color: var(--dim); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.93rem; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.8rem 0.35rem 0; border-bottom: 1px solid var(--line); }
nav ul { columns: 16rem; padding-left: 1.1rem; }
summary { cursor: pointer; }
`;
