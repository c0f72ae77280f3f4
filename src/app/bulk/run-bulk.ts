import { mkdtemp, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { ConfigProblem, EXIT, InputProblem } from "../../domain/errors.ts";
import { TABLE_NAMES, type TableName } from "../../domain/interchange/schema.ts";
import type { NetworkName } from "../../domain/network.ts";
import type { Progress } from "../../domain/progress.ts";
import type { Engine } from "../../engines/contract.ts";
import { sqlLiteral } from "../../lib/sql-text.ts";
import { newestEventAsOf } from "../../pipeline/newest-event.ts";
import { packageVersion } from "../../platform/package-version.ts";
import { undisputedSource } from "../claims/undisputed-source.ts";
import { computeRun, toInstant } from "../compute-run.ts";
import { createFolder, isFolder } from "../create-folder.ts";
import { hasLake, noLake, openLakeAt } from "../lake-session.ts";
import { loadModel } from "../load-model.ts";
import { openEngine } from "../open-engine.ts";
import { openInterchangeFolder } from "./interchange-folder.ts";
import { type RepeatedActs, removeRepeatedActs } from "./repeated-acts.ts";
import { surveyTable } from "./survey-table.ts";
import { writeBulkManifest, writeBulkMarts } from "./write-bulk.ts";

const MILLISECONDS_A_DAY = 86_400_000;
/** What scores read; all else of a run is left out. */
const SCORES_READ = ["account_features", "int_linked_accounts"] as const;

/** What `renown run --from` and `renown run --only` are asked to do. */
export interface BulkOptions {
  /** Folder of interchange Parquet; null: the lake at `dataDir`. */
  readonly from: string | null;
  readonly dataDir: string;
  readonly outDir: string;
  /** `scores`, or null for every mart. */
  readonly only: "scores" | null;
  /** End of the window; null: midnight UTC after the newest event. */
  readonly asOf: string | null;
  /** Network of rows that do not name one. */
  readonly network?: NetworkName;
  readonly modelId?: string;
  readonly memoryMebibytes?: number;
  readonly kernel?: string;
  readonly progress: Progress;
}

/** A finished run whose marts lie in `outDir`. */
export interface BulkSummary {
  readonly outDir: string;
  readonly asOf: string;
  readonly modelId: string;
  /** Acts of the window that were told, before removals. */
  readonly interactionsCount: number;
  readonly accountsCount: number;
  readonly scoredCount: number;
  /** Rows left out per table and reason. */
  readonly badRows: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly repeatedActsCount: number;
  readonly kernelNote: string | null;
  readonly peakMemoryMebibytes: number;
  readonly seconds: number;
}

interface Input {
  readonly source: (table: TableName) => string;
  readonly rowCounts: Readonly<Record<string, number>>;
  readonly badRows: Record<string, Record<string, number>>;
  /** Acts of the window that have what they need, before self-actions are dropped; null: not counted. */
  readonly actsInWindow: ((asOf: string) => Promise<number>) | null;
  readonly hasInteractionIds: boolean;
}

/** Computes a run outside of a lake's history: rows of a folder or a lake to marts and manifest.json in `outDir`.
 *  @throws ConfigProblem for options that cannot be used, InputProblem for a folder without rows that can be scored. */
export async function runBulk(options: BulkOptions): Promise<BulkSummary> {
  if (options.from !== null) return runFolder(options, resolve(options.from));
  if (!hasLake(options.dataDir)) throw noLake(options.dataDir, EXIT.failure);
  const lake = await openLakeAt(options.dataDir);
  try {
    const engine = await openEngine(lake.temporaryDir("run"), { ...options, keepsOrder: false });
    try {
      await lake.compact(engine);
      const lease = lake.lease();
      try {
        const source = undisputedSource(lake, table => lease.source(table));
        const rowCounts: Readonly<Record<string, number>> = lake.rowCounts();
        return await compute(engine, options, {
          ...{ source, rowCounts, badRows: {}, actsInWindow: null, hasInteractionIds: false },
        });
      } finally {
        lease.release();
      }
    } finally {
      await engine.close();
    }
  } finally {
    await lake.close();
  }
}

async function runFolder(options: BulkOptions, dir: string): Promise<BulkSummary> {
  if (!isFolder(dir)) throw new ConfigProblem(`--from ${options.from} is no folder of Parquet files.`);
  if (resolve(options.outDir) === dir)
    throw new ConfigProblem(`--out ${options.outDir} is the folder that is read; choose another.`);
  createFolder(options.outDir, "--out");
  const spillDir = await mkdtemp(join(options.outDir, ".spill-"));
  const engine = await openEngine(spillDir, { ...options, keepsOrder: false });
  try {
    return await compute(engine, options, await openInput(engine, options, dir));
  } finally {
    await engine.close();
    await rm(spillDir, { recursive: true, force: true });
  }
}

async function openInput(engine: Engine, { network, progress }: BulkOptions, dir: string): Promise<Input> {
  const folder = await openInterchangeFolder(engine, dir, network ?? null);
  const selects = new Map<TableName, string>();
  const rowCounts: Record<string, number> = {};
  const badRows: Record<string, Record<string, number>> = {};
  for (const [at, table] of TABLE_NAMES.entries()) {
    progress({ step: "look over rows", done: at, total: TABLE_NAMES.length, unit: "tables", isLast: false });
    const surveyed = await surveyTable(engine, folder.get(table)!);
    selects.set(table, surveyed.select);
    rowCounts[table] = surveyed.rowCount;
    if (Object.keys(surveyed.badRows).length > 0) badRows[table] = { ...surveyed.badRows };
  }
  progress({
    ...{ step: "look over rows", done: TABLE_NAMES.length, total: TABLE_NAMES.length },
    ...{ unit: "tables", isLast: true },
  });
  const source = (table: TableName) => selects.get(table)!;
  const actsInWindow = async (asOf: string) => {
    const { constants } = loadModel();
    const from = new Date(Date.parse(asOf) - constants["window_days"]! * MILLISECONDS_A_DAY).toISOString();
    const time = (text: string) => `CAST(${sqlLiteral(text.replace("Z", ""))} AS TIMESTAMP)`;
    const [row] = await engine.rows(
      `SELECT count(*) AS acts_count FROM (${source("interactions")}) AS acts
       WHERE acted_at >= ${time(from)} AND acted_at < ${time(asOf)} AND kind NOT IN ('follow', 'list')`,
    );
    return Number(row?.["acts_count"]);
  };
  const hasInteractionIds = folder.get("interactions")!.present.has("interaction_id");
  return { source, rowCounts, badRows, actsInWindow, hasInteractionIds };
}

async function compute(engine: Engine, options: BulkOptions, input: Input): Promise<BulkSummary> {
  const start = performance.now();
  createFolder(options.outDir, "--out");
  await rm(join(options.outDir, "manifest.json"), { force: true });
  const model = loadModel(options.modelId);
  const asOf =
    options.asOf === null
      ? await newestEventAsOf(engine, input.source, new Date(Date.now() + MILLISECONDS_A_DAY).toISOString())
      : toInstant(options.asOf);
  if (asOf === null)
    throw new InputProblem(`${options.from ?? options.dataDir} holds no act, post or count with a time.`);
  const isScoresOnly = options.only === "scores";
  let repeated: RepeatedActs | null = null;
  const afterModel = async (name: string): Promise<number | null> => {
    if (name !== "stg_acts" || options.from === null) return null;
    repeated = await removeRepeatedActs(engine, input.hasInteractionIds);
    if (isScoresOnly) await engine.run("ALTER TABLE stg_acts DROP COLUMN act_key", name);
    return repeated.rowsRemoved;
  };
  const run = await computeRun(engine, input.source, {
    ...{ asOf, model, progress: options.progress, afterModel },
    ...(options.kernel !== undefined && { kernel: options.kernel }),
    ...{ isWrittenOnce: true, ...(isScoresOnly && { only: SCORES_READ, keep: SCORES_READ }) },
    ...(isScoresOnly && { linkedAccounts: "int_linked_accounts" as const }),
  });
  const removed = (repeated as RepeatedActs | null)?.rowsRemoved ?? 0;
  const acts = run.models.models.find(({ model: name }) => name === "stg_acts")?.rowCount ?? 0;
  if (input.actsInWindow !== null) {
    const selfActions = (await input.actsInWindow(asOf)) - acts - removed;
    if (selfActions > 0)
      input.badRows["interactions"] = { ...input.badRows["interactions"], self_action: selfActions };
  }
  const writeStart = performance.now();
  const marts = await writeBulkMarts(engine, model, options.outDir, isScoresOnly);
  const { maxRSS } = process.resourceUsage();
  const seconds = (performance.now() - start) / 1000;
  const peakMemoryMebibytes = Math.round(maxRSS / 1024);
  await writeBulkManifest(options.outDir, {
    as_of: run.asOf,
    model: model.id,
    renown_version: packageVersion(),
    engine: { name: engine.name, version: engine.version },
    memory_mebibytes: options.memoryMebibytes ?? null,
    peak_memory_mebibytes: peakMemoryMebibytes,
    inputs: input.rowCounts,
    bad_rows: input.badRows,
    repeated_acts: repeated,
    models: run.models.models.map(({ model: name, rowCount, milliseconds }) => ({
      model: name,
      rows: rowCount,
      milliseconds,
    })),
    write_milliseconds: Math.round(performance.now() - writeStart),
    people_rank: run.models.peopleRank,
    checks_passed: run.models.checksPassed,
    marts,
    scores: run.scores,
    seconds: Number(seconds.toFixed(3)),
  });
  return {
    ...{ outDir: options.outDir, asOf: run.asOf, modelId: model.id, interactionsCount: acts },
    ...{ accountsCount: run.scores.accountCount, scoredCount: run.scores.scoredCount },
    ...{ badRows: input.badRows, repeatedActsCount: removed, peakMemoryMebibytes, seconds },
    kernelNote: run.models.peopleRank?.kernelNote ?? null,
  };
}
