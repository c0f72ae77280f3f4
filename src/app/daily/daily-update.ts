import { join } from "node:path";
import type { Engine } from "../../engines/contract.ts";
import type { Lake, LakeLease } from "../../lake/contract.ts";
import { sqlLiteral } from "../../lib/sql-text.ts";
import type { RunInputs } from "../../pipeline/bindings.ts";
import type { ModelsRun, RunModelsOptions } from "../../pipeline/run-models.ts";
import type { RunTopics } from "../../pipeline/topic-tables.ts";
import { disputedActs } from "../claims/undisputed-source.ts";
import type { UpdateSummary } from "../summaries.ts";
import { foldDays } from "./fold-days.ts";
import { keptTexts } from "./kept-texts.ts";
import { runBefore } from "./run-before.ts";

/** What a run takes from earlier runs of the same lake. */
export interface DailyUpdate {
  readonly folded: NonNullable<RunModelsOptions["folded"]>;
  readonly earlierStanding: string | null;
  /** As given, with the texts that were tagged before. */
  readonly topics: RunTopics | null;
  /** What was done again and what was not, of a run that has ended so. */
  readonly summaryOf: (models: ModelsRun) => UpdateSummary;
}

/** Folds the days of the window that changed since an earlier run, reads the others, and finds the standings of the newest run as of
 *  an earlier time and the texts that were tagged before. With `isFresh` nothing is taken from earlier runs, and all is kept for later ones.
 *  Everything is as a run without it computes, standing within its tolerance. */
export async function dailyUpdate(
  lake: Lake,
  lease: LakeLease,
  engine: Engine,
  inputs: Omit<RunInputs, "source">,
  given: { readonly topics: RunTopics | null; readonly isFresh: boolean },
): Promise<DailyUpdate> {
  const acts = await foldDays(lake, lease, engine, "day_acts", inputs, given.isFresh);
  const earlier = given.isFresh ? null : runBefore(lake.runs(), inputs.asOf);
  const disputed = disputedActs(lake).map(
    ({ network, accountId, subject }) =>
      `(act_key = ${hashOf(engine, network, subject)} AND target_key = ${hashOf(engine, network, accountId)})`,
  );
  const isHeld = disputed.length === 0 ? "" : ` WHERE NOT (${disputed.join(" OR ")})`;
  return {
    folded: { day_acts: `SELECT * FROM (${acts.select}) AS folded${isHeld}` },
    earlierStanding:
      earlier === null
        ? null
        : engine.parquetRelation({ network: "text", account_id: "text", standing: "double" }, {}, [
            join(earlier.dir, "people_standing.parquet"),
          ]),
    topics: given.topics && { ...given.topics, kept: keptTexts(lake, lease, given.isFresh) },
    summaryOf: models => ({
      foldedDaysCount: acts.foldedDaysCount,
      reusedDaysCount: acts.reusedDaysCount,
      taggedTextsCount: (models.topics?.textsCount ?? 0) - (models.topics?.reusedTextsCount ?? 0),
      reusedTextsCount: models.topics?.reusedTextsCount ?? 0,
      startedFromRun: earlier?.runId ?? null,
    }),
  };
}

function hashOf(engine: Engine, network: string, id: string): string {
  return engine.macros["hash64"]!(sqlLiteral(network), sqlLiteral(id));
}
