import { join } from "node:path";
import { CliError } from "../domain/errors.ts";
import type { Progress } from "../domain/progress.ts";
import { sqlPath } from "../lib/sql-text.ts";
import { exportMarts } from "../pipeline/export-marts.ts";
import type { ScoringModel } from "../scoring/scoring-model.ts";
import type { RunRelations } from "../snapshot/run-relations.ts";
import { undisputedSource } from "./claims/undisputed-source.ts";
import { computeRun } from "./compute-run.ts";
import type { LakeSession } from "./lake-session.ts";

const MILLISECONDS_A_DAY = 86_400_000;

/** The first day (UTC midnight, ISO) of which the window before `asOf` lacks rows that `prune` dropped; null when the
 *  lake still holds what it took in. */
export function prunedDayOf({ lake }: LakeSession, asOf: string, model: ScoringModel): string | null {
  const pruned = lake.prunedBefore();
  const start = Date.parse(asOf) - model.constants.window_days * MILLISECONDS_A_DAY;
  return pruned !== null && Date.parse(pruned) > start ? pruned : null;
}

/** The marts of a run of today's rows as of `asOf`, in files that go when the lake is closed; nothing is published.
 *  @throws CliError when days of its window were pruned. */
export async function recomputeRun(
  session: LakeSession,
  asOf: string,
  model: ScoringModel,
  progress: Progress,
): Promise<RunRelations> {
  const { lake, engine } = session;
  const pruned = prunedDayOf(session, asOf, model);
  if (pruned !== null)
    throw new CliError(
      `A score as of ${asOf.slice(0, 10)} cannot be computed again: days before ${pruned.slice(0, 10)} were pruned ` +
        "from the lake. Ask for a later date.",
    );
  const lease = lake.lease();
  try {
    const source = undisputedSource(lake, table => lease.source(table));
    await computeRun(engine, source, { asOf, model, progress });
    return await exportedRelations(session, model);
  } finally {
    lease.release();
  }
}

/** The marts that stand in the engine now, written to files of their own, so that the next run may replace them. */
export async function exportedRelations(
  { lake, engine }: LakeSession,
  model: ScoringModel,
): Promise<RunRelations> {
  const dir = lake.temporaryDir("recomputed");
  await exportMarts(engine, model.constants, dir);
  await engine.writeParquet("SELECT * FROM account_scores", join(dir, "account_scores.parquet"), [
    "network",
    "account_id",
  ]);
  return {
    mart: name => `read_parquet(${sqlPath(join(dir, `${name}.parquet`))})`,
    has: () => true,
    profiles: `(${lake.source("accounts")})`,
  };
}
