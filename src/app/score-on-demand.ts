import { InputProblem } from "../domain/errors.ts";
import type { HandleQuery } from "../domain/handle-query.ts";
import type { Progress } from "../domain/progress.ts";
import type { RunReader } from "../snapshot/contract.ts";
import type { LakeSession } from "./lake-session.ts";

/** A reader over marts computed in memory from the lake; nothing is published. */
export async function scoreOnDemand(
  _session: LakeSession,
  query: HandleQuery,
  _options: { readonly asOf?: string; readonly progress: Progress },
): Promise<RunReader> {
  throw new InputProblem(`no pipeline in this build to score ${query.value} with; run \`renown run\` first`);
}
