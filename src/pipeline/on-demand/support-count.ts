import type { PassingActor } from "../../graph/on-demand/received-standing.ts";
import type { StandingWeights } from "../../graph/on-demand/standing-weights.ts";
import type { ActorNode, EngagerEdge } from "./engager-rows.ts";
import type { SubjectSample } from "./subject-sample.ts";

/** Correlation of the errors of people counted and of people's rank when both rest on one sample; scoring adds errors of features
 *  as if they came apart. People features correlate by 0.35 to 0.55 (decision 0010). */
const SAMPLE_AGREEMENT = 0.5;

/** The number of people read that would leave the counts of people as unsure as they are: `1/n = 1/read + 1.5 e² + r²`, e the
 *  relative error of the people guessed from a sample and r that of the standing that estimated engagers pass on. The people
 *  read themselves where all of them were read and stand in the newest run. */
export function supportCount(
  edges: readonly EngagerEdge[],
  passing: readonly PassingActor[],
  { guess }: SubjectSample,
  actors: readonly ActorNode[],
  weights: StandingWeights,
): number {
  const errors =
    (1 + SAMPLE_AGREEMENT) * guess.logDeviation ** 2 + estimateVariance(edges, passing, actors, weights);
  return errors === 0 ? edges.length : 1 / (1 / edges.length + errors);
}

/** Relative variance of what all engagers pass on together, each estimate missing on its own. */
function estimateVariance(
  edges: readonly EngagerEdge[],
  passing: readonly PassingActor[],
  actors: readonly ActorNode[],
  { kappa, passed_relative_variance }: StandingWeights,
): number {
  let sum = 0;
  let squares = 0;
  for (const [place, { standing, weight, outWeight, standsFor }] of passing.entries()) {
    const passed = (standsFor * standing * weight) / (kappa + outWeight);
    sum += passed;
    if (actors[edges[place]!.actor]!.origin !== "known") squares += passed ** 2;
  }
  return sum === 0 ? 0 : (passed_relative_variance * squares) / sum ** 2;
}
