import { existsSync } from "node:fs";
import { readdir, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CliError, InputProblem } from "../domain/errors.ts";
import type { Engine } from "../engines/contract.ts";
import { syncFile, syncFolder } from "../platform/atomic-file.ts";
import type { LakeContext } from "./context.ts";
import type { PublishedRun, RunToPublish } from "./contract.ts";
import { historyFile, runFolder } from "./layout.ts";
import { collectGarbage } from "./lease.ts";
import { scrubForgotten } from "./scrub-runs.ts";

/** Folders of published runs that are kept: the one that is served and the last others; history stays of all. */
export const KEPT_RUNS = 5;

interface RunRecord {
  run_id: string;
  as_of: string;
  model_id: string;
  published_at: string;
}

/** The run as published: its folder synced and moved to runs/, its history to history/, then named in lake.db.
 *  A crash before that leaves nothing that counts.
 *  @throws InputProblem when the folder is missing or the run id is taken. */
export async function publishRun(
  context: LakeContext,
  run: RunToPublish & { readonly forgetGeneration: number },
  finishedDir: string,
  publishedAt: string,
  engine: Engine | undefined,
): Promise<PublishedRun> {
  const { dir, db, manifest, onStep } = context;
  if (!existsSync(finishedDir))
    throw new InputProblem(`no folder ${finishedDir} to publish; run the pipeline again`);
  if (db.prepare("SELECT 1 AS found FROM runs WHERE run_id = ?").get(run.runId) !== undefined)
    throw new InputProblem(`run ${run.runId} is published already; take a new id with nextRunId()`);
  manifest.transaction(() => manifest.noteAttempt(run.runId, context.openerId));
  const history = join(finishedDir, "history.parquet");
  const hasHistory = existsSync(history);
  let forgetGeneration = await scrubbedGeneration(context, run.forgetGeneration, [finishedDir], engine);
  await syncTree(finishedDir);
  onStep("place run");
  if (hasHistory) await rename(history, join(dir, historyFile(run.runId)));
  await rename(finishedDir, join(dir, runFolder(run.runId)));
  for (const folder of [join(dir, "runs"), join(dir, "history"), dirname(finishedDir)])
    await syncFolder(folder);
  onStep("count run");
  const count = () => {
    if (manifest.forgetGeneration() !== forgetGeneration) return false;
    db.prepare("INSERT INTO runs VALUES (?, ?, ?, ?, 1, ?)").run(
      run.runId,
      run.asOf,
      run.modelId,
      publishedAt,
      hasHistory ? 1 : 0,
    );
    const runs = publishedRuns(context);
    const served = newestOf(runs);
    const others = runs.filter(({ runId }) => runId !== served?.runId);
    for (const old of others.slice(0, 1 - KEPT_RUNS)) {
      db.prepare("UPDATE runs SET is_kept = 0 WHERE run_id = ?").run(old.runId);
      manifest.addGarbage(runFolder(old.runId));
    }
    manifest.endAttempt(run.runId);
    return true;
  };
  const placed = [
    join(dir, runFolder(run.runId)),
    ...(hasHistory ? [join(dir, historyFile(run.runId))] : []),
  ];
  while (!manifest.transaction(count))
    forgetGeneration = await scrubbedGeneration(context, forgetGeneration, placed, engine);
  onStep("run counted");
  collectGarbage(db, dir);
  return toPublishedRun(dir, {
    run_id: run.runId,
    as_of: run.asOf,
    model_id: run.modelId,
    published_at: publishedAt,
  });
}

/** The forget generation that `paths` (folders or Parquet files) are free of, after scrubbing them when it moved
 *  on. @throws CliError when it did and there is no engine. */
async function scrubbedGeneration(
  context: LakeContext,
  seen: number,
  paths: readonly string[],
  engine: Engine | undefined,
): Promise<number> {
  const current = context.manifest.forgetGeneration();
  if (current === seen) return seen;
  if (engine === undefined)
    throw new CliError("an account was forgotten while the run was computed; run it again");
  for (const path of paths) await scrubForgotten(context, engine, path);
  return current;
}

/** Runs whose folder is kept, in the order of publishing. */
export function publishedRuns({ dir, db }: Pick<LakeContext, "dir" | "db">): readonly PublishedRun[] {
  const records = db.prepare("SELECT * FROM runs WHERE is_kept = 1 ORDER BY rowid").all() as RunRecord[];
  return records.map(record => toPublishedRun(dir, record));
}

/** The run that speaks for the latest time, of those the last in order; null when there is none. */
export function newestOf(runs: readonly PublishedRun[]): PublishedRun | null {
  return runs.reduce<PublishedRun | null>(
    (newest, run) => (newest === null || Date.parse(run.asOf) >= Date.parse(newest.asOf) ? run : newest),
    null,
  );
}

/** Absolute paths of published histories, in the order of publishing. */
export function historyFiles({ dir, db }: Pick<LakeContext, "dir" | "db">): readonly string[] {
  const records = db.prepare("SELECT run_id FROM runs WHERE has_history = 1 ORDER BY rowid").all();
  return (records as { run_id: string }[]).map(record => join(dir, historyFile(record.run_id)));
}

/** The as_of of every run ever published, in the order of publishing. */
export function publishedTimes({ db }: Pick<LakeContext, "db">): readonly string[] {
  const records = db.prepare("SELECT as_of FROM runs ORDER BY rowid").all();
  return (records as { as_of: string }[]).map(record => record.as_of);
}

function toPublishedRun(dir: string, record: RunRecord): PublishedRun {
  return {
    runId: record.run_id,
    asOf: record.as_of,
    modelId: record.model_id,
    publishedAt: record.published_at,
    dir: join(dir, runFolder(record.run_id)),
  };
}

async function syncTree(dir: string): Promise<void> {
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) await syncFile(path);
    else if (entry.isDirectory()) await syncFolder(path);
  }
  await syncFolder(dir);
}
