import type { TableName } from "../domain/interchange/schema.ts";
import type { Engine } from "../engines/contract.ts";
import { contextOf, type LakeContext } from "./context.ts";
import type { Lake, PruneResult } from "./contract.ts";
import { dropStaleDayFolds } from "./folds.ts";
import { collectGarbage } from "./lease.ts";
import type { LakeFile } from "./manifest.ts";
import { storedColumns } from "./parquet-relation.ts";
import { dropRecomputed } from "./recomputed-history.ts";
import { rewriteFiles } from "./rewrite.ts";
import { sourceOf } from "./source.ts";

/** Tables whose old days go whole. */
const DATED_TABLES = ["interactions", "posts", "post_stats", "removals", "observations"] as const;
/** Tables of which the newest row stays, however old, of each account or list. */
const LATEST_TABLES = { accounts: "account_id", account_stats: "account_id", lists: "list_id" } as const;

/** What was dropped: days that end more than `keepDays` before `asOf` (ISO text). Rows without a day (states), proofs
 *  of identity, the newest profile and counts of each account, and the newest name of each list stay. Batches that lost all their rows may be
 *  taken in again. Recomputed histories from before that day go; published ones stay. */
export async function prune(
  lake: Lake,
  engine: Engine,
  keepDays: number,
  asOf: string,
): Promise<PruneResult> {
  const context = contextOf(lake);
  const cutoff = new Date(Date.parse(asOf) - keepDays * 86_400_000).toISOString().slice(0, 10);
  context.releaseImplicitLease();
  let rowsDropped = 0;
  let filesDropped = 0;
  // Noted first: a prune that is killed midway has already made earlier windows incomplete.
  const holdsOlder = DATED_TABLES.some(table =>
    context.manifest.files(table).some(file => isOlder(file, cutoff)),
  );
  if (holdsOlder) context.manifest.transaction(() => context.manifest.notePruned(`${cutoff}T00:00:00.000Z`));
  await dropRecomputed(context.dir, `${cutoff}T00:00:00.000Z`);
  for (const table of DATED_TABLES) {
    const files = context.manifest.files(table).filter(file => isOlder(file, cutoff));
    if (files.length === 0) continue;
    context.onStep(`prune ${table}`);
    context.manifest.transaction(() => {
      context.manifest.removeFiles(files);
      dropEmptyBatches(context);
    });
    rowsDropped += sumRows(files);
    filesDropped += files.length;
  }
  for (const [table, id] of Object.entries(LATEST_TABLES) as [keyof typeof LATEST_TABLES, string][]) {
    const all = context.manifest.files(table);
    const files = all.filter(file => isOlder(file, cutoff));
    if (files.length === 0) continue;
    const select = latestOf(context.dir, { table, id, files: all }, cutoff);
    if (!(await rewriteFiles(context, engine, [{ table, files, select }], () => dropEmptyBatches(context))))
      continue;
    rowsDropped += sumRows(all) - sumRows(context.manifest.files(table));
    filesDropped += files.length;
  }
  collectGarbage(context.db, context.dir);
  dropStaleDayFolds(context);
  return { rowsDropped, filesDropped };
}

function isOlder(file: LakeFile, cutoff: string): boolean {
  return file.day !== null && file.day < cutoff;
}

function latestOf(
  dir: string,
  {
    table,
    id,
    files,
  }: { readonly table: TableName; readonly id: string; readonly files: readonly LakeFile[] },
  cutoff: string,
): string {
  const source = sourceOf(dir, table, files);
  const newest = `max(observed_at) OVER (PARTITION BY network, ${id})`;
  return `SELECT ${storedColumns(table)} FROM (SELECT *, ${newest} AS newest_at FROM (${source})) WHERE observed_at = newest_at AND day < DATE '${cutoff}'`;
}

function dropEmptyBatches({ db }: LakeContext): void {
  db.exec("DELETE FROM batches WHERE row_count > 0 AND batch_id NOT IN (SELECT batch_id FROM file_batches)");
}

const sumRows = (files: readonly LakeFile[]) => files.reduce((sum, file) => sum + file.rowCount, 0);
