import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import type { Chart } from "../charts/chart.ts";
import { DataTable } from "./data-table.tsx";

export interface ChartFigureProps {
  readonly chart: Chart;
  readonly children?: Child;
  /** Name of the frame that scrolls where the page is narrower than the picture. */
  readonly label: string;
}

/** A picture with a caption, and behind it the same as a table. The markup of charts is escaped where it is made. */
export function ChartFigure({ chart, label, children }: ChartFigureProps) {
  const { table } = chart;
  return (
    <figure class="chart-figure">
      <section class="chart-frame" aria-label={`${label}, picture`} tabindex={0}>
        {raw(chart.svg)}
      </section>
      {children !== undefined && <figcaption class="soft">{children}</figcaption>}
      {table.rows.length > 0 && (
        <details class="behind">
          <summary>The same as a table</summary>
          <DataTable
            caption={table.caption}
            columns={table.columns.map(({ label: title, isNumber }) => ({ title, isNumber }))}
            rows={table.rows}
          />
        </details>
      )}
    </figure>
  );
}
