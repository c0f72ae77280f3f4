import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { noProgress, type Progress } from "../domain/progress.ts";
import type { Engine } from "../engines/contract.ts";
import type { SimulationOptions, SimulationSummary } from "./options.ts";
import { manifestText, TableFiles } from "./table-files.ts";
import { accountStatsSelect } from "./tables/account-stats.ts";
import { accountsSelect } from "./tables/accounts.ts";
import { identityLinksSelect } from "./tables/identity-links.ts";
import { interactionsSelect } from "./tables/interactions.ts";
import { listingsSelect, listsSelect } from "./tables/lists.ts";
import { observationsSelect } from "./tables/observations.ts";
import { postStatsSelect } from "./tables/post-stats.ts";
import { actPostsSelect, originalPostsSelect } from "./tables/posts.ts";
import { accountRemovalsSelect, undoneLikesSelect } from "./tables/removals.ts";
import { createWorkTables, dropWorkTables } from "./work-tables.ts";
import { BLOCK_SIZE, type World, worldsOf } from "./world.ts";

/** Acts and accounts written at once, a multiple of BLOCK_SIZE: what is in memory does not grow with the size. */
const ACTS_PER_FILE = 50_000 * BLOCK_SIZE;
const ACCOUNTS_PER_FILE = 1_000_000;
/** Posts counted at once: their hash table stays under some 500 MiB. */
const POSTS_PER_BUCKET = 3_000_000;

/** What was written: every interchange table as `outDir/<table>/part-NNNN.parquet`, and `manifest.json`.
 *  Every row is a pure function of the seed, its table and its number, so the same options and engine version give
 *  the same bytes at any thread count, and memory does not grow with the number of interactions.
 *  @throws ConfigProblem for sizes that cannot be simulated or a folder that holds something else. */
export async function simulate(engine: Engine, options: SimulationOptions): Promise<SimulationSummary> {
  const worlds = worldsOf(options);
  const files = await TableFiles.create(engine, options.outDir);
  await createWorkTables(engine, largestSlice(worlds));
  await writeBackground(files, worlds, options.progress ?? noProgress);
  await dropWorkTables(engine);
  await writePostStats(files, worlds);
  return writeManifest(engine, files, options, worlds);
}

/** Writes every table but post_stats for the given networks; the work tables must exist. */
export async function writeBackground(
  files: TableFiles,
  worlds: readonly World[],
  progress: Progress,
): Promise<void> {
  const total = worlds.reduce((sum, world) => sum + world.interactions, 0);
  let done = 0;
  const report = (isLast: boolean) =>
    progress({ step: "simulate interactions", done, total, unit: "rows", isLast });
  for (const world of worlds) {
    for (const [from, to] of slices(world.accounts, ACCOUNTS_PER_FILE)) {
      await files.write("accounts", accountsSelect(world, from, to));
      await files.write("account_stats", accountStatsSelect(world, from, to));
      await files.write("posts", originalPostsSelect(world, from, to));
      await files.write("removals", accountRemovalsSelect(world, from, to));
    }
    for (const [from, to] of slices(world.interactions, ACTS_PER_FILE)) {
      done += await files.write("interactions", interactionsSelect(world, from, to));
      await files.write("posts", actPostsSelect(world, from, to));
      report(false);
    }
    await files.write("lists", listsSelect(world));
    await files.write("interactions", listingsSelect(world));
    await files.write("removals", undoneLikesSelect(world));
    await files.write("observations", observationsSelect(world));
  }
  const [first, ...others] = worlds;
  for (const [index, second] of others.entries())
    await files.write("identity_links", identityLinksSelect(first!, second, 3 + index * 4));
  report(true);
}

/** Counts the reactions of every post written so far, slice by slice. `factor` is as in postStatsSelect. */
export async function writePostStats(
  files: TableFiles,
  worlds: readonly World[],
  factor?: string,
): Promise<void> {
  const buckets = Math.ceil(files.rowCounts().posts / POSTS_PER_BUCKET);
  for (let bucket = 0; bucket < buckets; bucket++) {
    const select = postStatsSelect({
      postsGlob: files.glob("posts"),
      interactionsGlob: files.glob("interactions"),
      endMs: worlds[0]!.endMs,
      bucket,
      buckets,
      ...(factor !== undefined && { factor }),
    });
    await files.write("post_stats", select);
  }
}

/** Writes `manifest.json`, which marks the folder as a finished simulation, and returns what it holds. */
export async function writeManifest(
  engine: Engine,
  files: TableFiles,
  options: SimulationOptions,
  worlds: readonly World[],
): Promise<SimulationSummary> {
  const summary: SimulationSummary = {
    seed: options.seed,
    accounts: options.accounts,
    interactions: options.interactions,
    startAt: new Date(worlds[0]!.startMs).toISOString(),
    endAt: new Date(worlds[0]!.endMs).toISOString(),
    engine: `${engine.name} ${engine.version}`,
    rowCounts: files.rowCounts(),
  };
  const { startAt, endAt, rowCounts, ...same } = summary;
  const fields = { ...same, start_at: startAt, end_at: endAt, row_counts: rowCounts, is_finished: true };
  await writeFile(join(files.outDir, "manifest.json"), manifestText(fields));
  return summary;
}

/** The most numbers that one select of `worlds` counts by. */
export function largestSlice(worlds: readonly World[]): number {
  const largest = Math.max(...worlds.flatMap(world => [world.accounts, world.interactions]));
  return Math.min(largest, ACTS_PER_FILE);
}

function slices(total: number, size: number): readonly (readonly [number, number])[] {
  const count = Math.ceil(total / size);
  return Array.from({ length: count }, (_, i) => [i * size, Math.min(total, (i + 1) * size)] as const);
}
