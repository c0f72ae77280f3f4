import type { ColumnType } from "../domain/interchange/column.ts";
import { TABLES, type TableName } from "../domain/interchange/schema.ts";
import { type Column, columnsOf, storageKeyOf } from "../domain/interchange/table.ts";
import { sqlIdentifier, sqlLiteral, sqlPathList } from "../lib/sql-text.ts";
import type { RelationReader } from "./contract.ts";

/** SQL text that DuckDB reads; all engine-specific relation text of the lake stands here and in word-search.ts. */
const SQL_TYPES: Readonly<Record<ColumnType, string>> = {
  text: "VARCHAR",
  choice: "VARCHAR",
  time: "TIMESTAMP",
  count: "BIGINT",
  flag: "BOOLEAN",
  text_list: "VARCHAR[]",
};

/** Names of types that every engine knows how to write. */
const PORTABLE_TYPES: Readonly<Record<ColumnType, string>> = {
  text: "text",
  choice: "text",
  time: "timestamp",
  count: "bigint",
  flag: "boolean",
  text_list: "text_list",
};

/** The SQL type of a column of the interchange schema. */
export function sqlTypeOf(column: Pick<Column, "columnType">): string {
  return SQL_TYPES[column.columnType];
}

/** The column names of `table` followed by `day`, in file order, of the relation `alias`, as a select list that every
 *  engine reads: with a relation before it, a name needs no quotes. */
export function columnsIn(alias: string, table: TableName): string {
  const names = columnsOf(TABLES[table]).map(column => column.name);
  return [...names, "day"].map(name => `${alias}.${name}`).join(", ");
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

/** The same in the SQL of `reader`'s engine. */
export function readRelation(table: TableName, paths: readonly string[], reader: RelationReader): string {
  const columns = columnsOf(TABLES[table]).filter(({ name }) => name !== "network");
  const types = Object.fromEntries(columns.map(({ name, columnType }) => [name, PORTABLE_TYPES[columnType]]));
  const relation = reader.parquetRelation(types, { network: "text", day: "date" }, paths);
  return `SELECT ${columnsIn("stored", table)} FROM (${relation}) AS stored`;
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
  const partition = key.map(name => `copies.${name}`).join(", ");
  const order = others.map(column => `copies.${column.name} NULLS LAST`).join(", ");
  const rank = `row_number() OVER (PARTITION BY ${partition}${order === "" ? "" : ` ORDER BY ${order}`})`;
  const ranked = `SELECT ${columnsIn("copies", table)}, ${rank} AS copy_number FROM (${select}) AS copies`;
  return `SELECT ${columnsIn("ranked", table)} FROM (${ranked}) AS ranked WHERE ranked.copy_number = 1`;
}

/** SQL that turns a JSON array held as text into a list of strings; null stays null. */
export function listFromJson(expression: string): string {
  return `from_json(${expression}, '["VARCHAR"]')`;
}
