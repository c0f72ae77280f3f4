import { InputProblem } from "../domain/errors.ts";
import type { RunOptions, RunSummary } from "./summaries.ts";

/** The published run of a lake: models, PeopleRank, scores, marts. */
export async function runLake(options: RunOptions): Promise<RunSummary> {
  throw new InputProblem(`no pipeline in this build to run ${options.dataDir} with`);
}
