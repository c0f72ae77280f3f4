import type { Engine, EngineRow } from "../engines/contract.ts";
import { sqlIdentifier } from "../lib/sql-text.ts";
import { type CsvRecord, CsvRecords } from "./csv-records.ts";
import { csvCells, csvRaw } from "./read-csv.ts";
import { type Compression, dropLineRejects, linesOf } from "./read-lines.ts";
import { storedLines } from "./read-ndjson.ts";
import type { Reading } from "./reading.ts";

const PAGE_LINES = 20_000;

/** A CSV file as a reading, split line by line here: for files on which the engine's reader gives up (mixed line
 *  ends, quotes left open). About ten times slower; a bad quote costs one line and no more. */
export async function repairCsv(
  engine: Engine,
  path: string,
  compression: Compression,
  header: readonly string[],
  relation: string,
): Promise<Reading> {
  const stored = `${relation}_stored_lines`;
  const lines = `${relation}_lines`;
  const records = `${relation}_records`;
  const malformed = `${relation}_malformed`;
  const release = async () => {
    for (const name of [lines, records, malformed])
      await engine.run(`DROP TABLE IF EXISTS ${sqlIdentifier(name)}`);
    await dropLineRejects(engine, stored);
  };
  await release();
  const lineCount = await splitLines(engine, path, compression, lines, stored);
  await engine.createTable(malformed, storedLines(stored));
  const unreadable = await engine.rows(
    `SELECT line_number FROM ${sqlIdentifier(malformed)} ORDER BY line_number`,
  );
  const numberOf = lineNumbers(unreadable.map(row => Number(row["line_number"])));
  const sink = new RecordSink(engine, records, malformed, header.length);
  await sink.create();
  const splitter = new CsvRecords(header.length);
  for (let from = 0; from < lineCount; from += PAGE_LINES) {
    const page = await engine.rows(
      `SELECT line FROM ${sqlIdentifier(lines)} WHERE rowid >= ${from} AND rowid < ${from + PAGE_LINES} ORDER BY rowid`,
    );
    const found = page.flatMap((row, i) => {
      const isHeader = from + i === 0;
      return isHeader ? [] : splitter.push({ number: numberOf(), text: String(row["line"] ?? "") });
    });
    await sink.write(found);
  }
  await sink.write(splitter.finish());
  return {
    from: `${sqlIdentifier(records)} AS f`,
    cells: csvCells(header),
    record: "f",
    raw: csvRaw(header),
    isMalformed: null,
    isBlank: null,
    line: "f.line_number",
    firstLine: 2,
    malformed,
    settle: async () => true,
    release,
  };
}

/** Fills the table `lines` with the physical lines of a file and returns how many there are. */
async function splitLines(
  engine: Engine,
  path: string,
  compression: Compression,
  lines: string,
  stored: string,
): Promise<number> {
  const length = async (from: string) => {
    const [row] = await engine.rows(`SELECT CAST(sum(strlen(line)) AS BIGINT) AS n FROM ${from}`);
    return row?.["n"];
  };
  const read = async (lineEnd: "auto" | "crlf") => {
    await dropLineRejects(engine, stored);
    return engine.createTable(lines, `SELECT line FROM ${linesOf(path, compression, stored, lineEnd)}`);
  };
  const lineCount = await read("crlf");
  const kept = await length(sqlIdentifier(lines));
  await dropLineRejects(engine, stored);
  // A lone CR would lose the text behind it; then the other reading is right.
  const isWhole = kept === (await length(linesOf(path, compression, stored)));
  if (!isWhole) return read("auto");
  return lineCount;
}

/** Gives the numbers of the lines that were readable, from line 2 on, one a call. */
function lineNumbers(unreadable: readonly number[]): () => number {
  const skipped = new Set(unreadable);
  let number = 1;
  return () => {
    do number++;
    while (skipped.has(number));
    return number;
  };
}

class RecordSink {
  private readonly columns: Readonly<Record<string, string>>;

  constructor(
    private readonly engine: Engine,
    private readonly records: string,
    private readonly malformed: string,
    fieldCount: number,
  ) {
    const fields = Array.from({ length: fieldCount }, (_, i) => [`f${i}`, "text"]);
    this.columns = { ...Object.fromEntries(fields), line_number: "bigint" };
  }

  async create(): Promise<void> {
    await this.engine.createTableFromRows(this.records, this.columns, []);
  }

  async write(found: readonly CsvRecord[]): Promise<void> {
    const good = found.filter(record => record.fields !== null);
    const bad = found.filter(record => record.fields === null);
    await this.append(
      this.records,
      this.columns,
      good.map(record => {
        const fields = record.fields!.map((field, i) => [`f${i}`, field]);
        return { ...Object.fromEntries(fields), line_number: record.line };
      }),
    );
    await this.append(
      this.malformed,
      { line_number: "bigint", raw: "text" },
      bad.map(record => ({ line_number: record.line, raw: record.text })),
    );
  }

  private async append(
    table: string,
    columns: Readonly<Record<string, string>>,
    rows: readonly EngineRow[],
  ): Promise<void> {
    if (rows.length === 0) return;
    const page = `${table}_page`;
    await this.engine.createTableFromRows(page, columns, rows);
    await this.engine.run(`INSERT INTO ${sqlIdentifier(table)} SELECT * FROM ${sqlIdentifier(page)}`);
    await this.engine.run(`DROP TABLE ${sqlIdentifier(page)}`);
  }
}
