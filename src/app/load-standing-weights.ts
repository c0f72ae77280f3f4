import { existsSync, readFileSync } from "node:fs";
import { ConfigProblem } from "../domain/errors.ts";
import { type StandingWeights, standingWeightsSchema } from "../graph/on-demand/standing-weights.ts";
import { packagePath } from "../platform/package-root.ts";

/** Published weights never change, so each is read once. */
const loaded = new Map<string, StandingWeights>();

/** The weights `id` by which standing on demand is estimated, from the package; a scoring model names them.
 *  @throws ConfigProblem when there are none of that name, or the file is damaged. */
export function loadStandingWeights(id: string): StandingWeights {
  const known = loaded.get(id);
  if (known !== undefined) return known;
  const path = packagePath("weights", id, "standing.json");
  if (!existsSync(path))
    throw new ConfigProblem(`The scoring model names the weights "${id}", and there is no ${path}.`);
  try {
    const weights = standingWeightsSchema.parse(JSON.parse(readFileSync(path, "utf8")));
    loaded.set(id, weights);
    return weights;
  } catch (cause) {
    throw new ConfigProblem(`${path} cannot be read: reinstall the package to restore it.`, { cause });
  }
}
