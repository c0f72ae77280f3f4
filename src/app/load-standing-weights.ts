import { readFileSync } from "node:fs";
import { ConfigProblem } from "../domain/errors.ts";
import { type StandingWeights, standingWeightsSchema } from "../graph/on-demand/standing-weights.ts";
import { packagePath } from "../platform/package-root.ts";

/** The weights by which standing on demand is estimated. */
export const STANDING_WEIGHTS_ID = "engager-standing-1";

let loaded: StandingWeights | null = null;

/** The weights of the estimate, from the package; they never change, so they are read once.
 *  @throws ConfigProblem when the file is missing or damaged. */
export function loadStandingWeights(): StandingWeights {
  if (loaded !== null) return loaded;
  const path = packagePath("weights", STANDING_WEIGHTS_ID, "standing.json");
  try {
    loaded = standingWeightsSchema.parse(JSON.parse(readFileSync(path, "utf8")));
    return loaded;
  } catch (cause) {
    throw new ConfigProblem(`${path} cannot be read: reinstall the package to restore it.`, { cause });
  }
}
