import type { Engine } from "../engines/contract.ts";
import { compactJournal } from "./compact-journal.ts";
import type { LakeContext } from "./context.ts";
import type { CompactResult } from "./contract.ts";
import { finishForgetting } from "./forget.ts";
import { collectGarbage } from "./lease.ts";
import { mergeFiles } from "./merge-files.ts";

/** Completes a `forget` that was cut off, moves the journal into the tables, then merges partitions of many small or of overlapping files. */
export async function compactLake(context: LakeContext, engine: Engine): Promise<CompactResult> {
  context.releaseImplicitLease();
  await finishForgetting(context, engine);
  const journal = await compactJournal(context, engine);
  const filesMerged = await mergeFiles(context, engine);
  collectGarbage(context.db, context.dir);
  return { ...journal, filesMerged };
}
