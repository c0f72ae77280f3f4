import type { TableName } from "../domain/interchange/schema.ts";
import type { Engine } from "../engines/contract.ts";
import { sqlIdentifier, sqlLiteral } from "../lib/sql-text.ts";
import type { Reading } from "./reading.ts";
import { removeDuplicates } from "./remove-duplicates.ts";
import { BLANK, SELF_ACTION, VERDICT } from "./row-sql.ts";

/** How the records of a file fell out. */
export interface RowCounts {
  readonly rowsRead: number;
  readonly rowsAccepted: number;
  readonly rejectedByReason: Readonly<Record<string, number>>;
  readonly selfActions: number;
  readonly duplicates: number;
}

/** Counts of the records in `relation`, which afterwards holds the accepted rows alone; the rejected ones are in
 *  `<relation>_rejected`, in file order. */
export async function separateRows(
  engine: Engine,
  table: TableName,
  reading: Reading,
  relation: string,
): Promise<RowCounts> {
  const name = sqlIdentifier(relation);
  const [whole] = await engine.rows(
    `SELECT count(*) FILTER (WHERE ${VERDICT}.reason = ${sqlLiteral(SELF_ACTION)}) AS selves,
       count(*) FILTER (WHERE ${VERDICT}.reason = ${sqlLiteral(BLANK)}) AS blanks, count(*) AS n FROM ${name}`,
  );
  const selfActions = Number(whole?.["selves"]);
  const malformedCount = reading.malformed === null ? 0 : await countOf(engine, reading.malformed);
  await engine.createTable(`${relation}_rejected`, rejectedSql(relation, reading));
  const rejectedByReason = await countByReason(engine, `${relation}_rejected`);
  await engine.run(`DELETE FROM ${name} WHERE ${VERDICT} IS NOT NULL`);
  await engine.run(`ALTER TABLE ${name} DROP COLUMN ${VERDICT}`);
  const duplicates = await removeDuplicates(engine, table, relation);
  return {
    rowsRead: Number(whole?.["n"]) - Number(whole?.["blanks"]) + malformedCount,
    rowsAccepted: await countOf(engine, relation),
    rejectedByReason,
    selfActions,
    duplicates,
  };
}

/** Rows that could be split stand in the relation without a number; theirs is their place, moved on by the
 *  malformed lines before them. */
function rejectedSql(relation: string, reading: Reading): string {
  const first = reading.firstLine;
  const malformed =
    reading.malformed === null
      ? "SELECT CAST(NULL AS BIGINT) AS line_number, CAST(NULL AS VARCHAR) AS raw WHERE false"
      : `SELECT line_number, raw FROM ${sqlIdentifier(reading.malformed)}`;
  return `WITH malformed AS (${malformed}),
    places AS (SELECT line_number, row_number() OVER (ORDER BY line_number) AS place FROM malformed),
    shifts AS (SELECT line_number - ${first} - (place - 1) AS rows_before, max(place) AS passed FROM places GROUP BY 1),
    aside AS (SELECT rowid AS id, ${VERDICT} AS v FROM ${sqlIdentifier(relation)}
      WHERE ${VERDICT}.reason NOT IN (${sqlLiteral(SELF_ACTION)}, ${sqlLiteral(BLANK)}))
    SELECT * FROM (
      SELECT coalesce(v.line_number, id + ${first} + coalesce(passed, 0)) AS line_number, v.reason AS reason,
        v.column_name AS "column", v.value AS value, v.raw AS raw
      FROM aside ASOF LEFT JOIN shifts ON aside.id >= shifts.rows_before
      UNION ALL
      SELECT line_number, 'malformed_line', NULL, NULL, raw FROM malformed)
    ORDER BY line_number, reason, raw`;
}

async function countByReason(engine: Engine, rejected: string): Promise<Readonly<Record<string, number>>> {
  const rows = await engine.rows(
    `SELECT reason, count(*) AS n FROM ${sqlIdentifier(rejected)} GROUP BY reason ORDER BY reason`,
  );
  return Object.fromEntries(rows.map(row => [String(row["reason"]), Number(row["n"])]));
}

async function countOf(engine: Engine, relation: string): Promise<number> {
  const [row] = await engine.rows(`SELECT count(*) AS n FROM ${sqlIdentifier(relation)}`);
  return Number(row?.["n"]);
}
