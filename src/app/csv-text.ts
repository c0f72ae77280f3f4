/** A cell of a CSV: lists are written as JSON arrays, null as nothing. */
export type CsvCell = null | boolean | number | string | readonly unknown[];

/** `rows` as CSV with a header line and LF line ends; cells with a comma, quote or line break are quoted. */
export function toCsv(
  columns: readonly string[],
  rows: readonly Readonly<Record<string, CsvCell>>[],
): string {
  const lines = rows.map(row => columns.map(column => csvCell(row[column] ?? null)).join(","));
  return `${[columns.join(","), ...lines].join("\n")}\n`;
}

function csvCell(value: CsvCell): string {
  if (value === null) return "";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
