import type { JudgedAccount } from "./judged-pair.ts";
import { fitQuantileMap, mapQuantile, type QuantileMap } from "./quantile-map.ts";

/** The paid features that judged accounts have; every other feature is set by hand. */
export const JUDGED_FEATURES = [
  "effective_reach",
  "effective_lists",
  "reach_per_followed",
  "reposts_per_original",
] as const;
export type JudgedFeature = (typeof JUDGED_FEATURES)[number];

/** One account of the reference population, in our units. */
export interface ReferenceAccount {
  readonly followers_count: number;
  readonly reposts_per_original: number;
  readonly reactions_count: number;
}

/** From the publisher's units to ours. */
export interface UnitMaps {
  /** Reposts and mentions received together → reactions in the window. */
  readonly reactions_count: QuantileMap;
  readonly reposts_per_original: QuantileMap;
}

/** The constants of a model that shape the judged features. */
export interface JudgedConstants {
  readonly reach_per_reaction: number;
  readonly reach_per_list: number;
  readonly lists_per_reaction: number;
  readonly following_prior: number;
}

/** Reference accounts that stand for one judged account. */
const NEIGHBOURS = 5;
/** Posts (publisher's unit) added below a rate, as `rate_prior_originals` is added below ours. */
const POSTS_PRIOR = 0.3;

/** The maps that take each rate of the publisher to the quantile it has among reference accounts with as many
 *  followers: followers, lists and followed accounts are counted alike on both sides, rates are not. Each judged
 *  account is stood for by the five reference accounts nearest in followers.
 *  @throws RangeError for fewer than 100 reference accounts. */
export function fitUnitMaps(
  judged: readonly JudgedAccount[],
  reference: readonly ReferenceAccount[],
): UnitMaps {
  if (reference.length < 100)
    throw new RangeError(`units need at least 100 reference accounts, got ${reference.length}`);
  const byFollowers = reference.toSorted((a, b) => a.followers_count - b.followers_count);
  const alike = judged.flatMap(({ followers_count }) => nearest(byFollowers, followers_count));
  const map = (from: (account: JudgedAccount) => number, to: (account: ReferenceAccount) => number) =>
    fitQuantileMap(judged.map(from), alike.map(to));
  return {
    reactions_count: map(publishedReactions, account => account.reactions_count),
    reposts_per_original: map(publishedRepostRate, account => account.reposts_per_original),
  };
}

/** The paid features of a judged account, in our units. */
export function judgedFeatures(
  account: JudgedAccount,
  maps: UnitMaps,
  constants: JudgedConstants,
): Readonly<Record<JudgedFeature, number>> {
  const reactions = mapQuantile(maps.reactions_count, publishedReactions(account));
  const effective_reach = Math.min(
    account.followers_count,
    constants.reach_per_reaction * reactions + constants.reach_per_list * account.listed_count,
  );
  return {
    effective_reach,
    effective_lists: Math.min(account.listed_count, constants.lists_per_reaction * reactions),
    reach_per_followed: effective_reach / (account.following_count + constants.following_prior),
    reposts_per_original: mapQuantile(maps.reposts_per_original, publishedRepostRate(account)),
  };
}

function publishedReactions(account: JudgedAccount): number {
  return account.reposts_received + account.mentions_received;
}

function publishedRepostRate(account: JudgedAccount): number {
  return account.reposts_received / (account.posts + POSTS_PRIOR);
}

function nearest(byFollowers: readonly ReferenceAccount[], followers: number): readonly ReferenceAccount[] {
  const distance = (index: number) =>
    Math.abs(Math.log1p(byFollowers[index]!.followers_count) - Math.log1p(followers));
  let first = 0;
  let last = byFollowers.length - 1;
  while (last - first >= NEIGHBOURS) {
    if (distance(first) > distance(last)) first++;
    else last--;
  }
  return byFollowers.slice(first, last + 1);
}
