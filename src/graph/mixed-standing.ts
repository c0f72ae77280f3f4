import { edgeWeight } from "./edge-weight.ts";
import type { PassingOptions } from "./kernel.ts";

/** An actor apart from what it does toward one account: how it stands and what else it does. */
export interface ActorStanding {
  /** Paid standing, 1 and more. */
  readonly standing: number;
  /** Sum of the edge weights of its acts toward everybody but the account. */
  readonly restWeight: number;
  /** People who acted on it, the account not counted. */
  readonly audienceCount: number;
}

/** One actor in one run, as seen from an account. */
export interface EngagerState {
  /** Decayed acts toward the account in units of 2^-20; 0 when it did not act on it. */
  readonly units: number;
  /** Null when the run did not know the actor. */
  readonly actor: ActorStanding | null;
}

/** One actor in two runs. */
export interface EngagerChange {
  readonly before: EngagerState;
  readonly after: EngagerState;
}

/** Standing and notable engagers of an account at the mixtures of two runs: acts toward it as of the first word, the
 *  people who act as of the second. */
export interface MixedStanding {
  readonly standing: number;
  readonly notableCount: number;
}

type Moment = "before" | "after";

/** The standing that `engagers` give an account, 1 + d Σ s_j w_j / (kappa + rest_j + w_j), with the acts of one run
 *  and the actors of another. An actor that a run did not know is taken as the other run knew it. Own echo and walks
 *  back through the account are left out, so ratios of two mixtures are meant, not the values. */
export function mixedStanding(
  engagers: readonly EngagerChange[],
  own: Moment,
  others: Moment,
  options: PassingOptions & { readonly notablePeopleCount: number },
): MixedStanding {
  let standing = 1;
  let notableCount = 0;
  for (const engager of engagers) {
    const { units } = engager[own];
    if (units <= 0) continue;
    const actor = engager[others].actor ?? engager[own].actor;
    if (actor === null) continue;
    standing += passedOn(actor, units, options);
    if (actor.audienceCount >= options.notablePeopleCount) notableCount += 1;
  }
  return { standing, notableCount };
}

/** What one actor adds to the standing of an account by acts of `units`. */
export function passedOn(actor: ActorStanding, units: number, { damping, kappa }: PassingOptions): number {
  const weight = edgeWeight(units);
  return weight <= 0 ? 0 : (damping * actor.standing * weight) / (kappa + actor.restWeight + weight);
}
