import type { Lake } from "../../lake/contract.ts";
import { hasRowsAfterLastRun } from "../../lake/newer-rows.ts";
import { buildScoreAnswer } from "../build-score-answer.ts";
import { withLake } from "../lake-session.ts";
import { loadModel } from "../load-model.ts";
import { AccountLocator } from "../locate-account.ts";
import type { OnDemandSource } from "./fetch-jobs.ts";

/** Accounts that came into `lake` after its last run: computed from the whole lake, published nowhere. Where nothing
 *  came in since, there is nothing to try. */
export function lakeSource(lake: Lake): OnDemandSource {
  return {
    mayFetch: () => hasRowsAfterLastRun(lake),
    fetchHandle: (query, progress, signal) =>
      withLake(lake.dir, async session => {
        signal.throwIfAborted();
        const located = await new AccountLocator(session, { progress }).locate(query);
        const stamp = located.kind === "held" ? located.reader.stamp : located.stamp;
        return buildScoreAnswer(located, loadModel(stamp.modelId));
      }),
  };
}
