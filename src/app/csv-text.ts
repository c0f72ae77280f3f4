/** A cell of a CSV: lists are written as JSON arrays, null as nothing. */
export type CsvCell = null | boolean | number | string | readonly unknown[];

type CsvRows = readonly Readonly<Record<string, CsvCell>>[];

/** What a spreadsheet would run when it opens the file. */
const FORMULA = /^(?:[=+\-\t\r]|@.*[(|!])/;

/** `rows` as CSV with a header line and LF line ends; cells with a comma, quote or line break are quoted. Names and posts
 *  are written by strangers, so text that a spreadsheet would run as a formula begins with an apostrophe. */
export function toCsv(columns: readonly string[], rows: CsvRows): string {
  return linesOf(columns, rows, text => (FORMULA.test(text) ? `'${text}` : text));
}

/** As `toCsv`, every text as it is: for files that are read in again. */
export function toExactCsv(columns: readonly string[], rows: CsvRows): string {
  return linesOf(columns, rows, text => text);
}

function linesOf(columns: readonly string[], rows: CsvRows, written: (text: string) => string): string {
  const lines = rows.map(row => columns.map(column => csvCell(row[column] ?? null, written)).join(","));
  return `${[columns.join(","), ...lines].join("\n")}\n`;
}

function csvCell(value: CsvCell, written: (text: string) => string): string {
  if (value === null) return "";
  const text = typeof value === "string" ? written(value) : cellText(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function cellText(value: boolean | number | readonly unknown[]): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
