import { join } from "node:path";
import { type LakeDb, openLakeDb } from "../../lake/migrations.ts";
import { hasRowsAfterLastRun } from "../../lake/newer-rows.ts";
import { buildScoreAnswer } from "../build-score-answer.ts";
import { withLake } from "../lake-session.ts";
import { loadModel } from "../load-model.ts";
import { AccountLocator } from "../locate-account.ts";
import type { OnDemandSource } from "./fetch-jobs.ts";

/** Accounts that came into the lake at `dataDir` after its last run: computed from the whole lake, published nowhere.
 *  Where nothing came in since, there is nothing to try. */
export function lakeSource(dataDir: string, db: LakeDb): OnDemandSource {
  return {
    mayFetch: () => hasRowsAfterLastRun(db),
    fetchHandle: (query, progress, signal) =>
      withLake(dataDir, async session => {
        signal.throwIfAborted();
        const located = await new AccountLocator(session, { progress }).locate(query);
        const stamp = located.kind === "held" ? located.reader.stamp : located.stamp;
        return buildScoreAnswer(located, loadModel(stamp.modelId));
      }),
  };
}

/** The open lake.db of the lake at `dataDir`: keys, and whether rows came in since the last run. */
export function openFrontDesk(dataDir: string): LakeDb {
  return openLakeDb(join(dataDir, "lake.db"));
}
