import type { ColumnType } from "../domain/interchange/column.ts";
import { TABLES, type TableName } from "../domain/interchange/schema.ts";
import { type Column, columnsOf, storageKeyOf } from "../domain/interchange/table.ts";
import { sqlIdentifier, sqlLiteral, sqlPathList } from "../lib/sql-text.ts";

/** SQL text that DuckDB reads; all engine-specific relation text of the lake stands here and in word-search.ts. */
const SQL_TYPES: Readonly<Record<ColumnType, string>> = {
  text: "VARCHAR",
  choice: "VARCHAR",
  time: "TIMESTAMP",
  count: "BIGINT",
  flag: "BOOLEAN",
  text_list: "VARCHAR[]",
};

/** The SQL type of a column of the interchange schema. */
export function sqlTypeOf(column: Pick<Column, "columnType">): string {
  return SQL_TYPES[column.columnType];
}

/** The quoted column names of `table` followed by `day`, in file order, as a select list. */
export function storedColumns(table: TableName): string {
  const names = columnsOf(TABLES[table]).map(column => sqlIdentifier(column.name));
  return [...names, "day"].join(", ");
}

/** SELECT of the stored columns over Parquet files of one table, absolute paths; the typed empty relation when
 *  there are none. Rows are as in the files, repeated where files repeat them. */
export function parquetRelation(table: TableName, paths: readonly string[]): string {
  if (paths.length === 0) return emptyRelation(table);
  const types = "{'network': VARCHAR, 'day': DATE}";
  const reader = `read_parquet(${sqlPathList(paths)}, hive_partitioning = true, hive_types = ${types})`;
  return `SELECT ${storedColumns(table)} FROM ${reader}`;
}

function emptyRelation(table: TableName): string {
  const nulls = columnsOf(TABLES[table]).map(
    column => `CAST(NULL AS ${sqlTypeOf(column)}) AS ${sqlIdentifier(column.name)}`,
  );
  return `SELECT ${[...nulls, "CAST(NULL AS DATE) AS day"].join(", ")} WHERE 1 = 0`;
}

/** SELECT of any Parquet files of one schema, absolute paths, at least one. */
export function plainParquet(paths: readonly string[]): string {
  return `SELECT * FROM read_parquet(${sqlPathList(paths)}, hive_partitioning = false)`;
}

/** Statement that writes `select` to one Parquet file, rows in the order in which the select gives them. */
export function copyInOrder(select: string, path: string): string {
  return `COPY (${select}) TO ${sqlLiteral(path)} (FORMAT parquet, COMPRESSION zstd)`;
}

/** SELECT of the stored columns of `select`, one row per storage key; of rows with the same key the first in
 *  the order of the other columns stays. */
export function distinctRows(table: TableName, select: string): string {
  const key = storageKeyOf(TABLES[table]);
  const others = columnsOf(TABLES[table]).filter(column => !key.includes(column.name));
  const partition = key.map(sqlIdentifier).join(", ");
  const order = others.map(column => `${sqlIdentifier(column.name)} NULLS LAST`).join(", ");
  const rank = `row_number() OVER (PARTITION BY ${partition}${order === "" ? "" : ` ORDER BY ${order}`})`;
  return `SELECT ${storedColumns(table)} FROM (SELECT *, ${rank} AS copy_number FROM (${select})) WHERE copy_number = 1`;
}

/** SQL that turns a JSON array held as text into a list of strings; null stays null. */
export function listFromJson(expression: string): string {
  return `from_json(${expression}, '["VARCHAR"]')`;
}
