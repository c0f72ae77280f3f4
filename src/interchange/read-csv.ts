import { InputProblem } from "../domain/errors.ts";
import type { Engine } from "../engines/contract.ts";
import { sqlIdentifier, sqlLiteral, sqlPath } from "../lib/sql-text.ts";
import { csvHeader } from "./csv-records.ts";
import { type Compression, dropLineRejects, readCsvOptions, readFirstLine } from "./read-lines.ts";
import { storedLines } from "./read-ndjson.ts";
import type { Cell, Reading } from "./reading.ts";

/** Errors after which the engine has found the next record again. */
const HARMLESS_ERRORS = ["MISSING COLUMNS", "TOO MANY COLUMNS", "INVALID ENCODING"];

/** Column names of a CSV file. @throws InputProblem when there is no usable header line. */
export async function readCsvHeader(
  engine: Engine,
  path: string,
  compression: Compression,
): Promise<readonly string[]> {
  const line = await readFirstLine(engine, path, compression);
  const names = line === null ? null : csvHeader(line);
  if (names === null || names.length === 0 || line?.trim() === "")
    throw new InputProblem(`${path} has no header line; the first line must name the columns.`);
  const repeated = names.find((name, i) => names.indexOf(name) !== i);
  if (repeated !== undefined)
    throw new InputProblem(
      `${path} names the column "${repeated}" more than once in its header; rename one.`,
    );
  return names;
}

/** A CSV file as a reading in the engine's own reader: fast, and exact for files that keep to RFC 4180. `settle`
 *  is false when a quote was so bad that records may have been swallowed. */
export async function readCsv(
  engine: Engine,
  path: string,
  compression: Compression,
  header: readonly string[],
  relation: string,
): Promise<Reading> {
  const stored = `${relation}_stored_lines`;
  const malformed = `${relation}_malformed`;
  const columns = header.map((_, i) => `'f${i}': 'VARCHAR'`).join(", ");
  const dialect = `header = true, delim = ',', quote = '"', escape = '"', strict_mode = true, null_padding = false`;
  const options = `${dialect}, columns = {${columns}}, ${readCsvOptions(compression, stored)}`;
  const release = async () => {
    await engine.run(`DROP TABLE IF EXISTS ${sqlIdentifier(malformed)}`);
    await dropLineRejects(engine, stored);
  };
  await release();
  return {
    from: `read_csv(${sqlPath(path)}, ${options}) AS f`,
    cells: csvCells(header),
    record: "f",
    raw: csvRaw(header),
    isMalformed: null,
    isBlank: null,
    line: null,
    firstLine: 2,
    malformed,
    settle: async () => {
      const harmless = HARMLESS_ERRORS.map(sqlLiteral).join(", ");
      const [bad] = await engine.rows(
        `SELECT count(*) AS n FROM ${sqlIdentifier(stored)}
         WHERE error_type NOT IN (${harmless}) OR contains(csv_line, chr(10))`,
      );
      if (bad?.["n"] !== 0) return false;
      await engine.createTable(malformed, storedLines(stored));
      return true;
    },
    release,
  };
}

/** Cells of a relation `f` with text columns `f0`, `f1` ... in the order of `header`; empty text is null. */
export function csvCells(header: readonly string[]): ReadonlyMap<string, Cell> {
  return new Map(header.map((name, i) => [name, { form: "text", sql: `nullif(f.f${i}, '')` }]));
}

/** Expression of `record` as a line of CSV, quoted where needed. */
export function csvRaw(header: readonly string[]): string {
  const fields = header.map(
    (_, i) =>
      `CASE WHEN regexp_matches(record.f${i}, '[",\\r\\n]') THEN '"' || replace(record.f${i}, '"', '""') || '"'
        ELSE coalesce(record.f${i}, '') END`,
  );
  return fields.join(" || ',' || ");
}
