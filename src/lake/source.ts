import { join } from "node:path";
import type { TableName } from "../domain/interchange/schema.ts";
import type { RelationReader } from "./contract.ts";
import { partitionKey } from "./layout.ts";
import type { LakeFile } from "./manifest.ts";
import { distinctRows, parquetRelation, readRelation } from "./parquet-relation.ts";

/** SELECT over `files` of `table` (counted files, relative to `dir`), distinct by storage key, in the SQL of `reader`; of
 *  DuckDB when absent. Only partitions marked as overlapping pay for removing duplicates. */
export function sourceOf(
  dir: string,
  table: TableName,
  files: readonly LakeFile[],
  reader?: RelationReader,
): string {
  const overlapping = new Set(files.filter(file => file.isOverlapping).map(partitionKey));
  const absolute = (file: LakeFile) => join(dir, file.path);
  const relation = (paths: readonly string[]) =>
    reader === undefined ? parquetRelation(table, paths) : readRelation(table, paths, reader);
  const plain = files.filter(file => !overlapping.has(partitionKey(file))).map(absolute);
  const repeated = files.filter(file => overlapping.has(partitionKey(file))).map(absolute);
  if (repeated.length === 0) return relation(plain);
  const distinct = distinctRows(table, relation(repeated));
  return plain.length === 0 ? distinct : `${relation(plain)} UNION ALL ${distinct}`;
}
