import type { Engine } from "../engines/contract.ts";
import { sqlIdentifier, sqlLiteral, sqlPath } from "../lib/sql-text.ts";

/** How the bytes of a file are packed. */
export type Compression = "none" | "gzip" | "zstd";

/** Longest line or record that is read; a longer one is rejected. Several times the longest text allowed. */
export const MAX_LINE_BYTES = 4 * 1024 * 1024;
const BUFFER_BYTES = 8 * MAX_LINE_BYTES;

/** Options of `read_csv` that every reader of text shares: no guessing, bad lines stored in `malformed`. */
export function readCsvOptions(compression: Compression, malformed: string): string {
  return [
    "auto_detect = false",
    `compression = ${sqlLiteral(compression)}`,
    "store_rejects = true",
    `rejects_table = ${sqlLiteral(malformed)}`,
    `rejects_scan = ${sqlLiteral(scanTable(malformed))}`,
    `max_line_size = ${MAX_LINE_BYTES}`,
    `buffer_size = ${BUFFER_BYTES}`,
  ].join(", ");
}

/** Table function that gives every physical line of a text file as `line` (a blank one is null), in order;
 *  lines that are not UTF-8 or too long go to the table `malformed`. `lineEnd` "auto" knows one kind of line end a
 *  file, and finds a blank line between CR and LF where both kinds stand; "crlf" reads both, but not a lone CR. */
export function linesOf(
  path: string,
  compression: Compression,
  malformed: string,
  lineEnd: "auto" | "crlf" = "auto",
): string {
  // U+0001 cannot stand in JSON text or in a sane CSV file, so no line is split.
  const oneColumn =
    "header = false, delim = '\u0001', quote = '', escape = '', columns = {'line': 'VARCHAR'}";
  const newLine = lineEnd === "crlf" ? ", new_line = '\\r\\n'" : "";
  const options = `${oneColumn}${newLine}, strict_mode = false, ${readCsvOptions(compression, malformed)}`;
  return `read_csv(${sqlPath(path)}, ${options})`;
}

/** First line of a text file, without its line end and byte order mark; null when the file is empty. */
export async function readFirstLine(
  engine: Engine,
  path: string,
  compression: Compression,
): Promise<string | null> {
  const malformed = "first_line_malformed";
  await dropLineRejects(engine, malformed);
  const rows = await engine.rows(`SELECT line FROM ${linesOf(path, compression, malformed)} LIMIT 1`);
  await dropLineRejects(engine, malformed);
  return rows.length === 0 ? null : String(rows[0]?.["line"] ?? "");
}

/** Removes the tables in which the engine stores bad lines under the name `malformed`. */
export async function dropLineRejects(engine: Engine, malformed: string): Promise<void> {
  await engine.run(`DROP TABLE IF EXISTS ${sqlIdentifier(malformed)}`);
  await engine.run(`DROP TABLE IF EXISTS ${sqlIdentifier(scanTable(malformed))}`);
}

function scanTable(malformed: string): string {
  return `${malformed}_scans`;
}
