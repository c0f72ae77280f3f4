import { TABLES } from "../../domain/interchange/schema.ts";
import { type Column, columnsOf } from "../../domain/interchange/table.ts";
import type { Engine } from "../../engines/contract.ts";
import { sqlIdentifier, sqlLiteral, sqlPathList } from "../../lib/sql-text.ts";
import type { FolderTable } from "./interchange-folder.ts";

/** The rows of a table that can be used, and how many cannot. */
export interface SurveyedTable {
  readonly rowCount: number;
  /** Rows left out per reason: missing_<column>, unknown_<column>. */
  readonly badRows: Readonly<Record<string, number>>;
  /** SELECT of the rows that can be used. */
  readonly select: string;
}

/** Counts the rows of `folder` that lack what every row needs. The statistics of the files tell of most columns that nothing is
 *  missing, so that ids are read only where something may be. */
export async function surveyTable(engine: Engine, folder: FolderTable): Promise<SurveyedTable> {
  if (folder.paths.length === 0) return { rowCount: 0, badRows: {}, select: folder.select };
  const proven = await provenColumns(engine, folder.paths);
  const reasons = columnsOf(TABLES[folder.table])
    .filter(column => folder.present.has(column.name) || column.name === "network")
    .flatMap(column => reasonsOf(column, folder.table === "interactions", proven));
  const counted = await engine.rows(countsOf(folder, reasons));
  const rowCount = counted.reduce((sum, row) => sum + Number(row["row_count"]), 0);
  const bad = counted.filter(row => row["reason"] !== null);
  const badRows = Object.fromEntries(bad.map(row => [String(row["reason"]), Number(row["row_count"])]));
  const found = reasons.filter(({ name }) => Object.hasOwn(badRows, name)).map(({ sql }) => `(${sql})`);
  const select =
    found.length === 0
      ? folder.select
      : `SELECT * FROM (${folder.select}) AS given WHERE NOT (${found.join(" OR ")})`;
  return { rowCount, badRows, select };
}

/** SELECT of how many rows have each reason, null for those of use. Rows are folded first by the words of choice columns, which are
 *  few: that takes a third of looking each row over. */
function countsOf(folder: FolderTable, reasons: readonly Reason[]): string {
  const keys = new Set(
    reasons.map(({ name, sql, word }) => (word === null ? `${sql} AS ${name}` : sqlIdentifier(word))),
  );
  const whens = reasons.map(
    ({ name, sql, word }) => `WHEN ${word === null ? name : sql} THEN ${sqlLiteral(name)}`,
  );
  return `SELECT CASE ${whens.join(" ")} END AS reason, CAST(sum(folded.row_count) AS BIGINT) AS row_count
    FROM (SELECT ${[...keys].join(", ")}, count(*) AS row_count FROM (${folder.select}) AS given GROUP BY ALL) AS folded
    GROUP BY 1 ORDER BY 1`;
}

/** Why a row is of no use. */
interface Reason {
  readonly name: string;
  /** Condition, never null. */
  readonly sql: string;
  /** The choice column whose word alone decides; null where any other column does. */
  readonly word: string | null;
}

/** Conditions, never null, under which a row is of no use because of `column`. */
function reasonsOf(column: Column, isInteraction: boolean, proven: ReadonlySet<string>): readonly Reason[] {
  const { name, columnType, isRequired, values } = column;
  const word = columnType === "choice" ? name : null;
  const cell = sqlIdentifier(name);
  if (isInteraction && name === "acted_at")
    return [
      {
        name: `missing_${name}`,
        sql: `(${cell} IS NULL AND coalesce(kind NOT IN ('follow', 'list'), TRUE))`,
        word,
      },
    ];
  if (!isRequired) return [];
  const isMissing =
    columnType === "text" || columnType === "choice"
      ? `(${cell} IS NULL OR ${cell} = '')`
      : `${cell} IS NULL`;
  const missing = { name: `missing_${name}`, sql: isMissing, word };
  if (columnType === "choice" && values !== undefined) {
    const known = values.map(sqlLiteral).join(", ");
    return [missing, { name: `unknown_${name}`, sql: `coalesce(${cell} NOT IN (${known}), FALSE)`, word }];
  }
  return proven.has(name) ? [] : [missing];
}

/** Columns of which the files' own statistics say that no value is null or empty. */
async function provenColumns(engine: Engine, paths: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await engine.rows(
    `SELECT path_in_schema AS name,
       bool_and(coalesce(stats_null_count = 0 AND coalesce(stats_min_value, stats_min) <> '', FALSE)) AS is_proven,
       count(*) AS chunk_count
     FROM parquet_metadata(${sqlPathList(paths)}) GROUP BY path_in_schema`,
  );
  // A file that lacks the column altogether has no statistics of it.
  const most = Math.max(0, ...rows.map(row => Number(row["chunk_count"])));
  const proven = rows.filter(row => row["is_proven"] === true && Number(row["chunk_count"]) === most);
  return new Set(proven.map(row => String(row["name"])));
}
