import { rm } from "node:fs/promises";
import { join } from "node:path";
import { TABLES, type TableName } from "../domain/interchange/schema.ts";
import { storageKeyOf } from "../domain/interchange/table.ts";
import type { Engine } from "../engines/contract.ts";
import { type Move, moveDurably } from "../platform/atomic-file.ts";
import type { LakeContext } from "./context.ts";
import { parsePartitionPath, partitionFile, partitionKey } from "./layout.ts";
import type { NewFile } from "./manifest.ts";
import { createTemporaryDir } from "./temporary.ts";

/** A written file that is not in place yet. */
export interface StagedFile extends NewFile {
  /** Absolute path under tmp/. */
  readonly temporaryPath: string;
}

/** Writes `select` (the stored columns of `table`) under tmp/, one or more files a partition, rows in the order
 *  of the storage key: the same rows give the same bytes. */
export async function stageFiles(
  context: LakeContext,
  engine: Engine,
  table: TableName,
  select: string,
  batchId: string,
): Promise<readonly StagedFile[]> {
  const dir = createTemporaryDir(context, "write");
  context.onStep(`write ${table}`);
  const written = await engine.writePartitioned(select, dir, {
    partitionBy: ["network", "day"],
    orderBy: ["network", "day", ...storageKeyOf(TABLES[table]).filter(column => column !== "network")],
  });
  const counts = new Map<string, number>();
  return written
    .filter(file => file.rowCount > 0)
    .map(file => {
      const partition = { table, ...parsePartitionPath(file.path) };
      const index = counts.get(partitionKey(partition)) ?? 0;
      counts.set(partitionKey(partition), index + 1);
      return {
        ...partition,
        path: partitionFile(partition, batchId, index),
        rowCount: file.rowCount,
        temporaryPath: join(dir, file.path),
      };
    });
}

/** Moves staged files (and `others`, already relative to the lake) into place. They count only once the manifest
 *  names them. */
export async function placeFiles(
  context: LakeContext,
  staged: readonly StagedFile[],
  others: readonly Move[] = [],
): Promise<void> {
  const moves = staged.map(file => ({ from: file.temporaryPath, to: join(context.dir, file.path) }));
  context.onStep("place files");
  await moveDurably([...moves, ...others], context.dir);
}

/** Removes placed files that the manifest never named, and notes the attempt as over. */
export async function dropPlaced(
  context: LakeContext,
  attemptId: string,
  paths: readonly string[],
): Promise<void> {
  for (const path of paths) await rm(join(context.dir, path), { force: true });
  context.manifest.transaction(() => context.manifest.endAttempt(attemptId));
}
