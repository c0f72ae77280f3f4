import { TABLE_NAMES } from "../domain/interchange/schema.ts";
import type { Engine } from "../engines/contract.ts";
import type { LakeContext } from "./context.ts";
import { partitionKey } from "./layout.ts";
import type { LakeFile } from "./manifest.ts";
import { rewriteFiles } from "./rewrite.ts";
import { sourceOf } from "./source.ts";

/** Files a partition may have before they are merged. */
export const MAX_FILES_PER_PARTITION = 8;
/** Rows rewritten in one step, so that a step fits into memory. */
const MAX_ROWS_PER_STEP = 5_000_000;

/** The number of files replaced: partitions that are overlapping or have many files get one distinct file each. */
export async function mergeFiles(context: LakeContext, engine: Engine): Promise<number> {
  let filesMerged = 0;
  for (const table of TABLE_NAMES) {
    for (const files of steps(partitionsToMerge(context.manifest.files(table)))) {
      const select = sourceOf(context.dir, table, files);
      if (await rewriteFiles(context, engine, [{ table, files, select }])) filesMerged += files.length;
    }
  }
  return filesMerged;
}

/** The files grouped by partition, in the order of first appearance. */
export function groupByPartition(files: readonly LakeFile[]): readonly (readonly LakeFile[])[] {
  const groups = new Map<string, LakeFile[]>();
  for (const file of files) {
    const group = groups.get(partitionKey(file)) ?? [];
    group.push(file);
    groups.set(partitionKey(file), group);
  }
  return [...groups.values()];
}

function partitionsToMerge(files: readonly LakeFile[]): readonly (readonly LakeFile[])[] {
  return groupByPartition(files).filter(
    group => group.length > MAX_FILES_PER_PARTITION || group.some(file => file.isOverlapping),
  );
}

function* steps(partitions: readonly (readonly LakeFile[])[]): Iterable<readonly LakeFile[]> {
  let step: LakeFile[] = [];
  let rowCount = 0;
  for (const files of partitions) {
    step.push(...files);
    rowCount += files.reduce((sum, file) => sum + file.rowCount, 0);
    if (rowCount < MAX_ROWS_PER_STEP) continue;
    yield step;
    step = [];
    rowCount = 0;
  }
  if (step.length > 0) yield step;
}
