import { guessPeople, type PeopleGuess } from "../../graph/on-demand/sampled-people.ts";
import type { CountedSubject } from "./acts-read.ts";
import { ACT_KINDS, type ActKind, type EngagerEdge } from "./engager-rows.ts";
import { COUNTED_KINDS } from "./engagers.ts";

/** The edges of one subject, carried from what was read to the whole. */
export interface SubjectSample {
  /** People that each edge stands for, in order of the edges; 1 when everything was read. */
  readonly standsFor: readonly number[];
  /** Decayed acts of each edge, with its share of those unread; as read when everything was. */
  readonly units: readonly number[];
  /** All distinct people. */
  readonly guess: PeopleGuess;
}

/** What the acts read of one subject say of the whole.
 *
 *  The sample is the kinds of which some acts are unread, or all kinds where none of those was read. Unread people are like
 *  those seen once: each of these stands for itself and its part of them; where nobody was seen once, everybody read does.
 *  Unread acts beyond the first of such a person are those of people already seen, in proportion to what each was seen to
 *  do. There are no more people than can be: a guess beyond `mostPeople` counts as that many.
 */
export function sampleOf(
  edges: readonly EngagerEdge[],
  { acts, mostPeople }: CountedSubject,
  kindWeights: Readonly<Record<string, number>>,
): SubjectSample {
  const unread = COUNTED_KINDS.reduce((sum, kind) => sum + acts[kind].counted - acts[kind].read, 0);
  const asRead = {
    standsFor: edges.map(() => 1),
    units: edges.map(({ units }) => units),
    guess: { people: edges.length, logDeviation: 0 },
  };
  if (unread === 0 || edges.length === 0) return asRead;
  const partly = COUNTED_KINDS.filter(kind => acts[kind].counted > acts[kind].read);
  const isRead = partly.some(kind => acts[kind].read > 0);
  const kinds: readonly ActKind[] = isRead ? partly : ACT_KINDS;
  const sampled = edges.map(edge => actsOf(edge, kinds));
  const read = sampled.reduce((sum, count) => sum + count, 0);
  const people = sampled.filter(count => count > 0).length;
  const onceOnly = sampled.filter(count => count === 1).length;
  const isNew = edges.map((edge, place) => sampled[place] === 1 && actsOf(edge, ACT_KINDS) === 1);
  const newCount = isNew.filter(Boolean).length;
  const { people: guessed, logDeviation } = guessPeople({ people, onceOnly, read, counted: read + unread });
  const room = mostPeople === null ? Number.POSITIVE_INFINITY : Math.max(0, mostPeople - edges.length);
  // Of those seen once some are known by another kind of act. That none of one or two was new does not say that nobody is:
  // then Jeffreys' prior does.
  const newShare = newCount > 0 ? newCount / onceOnly : 0.5 / (onceOnly + 1);
  const unbounded = Math.min(unread, (guessed - people) * newShare);
  const unseen = Math.min(room, unbounded);
  const again = (read + unread) / (read + unseen);
  const carriers = newCount > 0 ? isNew : edges.map(() => true);
  const carrierCount = carriers.filter(Boolean).length;
  return {
    standsFor: carriers.map(is => (is ? 1 + unseen / carrierCount : 1)),
    units: edges.map(edge => edge.units * (1 + (again - 1) * weightShare(edge, kinds, kindWeights))),
    guess: {
      people: edges.length + unseen,
      // A bound on the people makes the sample no surer.
      logDeviation: wholeDeviation({ read: edges.length, unread, unseen: unbounded }, [
        logDeviation * guessed * newShare,
        unbounded * Math.sqrt((onceOnly - newCount + 0.5) / ((newCount + 0.5) * (onceOnly + 2))),
      ]),
    },
  };
}

/** Deviation of ln (people read + `unseen`) where `unseen` misses by each of `errors` on its own; never more than
 *  half the way from the people read to one more for each unread act: no variance within bounds is larger. */
function wholeDeviation(
  { read, unread, unseen }: { readonly read: number; readonly unread: number; readonly unseen: number },
  errors: readonly number[],
): number {
  const most = Math.log((read + unread) / read) / 2;
  return Math.min(most, Math.hypot(...errors) / (read + unseen));
}

function actsOf({ acts }: EngagerEdge, kinds: readonly ActKind[]): number {
  return kinds.reduce((sum, kind) => sum + acts[kind], 0);
}

/** Share of the weight of an edge that comes from acts of `kinds`. */
function weightShare(
  { acts }: EngagerEdge,
  kinds: readonly ActKind[],
  kindWeights: Readonly<Record<string, number>>,
): number {
  const weightOf = (of: readonly ActKind[]) =>
    of.reduce((sum, kind) => sum + acts[kind] * kindWeights[kind]!, 0);
  return weightOf(kinds) / weightOf(ACT_KINDS);
}
