import type { NetworkName } from "../../src/domain/network.ts";
import type { Rows } from "./model-cases.ts";
import { seededRandom } from "./random-graphs.ts";
import { LAW_AS_OF } from "./score-rows.ts";
import type { Population } from "./sources.ts";

/** Constants of discounts so tight that a small world reaches all of them. */
export const DISCOUNTED_CONSTANTS = {
  discounts_on: 1,
  whole_authenticity: 0.5,
  established_people_count: 12,
  unvouched_share: 0.3,
  unvouched_base_count: 1,
  unvouched_base_standing: 0.05,
  vouching_days: 30,
  circle_people_count: 1,
  mutual_people_count: 2,
  silent_follower_share: 0.1,
  silent_follower_base_count: 1,
} as const;

const HOUR = 3_600_000;
const timeAgo = (hours: number) => new Date(Date.parse(LAW_AS_OF) - hours * HOUR).toISOString();
/** A profile that the estimate of authenticity doubts. */
const BOUGHT = { followers_count: 2, following_count: 4000, posts_count: 1, listed_count: 0 };
const PLAIN = { followers_count: 300, following_count: 250, posts_count: 900, listed_count: 4 };

/** Acts of 240 accounts on two networks, one of them watched for ten days alone: a few are acted on by many, a third of
 *  the acts are answered, two dozen who look bought act on somebody and nobody on them, and a pod trades acts. */
export function discountedWorld(): Population {
  const random = seededRandom(23);
  const interactions: Rows[number][] = [];
  const networks: readonly (readonly [NetworkName, number])[] = [
    ["x", 160],
    ["nostr", 80],
  ];
  const stats: Rows[number][] = [];
  for (const [network, size] of networks) {
    const act = (actor: number, target: number) => {
      if (actor === target) return;
      interactions.push({
        network,
        interaction_id: `i${interactions.length}`,
        kind: random() < 0.7 ? "like" : "repost",
        actor_id: `a${actor}`,
        target_id: `a${target}`,
        acted_at: timeAgo(1 + Math.floor(random() * 1000)),
      });
    };
    const bought = size - 12;
    for (let actor = 0; actor < size; actor++) {
      const profile = actor >= bought || random() < 0.1 ? BOUGHT : PLAIN;
      stats.push({ network, account_id: `a${actor}`, observed_at: timeAgo(1), ...profile });
      for (let times = 0; times < 4; times++) {
        const target = Math.floor(bought * random() ** 3);
        act(actor, target);
        if (actor < bought && random() < 0.3) act(target, actor);
      }
    }
    for (let one = 40; one < 50; one++) for (let other = 40; other < 50; other++) act(one, other);
  }
  return {
    interactions,
    account_stats: stats,
    observations: networks.map(([network]) => ({
      network,
      scope: "*",
      table: "interactions",
      kind: "*",
      from_at: timeAgo(network === "x" ? 90 * 24 : 10 * 24),
      to_at: LAW_AS_OF,
      is_complete: true,
      source: "simulation",
    })),
  };
}
