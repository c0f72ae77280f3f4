import { join } from "node:path";
import type { TableName } from "../domain/interchange/schema.ts";
import { partitionKey } from "./layout.ts";
import type { LakeFile } from "./manifest.ts";
import { distinctRows, parquetRelation } from "./parquet-relation.ts";

/** SELECT over `files` of `table` (counted files, relative to `dir`), distinct by storage key. Only partitions
 *  marked as overlapping pay for removing duplicates. */
export function sourceOf(dir: string, table: TableName, files: readonly LakeFile[]): string {
  const overlapping = new Set(files.filter(file => file.isOverlapping).map(partitionKey));
  const absolute = (file: LakeFile) => join(dir, file.path);
  const plain = files.filter(file => !overlapping.has(partitionKey(file))).map(absolute);
  const repeated = files.filter(file => overlapping.has(partitionKey(file))).map(absolute);
  if (repeated.length === 0) return parquetRelation(table, plain);
  const distinct = distinctRows(table, parquetRelation(table, repeated));
  return plain.length === 0 ? distinct : `${parquetRelation(table, plain)} UNION ALL ${distinct}`;
}
