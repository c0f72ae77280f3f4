import type { PassingOptions } from "../kernel.ts";

/** One actor toward one account, where the rest of the graph is known only through the actor. */
export interface PassingActor {
  /** Of the actor in the whole network, its own echo included. */
  readonly standing: number;
  /** Weight of its edge to the account, > 0. */
  readonly weight: number;
  /** All weight that it gives, this edge included. */
  readonly outWeight: number;
  /** People like it that it stands for; 1 when everybody was read. */
  readonly standsFor: number;
}

/** Standing that `actors` give an account: 1 + d Σ stands_for × s_j w_j / (kappa + W_j). One step of the equation that
 *  PeopleRank solves: with the standings of a whole run and all of its actors it is that run's standing. */
export function receivedStanding(
  actors: readonly PassingActor[],
  { damping, kappa }: PassingOptions,
): number {
  return actors.reduce(
    (sum, { standing, weight, outWeight, standsFor }) =>
      sum + (standsFor * damping * standing * weight) / (kappa + outWeight),
    1,
  );
}

/** An actor whose standing holds what it got from the account: both were in the run that it comes from. */
export interface MutualActor {
  /** Of the actor in that run. */
  readonly ownEcho: number;
  /** Share of one unit at the actor that goes to the account, damped: d w_jT / (kappa + W_j). */
  readonly given: number;
  /** Share of one unit at the account that went to the actor in that run, damped. */
  readonly returned: number;
}

const MESSAGE_TOLERANCE = 1e-14;
const MAX_PASSES = 500;

/** Own echo of an account through `actors`, by decision 0002: f_jT = given / (1 − what comes back to j by others), and
 *  1 + own echo = 1 / (1 − Σ returned × f_jT). What comes back to j by others is what its own echo says, less the part that
 *  ran through the account. Actors whose standing does not hold the return belong not here: nothing is to take out. */
export function echoThrough(actors: readonly MutualActor[]): number {
  const messages = actors.map(({ given }) => given);
  const back = () => actors.reduce((sum, { returned }, j) => sum + returned * messages[j]!, 0);
  let atAccount = back();
  for (let pass = 0, largest = Infinity; largest > MESSAGE_TOLERANCE && pass < MAX_PASSES; pass++) {
    largest = 0;
    for (const [j, { ownEcho, given, returned }] of actors.entries()) {
      const toActor = returned / (1 - (atAccount - returned * messages[j]!));
      const byOthers = Math.max(0, ownEcho / (1 + ownEcho) - given * toActor);
      const message = given / (1 - byOthers);
      largest = Math.max(largest, Math.abs(message - messages[j]!));
      messages[j] = message;
    }
    atAccount = back();
  }
  return atAccount / (1 - atAccount);
}
