import type { PublishedRun } from "../../lake/contract.ts";
import type { RunStamp } from "../../snapshot/contract.ts";
import { carriedFrom } from "./carried-from.ts";

/** What every answer from `run` carries. */
export function publishedStamp(run: PublishedRun): RunStamp {
  const carried = carriedFrom(run);
  return {
    ...{ basis: "published", runId: run.runId, asOf: run.asOf, modelId: run.modelId },
    ...(carried !== null && { partsAsOf: carried.asOf }),
  };
}
