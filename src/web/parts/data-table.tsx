import type { Child } from "hono/jsx";

export interface TableColumn {
  readonly title: string;
  readonly isNumber?: boolean;
}

export interface DataTableProps {
  /** What the table holds, for who cannot see where it stands. */
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  /** A cell for each column; the first heads its row. */
  readonly rows: readonly (readonly Child[])[];
  readonly isCaptionShown?: boolean;
}

/** A table that scrolls inside its own frame where it is wider than the page. */
export function DataTable({ caption, columns, rows, isCaptionShown }: DataTableProps) {
  return (
    <section class="table-frame" aria-label={caption} tabindex={0}>
      <table>
        <caption class={isCaptionShown ? "" : "unseen"}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ title, isNumber }) => (
              <th scope="col" class={isNumber ? "num" : ""}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(cells => (
            <tr>
              {cells.map((cell, i) =>
                i === 0 ? (
                  <th scope="row" class={columns[i]?.isNumber ? "num" : ""}>
                    {cell}
                  </th>
                ) : (
                  <td class={columns[i]?.isNumber ? "num" : ""}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
