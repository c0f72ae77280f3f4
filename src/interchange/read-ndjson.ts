import type { Column } from "../domain/interchange/table.ts";
import type { Engine } from "../engines/contract.ts";
import { sqlIdentifier, sqlLiteral } from "../lib/sql-text.ts";
import { type Compression, dropLineRejects, linesOf } from "./read-lines.ts";
import type { Cell, Reading } from "./reading.ts";

/** Lines looked at to learn which columns a file has. */
const SAMPLE_LINES = 20_000;

/** Names of the keys in the first lines of an NDJSON file, in text order. */
export async function sampleKeys(
  engine: Engine,
  path: string,
  compression: Compression,
): Promise<readonly string[]> {
  const malformed = "sample_malformed";
  await dropLineRejects(engine, malformed);
  const keys = await engine.rows(
    `SELECT DISTINCT unnest(json_keys(line)) AS name
     FROM (SELECT CASE WHEN json_valid(line) THEN line END AS line
           FROM (SELECT line FROM ${linesOf(path, compression, malformed)} LIMIT ${SAMPLE_LINES}))
     WHERE json_type(line) = 'OBJECT' ORDER BY name`,
  );
  await dropLineRejects(engine, malformed);
  return keys.map(row => String(row["name"]));
}

/** Whether any line of the file, beyond the sample too, has the key `name`. */
export async function hasKey(
  engine: Engine,
  path: string,
  compression: Compression,
  name: string,
): Promise<boolean> {
  const malformed = "sample_malformed";
  await dropLineRejects(engine, malformed);
  const found = await engine.rows(
    `SELECT 1 AS found FROM ${linesOf(path, compression, malformed)}
     WHERE CASE WHEN json_valid(line) THEN json_exists(line, ${sqlLiteral(jsonPath(name))}) END LIMIT 1`,
  );
  await dropLineRejects(engine, malformed);
  return found.length > 0;
}

/** An NDJSON file as a reading with one cell for each of `columns`; a column that no line has reads as null. */
export async function readNdjson(
  engine: Engine,
  path: string,
  compression: Compression,
  columns: readonly Column[],
  relation: string,
): Promise<Reading> {
  const stored = `${relation}_stored_lines`;
  const malformed = `${relation}_malformed`;
  const paths = (chosen: readonly Column[]) =>
    `CAST([${chosen.map(column => sqlLiteral(jsonPath(column.name))).join(", ")}] AS VARCHAR[])`;
  // Only these columns would take a wrong JSON type for a right value; telling types costs as much as reading.
  const typed = columns.filter(({ columnType }) => columnType === "text" || columnType === "text_list");
  const cells = columns.map((column, i): [string, Cell] => {
    const place = typed.indexOf(column) + 1;
    const sql = `f.texts[${i + 1}]`;
    return [column.name, { form: "json", sql, ...(place > 0 && { jsonType: `f.types[${place}]` }) }];
  });
  const release = async () => {
    await engine.run(`DROP TABLE IF EXISTS ${sqlIdentifier(malformed)}`);
    await dropLineRejects(engine, stored);
  };
  await release();
  return {
    from: `(SELECT line, is_object,
              CASE WHEN is_object THEN json_extract_string(line, ${paths(columns)}) END AS texts,
              CASE WHEN is_object THEN json_type(line, ${paths(typed)}) END AS types
            FROM (SELECT line, CASE WHEN json_valid(line) THEN json_type(line) = 'OBJECT' ELSE false END AS is_object
                  FROM ${linesOf(path, compression, stored)})) AS f`,
    cells: new Map(cells),
    record: "f.line",
    raw: "record",
    isMalformed: "NOT f.is_object",
    // Looked at only where no object was found: trimming every line would take longer than parsing it.
    isBlank:
      "CASE WHEN f.is_object THEN false ELSE trim(coalesce(f.line, ''), chr(9) || chr(13) || ' ') = '' END",
    line: null,
    firstLine: 1,
    malformed,
    settle: async () => {
      await engine.createTable(malformed, storedLines(stored));
      return true;
    },
    release,
  };
}

/** SELECT of the lines (line_number, raw) that the engine stored as unreadable, one row each. */
export function storedLines(stored: string): string {
  return `SELECT CAST(line AS BIGINT) AS line_number, any_value(csv_line) AS raw
    FROM ${sqlIdentifier(stored)} GROUP BY line ORDER BY line`;
}

function jsonPath(name: string): string {
  return `$."${name}"`;
}
