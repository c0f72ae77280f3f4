import { join } from "node:path";
import type { TableName } from "../domain/interchange/schema.ts";

/** The partition word for rows whose day is unknown, as engines write and read it. */
export const NULL_DAY = "__HIVE_DEFAULT_PARTITION__";

/** Folders of a lake beside its tables. */
export const FOLDERS = ["tmp", "journal", "rejects", "runs", "history", "snapshots"] as const;

/** One day of one network in one table. `day` is YYYY-MM-DD, null for rows whose day is unknown. */
export interface Partition {
  readonly table: TableName;
  readonly network: string;
  readonly day: string | null;
}

/** A text that is equal for equal partitions only. */
export function partitionKey({ table, network, day }: Partition): string {
  return `${table}/network=${network}/day=${day ?? NULL_DAY}`;
}

/** Path of the `index`-th file that `batchId` adds to `partition`, relative to the lake. */
export function partitionFile(partition: Partition, batchId: string, index: number): string {
  return join(partitionKey(partition), `${batchId}-${index}.parquet`);
}

/** The network and day in a path such as `network=x/day=2026-01-01/data_0.parquet`. */
export function parsePartitionPath(path: string): { readonly network: string; readonly day: string | null } {
  const network = /(?:^|\/)network=([^/]+)\//.exec(path)?.[1];
  const day = /(?:^|\/)day=([^/]+)\//.exec(path)?.[1];
  if (network === undefined || day === undefined) throw new Error(`${path} is not a partitioned file`);
  return { network: decodeURIComponent(network), day: day === NULL_DAY ? null : decodeURIComponent(day) };
}

export const rejectsFile = (batchId: string) => join("rejects", `${batchId}.ndjson`);
export const runFolder = (runId: string) => join("runs", runId);
export const historyFile = (runId: string) => join("history", `${runId}.parquet`);
export const snapshotFile = (snapshotName: string) => join("snapshots", `${snapshotName}.db`);
