import type { AccountScore, Unscored } from "../scoring/account-score.ts";
import { type CountedScore, combineNetworks, isCounted } from "../scoring/combine-networks.ts";
import type { ScoringModel } from "../scoring/scoring-model.ts";

/** An account of an identity; `key` is `network:account_id`. */
export interface LinkedMember {
  readonly key: string;
  readonly score: AccountScore | Unscored;
}

/** Points that each account adds to the score of its identity, by key: the strongest is the base and has null, every
 *  other what the combined score rises by when it is added after all that are stronger. An account without enough
 *  data adds 0; where none has enough, there is no base and every account has null. The base's score and all
 *  additions sum to the identity's score, whatever the order of `members`; equal ones go by key. */
export function linkedGain(
  members: readonly LinkedMember[],
  model: ScoringModel,
): ReadonlyMap<string, number | null> {
  // The only account is the base, or there is none; nearly everybody has one.
  if (members.length === 1) return new Map([[members[0]!.key, null]]);
  const counted = members
    .flatMap(({ key, score }) => (isCounted(score) ? [{ key, score }] : []))
    .toSorted(strongestFirst);
  const totals = counted.map((_, i) =>
    combineNetworks(
      counted.slice(0, i + 1).map(member => member.score),
      model,
    ),
  );
  const added = new Map<string, number | null>();
  for (const { key } of members) added.set(key, counted.length === 0 ? null : 0);
  for (const [i, { key }] of counted.entries())
    added.set(key, i === 0 ? null : Math.max(0, totals[i]!.score! - totals[i - 1]!.score!));
  return added;
}

interface CountedMember {
  readonly key: string;
  readonly score: CountedScore;
}

function strongestFirst(a: CountedMember, b: CountedMember): number {
  const { influence, variance, coverage } = b.score;
  const byScore = influence - a.score.influence || a.score.variance - variance || a.score.coverage - coverage;
  return byScore || (a.key < b.key ? -1 : 1);
}
