import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Progress } from "../domain/progress.ts";
import { disputesOf } from "../lake/disputes.ts";
import { keepRecomputed, recomputedFile } from "../lake/recomputed-history.ts";
import { sqlLiteral, sqlPath } from "../lib/sql-text.ts";
import type { ScoringModel } from "../scoring/scoring-model.ts";
import { numberOf } from "../snapshot/cells.ts";
import { undisputedSource } from "./claims/undisputed-source.ts";
import { computeRun } from "./compute-run.ts";
import type { LakeSession } from "./lake-session.ts";
import { prunedDayOf } from "./recompute-run.ts";

/** A score that a model gives today to the evidence of then. */
export interface RecomputedPoint {
  readonly as_of: string;
  /** Null: not enough data. */
  readonly score: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Why there is no score for this time although one may have been published; null otherwise. */
  readonly reason: string | null;
}

/** The scores of one account by `model` as of each of `times`, in their order. What was computed is kept for everybody
 *  in the lake's history folder, and computed again only when rows of the lake have changed. */
export async function recomputeHistory(
  session: LakeSession,
  account: { readonly network: string; readonly accountId: string },
  times: readonly string[],
  model: ScoringModel,
  progress: Progress,
): Promise<readonly RecomputedPoint[]> {
  await session.lake.compact(session.engine);
  const points: RecomputedPoint[] = [];
  for (const [done, asOf] of times.entries()) {
    progress({ step: "recompute history", done, total: times.length, unit: "runs", isLast: false });
    points.push(await pointAt(session, account, asOf, model, progress));
  }
  const { length } = times;
  progress({ step: "recompute history", done: length, total: length, unit: "runs", isLast: true });
  return points;
}

async function pointAt(
  session: LakeSession,
  account: { readonly network: string; readonly accountId: string },
  asOf: string,
  model: ScoringModel,
  progress: Progress,
): Promise<RecomputedPoint> {
  const path = recomputedFile(session.lake.dir, model.id, asOf);
  const nothing = { as_of: asOf, score: null, low: null, high: null };
  let rows = existsSync(path) ? await scoresIn(session, path, account) : null;
  const pruned = prunedDayOf(session, asOf, model);
  // Rows that prune dropped cannot be looked at again: what was computed while they were there still holds.
  if (pruned !== null && rows === null)
    return { ...nothing, reason: `days before ${pruned.slice(0, 10)} were pruned from the lake` };
  if (pruned === null && rows?.lakeRows !== rowsOfLake(session))
    rows = await scoresIn(session, await computeScores(session, asOf, model, progress), account);
  return rows?.point === null || rows === null
    ? { ...nothing, reason: null }
    : { as_of: asOf, ...rows.point, reason: null };
}

/** Path of the scores as of `asOf`, computed now: in the history folder, or a temporary one if an account was
 *  forgotten meanwhile. */
async function computeScores(
  session: LakeSession,
  asOf: string,
  model: ScoringModel,
  progress: Progress,
): Promise<string> {
  const { lake, engine } = session;
  const lakeRows = rowsOfLake(session);
  const lease = lake.lease();
  try {
    const source = undisputedSource(lake, table => lease.source(table));
    await computeRun(engine, source, { asOf, model, progress });
    const finished = join(lake.temporaryDir("recomputed"), "scores.parquet");
    const select = `SELECT network, account_id, score, low, high, ${sqlLiteral(lakeRows)} AS lake_rows
      FROM account_scores WHERE status = 'scored'
      UNION ALL SELECT '', '', NULL, NULL, NULL, ${sqlLiteral(lakeRows)}`;
    await engine.writeParquet(select, finished, ["network", "account_id"]);
    const place = { modelId: model.id, asOf };
    if (await keepRecomputed(lake, finished, place, lease.forgetGeneration))
      return recomputedFile(lake.dir, model.id, asOf);
    return computeScores(session, asOf, model, progress);
  } finally {
    lease.release();
  }
}

/** What the lake holds, as a text that changes when rows come or go, or are disputed. */
function rowsOfLake({ lake }: LakeSession): string {
  const disputed = disputesOf(lake).filter(({ effect }) => effect === "left_out");
  const ids = disputed.map(({ disputeId }) => disputeId);
  return JSON.stringify([lake.rowCounts(), lake.forgetGeneration(), ...ids]);
}

async function scoresIn(
  { engine }: LakeSession,
  path: string,
  { network, accountId }: { readonly network: string; readonly accountId: string },
): Promise<{
  readonly lakeRows: string;
  readonly point: Pick<RecomputedPoint, "score" | "low" | "high"> | null;
}> {
  // The row without an account tells the state of the lake even where nobody was scored.
  const rows = await engine.rows(
    `SELECT network, score, low, high, lake_rows FROM read_parquet(${sqlPath(path)})
     WHERE network = '' OR (network = ${sqlLiteral(network)} AND account_id = ${sqlLiteral(accountId)})
     ORDER BY network`,
  );
  const own = rows.find(row => row["network"] !== "");
  return {
    lakeRows: String(rows[0]?.["lake_rows"]),
    point:
      own === undefined
        ? null
        : { score: numberOf(own["score"]), low: numberOf(own["low"]), high: numberOf(own["high"]) },
  };
}
