import type { Progress } from "../domain/progress.ts";
import { concealedNow } from "../snapshot/concealed-now.ts";
import type { RunReader } from "../snapshot/contract.ts";
import { readRun } from "../snapshot/read-run.ts";
import { tableRelations } from "../snapshot/run-relations.ts";
import { undisputedSource } from "./claims/undisputed-source.ts";
import { computeRun, toInstant } from "./compute-run.ts";
import type { LakeSession } from "./lake-session.ts";
import { loadModel } from "./load-model.ts";
import { runTopics } from "./topics/run-topics.ts";

/** A reader over marts computed in memory from the whole lake; nothing is published. For an account that came in after
 *  the newest run, or a lake that was never run.
 *  @throws InputProblem when the lake holds nothing to score. */
export async function scoreOnDemand(
  { lake, engine }: LakeSession,
  options: { readonly asOf?: string; readonly progress: Progress },
): Promise<RunReader> {
  await lake.compact(engine);
  const lease = lake.lease();
  try {
    const model = loadModel();
    const asOf = options.asOf === undefined ? null : toInstant(options.asOf);
    const source = undisputedSource(lake, table => lease.source(table));
    const run = await computeRun(engine, source, {
      asOf,
      model,
      progress: options.progress,
      topics: runTopics(lake),
    });
    const stamp = { basis: "on_demand", runId: null, asOf: run.asOf, modelId: model.id } as const;
    return readRun(engine, tableRelations(lake), stamp, await concealedNow(engine, lake));
  } finally {
    lease.release();
  }
}
