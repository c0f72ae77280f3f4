import { sqlIdentifier, sqlLiteral, sqlPathList } from "../../lib/sql-text.ts";

type Columns = Readonly<Record<string, string>>;

/** DuckDB's types by portable name. */
const SQL_TYPES: Readonly<Record<string, string>> = {
  text: "VARCHAR",
  bigint: "BIGINT",
  double: "DOUBLE",
  boolean: "BOOLEAN",
  timestamp: "TIMESTAMP",
  date: "DATE",
  text_list: "VARCHAR[]",
};

/** SELECT of `columns` and `partitions` over Parquet files; what each argument means is said in the contract. */
export function parquetRelation(columns: Columns, partitions: Columns, paths: readonly string[]): string {
  const wanted = { ...columns, ...partitions };
  if (paths.length === 0) {
    const nulls = Object.entries(wanted).map(
      ([name, type]) => `CAST(NULL AS ${SQL_TYPES[type]}) AS ${sqlIdentifier(name)}`,
    );
    return `SELECT ${nulls.join(", ")} WHERE 1 = 0`;
  }
  const names = Object.keys(wanted).map(sqlIdentifier).join(", ");
  const types = Object.entries(partitions).map(([name, type]) => `${sqlLiteral(name)}: ${SQL_TYPES[type]}`);
  const hive =
    types.length === 0
      ? "hive_partitioning = false"
      : `hive_partitioning = true, hive_types = {${types.join(", ")}}`;
  return `SELECT ${names} FROM read_parquet(${sqlPathList(paths)}, ${hive})`;
}
