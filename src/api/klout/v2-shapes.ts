import type { InfluenceSide } from "../../app/klout/klout-influence.ts";
import type { KloutProfile } from "../../app/klout/klout-profile.ts";
import { bucketOf, deltasOf, scoreOf } from "./klout-numbers.ts";

/** Who an id is: a kloutId on `ks`, else an id of the network with that code. */
export const identityShape = (id: string, network: string) => ({ id, network });

/** The answer of `/v2/user.json/{kloutId}/score`; its changes stand under `scoreDelta`. */
export function scoreShape({ score, changes }: KloutProfile) {
  return { score: scoreOf(score), scoreDelta: deltasOf(changes), bucket: bucketOf(score) };
}

/** The answer of `/v2/user.json/{kloutId}`; its changes stand under `scoreDeltas`. */
export function userShape({ kloutId, screenName, score, changes }: KloutProfile) {
  return {
    kloutId,
    nick: screenName,
    score: { score: scoreOf(score), bucket: bucketOf(score) },
    scoreDeltas: deltasOf(changes),
  };
}

/** The answer of `/v2/user.json/{kloutId}/influence`. */
export function influenceShape(influencers: InfluenceSide, influencees: InfluenceSide) {
  const entity = (profile: KloutProfile) => ({
    entity: { id: profile.kloutId, payload: userShape(profile) },
  });
  return {
    myInfluencers: influencers.people.map(entity),
    myInfluencees: influencees.people.map(entity),
    myInfluencersCount: influencers.count,
    myInfluenceesCount: influencees.count,
  };
}
