import type { KloutDetails } from "../../app/klout/klout-details.ts";
import type { KloutProfile } from "../../app/klout/klout-profile.ts";
import type { KloutTopic } from "./klout-deps.ts";
import { kscoreOf, rounded } from "./klout-numbers.ts";

/** A name with its score, as in `/1/klout.json` and in both lists of the sphere of influence. */
export function pairShape({ screenName, score }: KloutProfile) {
  return { twitter_screen_name: screenName, kscore: kscoreOf(score) };
}

/** One of `/1/users/show.json`; numbers that were not observed are null. */
export function showShape(profile: KloutProfile, details: KloutDetails) {
  const { account, screenName, score, changes, stamp } = profile;
  const { style } = details;
  const orNull = (value: number | null, digits: number) => (value === null ? null : rounded(value, digits));
  return {
    twitter_id: account.accountId,
    twitter_screen_name: screenName,
    score: {
      kscore: kscoreOf(score),
      slope: rounded(changes.month, 2),
      description: style === null ? `No style: ${details.styleReason}` : style.description,
      kclass_id: style?.id ?? null,
      kclass: style?.name ?? null,
      kclass_description: style?.description ?? details.styleReason,
      kscore_description: kscoreText(score, stamp),
      network_score: orNull(details.networkImpact, 2),
      amplification_score: orNull(details.amplification, 2),
      true_reach: orNull(details.trueReach, 0),
      delta_1day: rounded(changes.one_day, 2),
      delta_5day: rounded(changes.five_days, 2),
    },
  };
}

/** One of `/1/users/topics.json`: at most five names. */
export function topicsShape({ screenName }: KloutProfile, topics: readonly KloutTopic[]) {
  return { twitter_screen_name: screenName, topics: topics.slice(0, 5).map(topic => topic.name) };
}

/** One of `/1/soi/influenced_by.json` (`influencers`) or `/1/soi/influencer_of.json` (`influencees`). */
export function sphereShape(
  { screenName }: KloutProfile,
  list: "influencers" | "influencees",
  people: readonly KloutProfile[],
) {
  return { twitter_screen_name: screenName, [list]: people.map(pairShape) };
}

function kscoreText(score: number, { low, high, coverage, model, as_of }: KloutProfile["stamp"]): string {
  return (
    `${score.toFixed(0)} of 100, between ${low.toFixed(0)} and ${high.toFixed(0)} with 90 % probability, from ` +
    `${(100 * coverage).toFixed(0)} % of the evidence; model ${model}, as of ${as_of.slice(0, 10)}.`
  );
}
