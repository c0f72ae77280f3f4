import { PROFILE_NUMBERS, type ProfileNumbers, type StandingWeights } from "./standing-weights.ts";

/** An actor as the whole network would know it. */
export interface ActorElsewhere {
  /** >= 1; its own echo included. */
  readonly standing: number;
  /** Sum of its edge weights to everybody, >= 0. */
  readonly outWeight: number;
  readonly peopleActedOnCount: number;
  /** Distinct people who acted on it. */
  readonly audienceCount: number;
}

/** What an actor probably is in the whole network, by the numbers of its profile. A number that is not known counts as the mean
 *  of all engagements, one beyond what the fit saw as the end of that range: bought followers buy no more than
 *  the most followed account of the fit had. */
export function estimateActor(numbers: ProfileNumbers, weights: StandingWeights): ActorElsewhere {
  const standing = Math.max(1, logLinear(numbers, weights, "standing"));
  const passed = logLinear(numbers, weights, "passed");
  return {
    standing,
    outWeight: Math.max(0, standing / passed - weights.kappa),
    peopleActedOnCount: weights.people_acted_on_count,
    audienceCount: Math.max(0, Math.round(logLinear(numbers, weights, "audience") - 1)),
  };
}

/** Whether anything at all is known of a profile. */
export function hasNumbers(numbers: ProfileNumbers): boolean {
  return PROFILE_NUMBERS.some(name => numbers[name] !== null);
}

function logLinear(
  numbers: ProfileNumbers,
  weights: StandingWeights,
  target: "standing" | "passed" | "audience",
): number {
  const { at_mean, slopes } = weights[target];
  let log = at_mean;
  for (const name of PROFILE_NUMBERS) {
    const value = numbers[name];
    if (value === null) continue;
    const { mean, low, high } = weights.numbers[name];
    const position = Math.min(high, Math.max(low, Math.log10(1 + Math.max(0, value))));
    log += slopes[name] * (position - mean);
  }
  return Math.exp(log);
}
