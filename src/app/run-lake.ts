import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { ConfigProblem, EXIT } from "../domain/errors.ts";
import type { TableName } from "../domain/interchange/schema.ts";
import type { Engine } from "../engines/contract.ts";
import type { Lake } from "../lake/contract.ts";
import { sqlLiteral } from "../lib/sql-text.ts";
import { exportMarts } from "../pipeline/export-marts.ts";
import { newestEventAsOf } from "../pipeline/newest-event.ts";
import { packageVersion } from "../platform/package-version.ts";
import type { ScoringModel } from "../scoring/scoring-model.ts";
import { TOPIC_RULES_ID } from "../topics/person/topic-rules.ts";
import { TOPIC_SCALE_ID } from "../topics/person/topic-scale.ts";
import { undisputedSource } from "./claims/undisputed-source.ts";
import { type ComputedRun, computeRun, endOfWindow, toInstant } from "./compute-run.ts";
import {
  type CarriedParts,
  computedMarts,
  findParts,
  partsKey,
  placeParts,
  READ_BY_PARTS,
} from "./daily/carried-parts.ts";
import { dailyUpdate } from "./daily/daily-update.ts";
import { hasLake, noLake, openLakeAt } from "./lake-session.ts";
import { loadModel } from "./load-model.ts";
import { openRunEngines } from "./spark/run-engines.ts";
import type { RunOptions, RunSummary, UpdateSummary } from "./summaries.ts";
import { BUILT_IN, ontologyIdInUse, ontologyOf, useOntology } from "./topics/ontology-in-use.ts";
import { runTopics } from "./topics/run-topics.ts";

const MILLISECONDS_A_DAY = 86_400_000;
const SCORE_MARTS = [
  ["account_scores", ["network", "account_id"]],
  ["identity_scores", ["identity_id"]],
] as const;

/** The published run of a lake: journal compacted, models, PeopleRank, scores, marts with their manifest.
 *  A run that fails or is killed publishes nothing.
 *  @throws ConfigProblem when the window of the asked asOf lies wholly after the newest event. */
export async function runLake(options: RunOptions): Promise<RunSummary> {
  const start = performance.now();
  const model = loadModel(options.modelId);
  const asOf = options.asOf === null ? null : toInstant(options.asOf);
  if (!hasLake(options.dataDir)) throw noLake(options.dataDir, EXIT.failure);
  const ontologyId = options.ontologyId ?? ontologyIdInUse(options.dataDir);
  // The built-in one is there, and takes a while to read: a run that tags nothing needs none.
  if (ontologyId !== BUILT_IN) ontologyOf(options.dataDir, ontologyId);
  const lake = await openLakeAt(options.dataDir);
  try {
    const topics = runTopics(lake, ontologyId, options.taggerId);
    const engines = await openRunEngines(lake, options);
    const { engine, housekeeper } = engines;
    try {
      await lake.compact(housekeeper);
      const lease = lake.lease();
      try {
        const source = undisputedSource(lake, table => lease.source(table, engine));
        if (asOf !== null) await checkWindow(engine, source, asOf, model);
        const end = asOf ?? (await endOfWindow(engine, source));
        const tagging =
          options.isWithoutTopics === true ? null : `${ontologyId} ${options.taggerId ?? "cues"}`;
        const key = partsKey(lake, engine, { model, topics: tagging });
        const parts = options.isDaily === true ? findParts(lake, lease, { asOf: end, key }) : null;
        const wanted = tagging === null || parts !== null ? null : topics;
        const update =
          engine !== housekeeper
            ? null
            : await dailyUpdate(
                ...([lake, lease, engine, { asOf: end, constants: model.constants }] as const),
                { topics: wanted, isFresh: options.isFresh === true },
              );
        const asked = update?.topics ?? wanted;
        const run = await computeRun(engine, source, {
          asOf: end,
          model,
          progress: options.progress,
          ...(options.kernel !== undefined && { kernel: options.kernel }),
          ...(asked !== null && { topics: asked }),
          ...(update !== null && { folded: update.folded, earlierStanding: update.earlierStanding }),
          ...(parts !== null && {
            only: computedMarts(),
            keep: [...computedMarts(), ...READ_BY_PARTS, "stg_interactions"],
          }),
        });
        const updated = update?.summaryOf(run.models) ?? null;
        const runId = lake.nextRunId();
        const finished = await writeRun(lake, engine, model, run, runId, {
          ...{ ontologyId, updated, key, parts },
          posts: source("posts"),
        });
        const publishedAt = new Date().toISOString();
        await writeHistory(engine, join(finished, "history.parquet"), run.asOf, model.id, publishedAt);
        await useOntology(options.dataDir, ontologyId);
        const { forgetGeneration } = lease;
        await lake.publish(
          { runId, asOf: run.asOf, modelId: model.id, forgetGeneration },
          finished,
          publishedAt,
          housekeeper,
        );
        const seconds = (performance.now() - start) / 1000;
        const interactionsCount = await actsCounted(engine);
        const carried = parts && { runId: parts.runId, asOf: parts.asOf };
        return { ...summaryOf(runId, model.id, run), update: updated, carried, interactionsCount, seconds };
      } finally {
        lease.release();
      }
    } finally {
      await engines.close();
    }
  } finally {
    await lake.close();
  }
}

/** Checks that the window before `asOf` may hold something: an empty later run would stand before every real one.
 *  @throws ConfigProblem when the newest event lies before the window. */
async function checkWindow(
  engine: Engine,
  source: (table: TableName) => string,
  asOf: string,
  model: ScoringModel,
): Promise<void> {
  const newest = await newestEventAsOf(engine, source);
  const windowDays = model.constants["window_days"]!;
  if (newest === null || Date.parse(asOf) - Date.parse(newest) < windowDays * MILLISECONDS_A_DAY) return;
  throw new ConfigProblem(
    `--as-of ${asOf.slice(0, 10)} has an empty window: the newest act, post or count in the lake is of the day before ` +
      `${newest.slice(0, 10)}, and a score looks back ${windowDays} days. Give an earlier time, or none.`,
  );
}

/** Writes the marts and manifest.json of a computed run into a temporary folder and returns it. */
async function writeRun(
  lake: Lake,
  engine: Engine,
  model: ScoringModel,
  run: ComputedRun,
  runId: string,
  {
    ontologyId,
    updated,
    key,
    parts,
    posts,
  }: {
    readonly ontologyId: string;
    readonly updated: UpdateSummary | null;
    readonly key: string;
    readonly parts: CarriedParts | null;
    readonly posts: string;
  },
): Promise<string> {
  const dir = lake.temporaryDir("marts");
  const { constants } = model;
  const only = parts === null ? null : computedMarts();
  const marts: { mart: string; rowCount: number }[] = [...(await exportMarts(engine, constants, dir, only))];
  if (parts !== null) marts.push(...(await placeParts(engine, parts, { posts, constants }, dir)));
  for (const [mart, key] of SCORE_MARTS)
    marts.push({
      mart,
      rowCount: await engine.writeParquet(`SELECT * FROM ${mart}`, join(dir, `${mart}.parquet`), key),
    });
  const manifest = {
    run_id: runId,
    as_of: run.asOf,
    model: model.id,
    renown_version: packageVersion(),
    engine: { name: engine.name, version: engine.version },
    inputs: lake.rowCounts(),
    models: run.models.models.map(({ model: name, rowCount, milliseconds, cpuMilliseconds }) => ({
      model: name,
      rows: rowCount,
      milliseconds,
      cpu_milliseconds: cpuMilliseconds,
    })),
    people_rank: run.models.peopleRank,
    update: updated && {
      folded_days: updated.foldedDaysCount,
      reused_days: updated.reusedDaysCount,
      tagged_texts: updated.taggedTextsCount,
      reused_texts: updated.reusedTextsCount,
      started_from_run: updated.startedFromRun,
    },
    parts_key: key,
    carried: parts && { run_id: parts.runId, as_of: parts.asOf },
    topics: { ...run.models.topics, ontology: ontologyId, rules: TOPIC_RULES_ID, scale: TOPIC_SCALE_ID },
    checks_passed: run.models.checksPassed,
    marts: Object.fromEntries(marts.map(({ mart, rowCount }) => [mart, rowCount])),
    scores: run.scores,
  };
  await writeFile(join(dir, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  return dir;
}

async function writeHistory(
  engine: Engine,
  path: string,
  asOf: string,
  modelId: string,
  publishedAt: string,
): Promise<void> {
  await engine.writeParquet(
    `SELECT network, account_id, score, low, high, coverage, ${sqlLiteral(modelId)} AS model,
       CAST(${sqlLiteral(asOf.replace("Z", ""))} AS TIMESTAMP) AS as_of,
       CAST(${sqlLiteral(publishedAt.replace("Z", ""))} AS TIMESTAMP) AS published_at
     FROM account_scores WHERE status = 'scored'`,
    path,
    ["network", "account_id"],
  );
}

/** Acts of the window that stand, in the tables of a run. */
async function actsCounted(engine: Engine): Promise<number> {
  const [row] = await engine.rows("SELECT count(*) AS acts_count FROM stg_interactions");
  return Number(row?.["acts_count"]);
}

function summaryOf(
  runId: string,
  modelId: string,
  run: ComputedRun,
): Omit<RunSummary, "seconds" | "interactionsCount" | "update" | "carried"> {
  return {
    runId,
    asOf: run.asOf,
    modelId,
    accountsCount: run.scores.accountCount,
    scoredCount: run.scores.scoredCount,
    kernelNote: run.models.peopleRank?.kernelNote ?? null,
  };
}
