import type { Chart, ChartTable } from "./chart.ts";
import { escapeMarkup } from "./svg.ts";

/** HTML of a picture with its table folded behind it. */
export function chartFigure({ svg, table }: Chart): string {
  return (
    `<figure class="chart-figure">${svg}<details><summary>As a table</summary>` +
    `<div class="chart-scroll">${tableMarkup(table)}</div></details></figure>`
  );
}

/** HTML of the rows behind a picture; every cell is escaped. */
export function tableMarkup({ caption, columns, rows }: ChartTable): string {
  const kind = (i: number) => (columns[i]?.isNumber ? ' class="number"' : "");
  const head = columns.map(({ label }, i) => `<th scope="col"${kind(i)}>${escapeMarkup(label)}</th>`);
  const body = rows.map(cells => {
    const inside = cells.map((cell, i) => `<td${kind(i)} dir="auto">${escapeMarkup(cell)}</td>`);
    return `<tr>${inside.join("")}</tr>`;
  });
  return (
    `<table><caption>${escapeMarkup(caption)}</caption><thead><tr>${head.join("")}</tr></thead>` +
    `<tbody>${body.join("")}</tbody></table>`
  );
}
