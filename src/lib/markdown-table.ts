/** A markdown table of `rows` under `columns`, padded to equal widths; columns whose cells are all numbers are aligned right. */
export function markdownTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [columns, ...rows].map(line => line.map(cell => cell.replaceAll("|", "\\|")));
  const widths = columns.map((_, at) => Math.max(3, ...cells.map(line => line[at]!.length)));
  const isRight = columns.map(
    (_, at) => rows.length > 0 && rows.every(row => /^[-+–−]?[\d.]*$/.test(row[at]!)),
  );
  const padded = (cell: string, at: number) =>
    isRight[at] ? cell.padStart(widths[at]!) : cell.padEnd(widths[at]!);
  const line = (values: readonly string[]) => `| ${values.map(padded).join(" | ")} |`;
  const rule = `| ${widths.map((width, at) => (isRight[at] ? `${"-".repeat(width - 1)}:` : "-".repeat(width))).join(" | ")} |`;
  return [line(cells[0]!), rule, ...cells.slice(1).map(line)].join("\n");
}
