import type { TableName } from "../domain/interchange/schema.ts";
import type { Engine } from "../engines/contract.ts";
import type { LakeContext } from "./context.ts";
import { partitionKey } from "./layout.ts";
import { withLease } from "./lease.ts";
import type { LakeFile } from "./manifest.ts";
import { dropPlaced, placeFiles, type StagedFile, stageFiles } from "./staged-files.ts";

/** Files to replace by the rows of `select` (stored columns of `table`). */
export interface Rewrite {
  readonly table: TableName;
  readonly files: readonly LakeFile[];
  readonly select: string;
}

/** Replaces the files of all `rewrites` in one transaction together with `inTransaction`. False, with nothing
 *  changed, when another process replaced one of the files meanwhile. */
export async function rewriteFiles(
  context: LakeContext,
  engine: Engine,
  rewrites: readonly Rewrite[],
  inTransaction: () => void = () => {},
): Promise<boolean> {
  return withLease(context, async () => {
    const { manifest } = context;
    const lastFileId = manifest.lastFileId();
    const old = rewrites.flatMap(rewrite => rewrite.files);
    const oldIds = old.map(file => file.fileId);
    if (!manifest.hasAllFiles(oldIds)) return false;
    const attemptId = manifest.beginAttempt(context.openerId);
    const staged: StagedFile[] = [];
    for (const { table, select } of rewrites)
      staged.push(...(await stageFiles(context, engine, table, select, attemptId)));
    await placeFiles(context, staged);
    context.onStep("swap files");
    const isSwapped = manifest.transaction(() => {
      if (!manifest.hasAllFiles(oldIds)) return false;
      const batches = batchesByPartition(context, old);
      manifest.removeFiles(old);
      manifest.addFiles(staged, file => batches.get(partitionKey(file)) ?? [], lastFileId);
      inTransaction();
      manifest.endAttempt(attemptId);
      return true;
    });
    context.onStep("files swapped");
    if (!isSwapped) {
      const placed = staged.map(file => file.path);
      await dropPlaced(context, attemptId, placed);
    }
    return isSwapped;
  });
}

function batchesByPartition(
  context: LakeContext,
  files: readonly LakeFile[],
): ReadonlyMap<string, Set<string>> {
  const batches = new Map<string, Set<string>>();
  for (const file of files) {
    const ids = batches.get(partitionKey(file)) ?? new Set();
    for (const id of context.manifest.batchesOf(file.fileId)) ids.add(id);
    batches.set(partitionKey(file), ids);
  }
  return batches;
}
