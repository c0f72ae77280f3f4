import type { Engine } from "../engines/contract.ts";
import { compactJournal } from "./compact-journal.ts";
import type { LakeContext } from "./context.ts";
import type { CompactResult } from "./contract.ts";
import { collectGarbage } from "./lease.ts";
import { mergeFiles } from "./merge-files.ts";

/** Moves the journal into the tables, then merges partitions of many small or of overlapping files. */
export async function compactLake(context: LakeContext, engine: Engine): Promise<CompactResult> {
  const journal = await compactJournal(context, engine);
  const filesMerged = await mergeFiles(context, engine);
  context.releaseImplicitLease();
  collectGarbage(context.db, context.dir);
  return { ...journal, filesMerged };
}
