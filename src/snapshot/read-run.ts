import type { Engine } from "../engines/contract.ts";
import { sqlLiteral } from "../lib/sql-text.ts";
import { audienceOf } from "./audience.ts";
import type { Concealed } from "./concealed-now.ts";
import type { RunReader, RunStamp } from "./contract.ts";
import { peopleBehind, postsBehind } from "./evidence.ts";
import { featurePercentiles } from "./feature-percentiles.ts";
import { findStoredAccount, storedAccounts } from "./find-account.ts";
import { rankedCount, standing, topEntries } from "./leaderboard.ts";
import { linkedTimes } from "./linked-times.ts";
import { momentsOf } from "./moments.ts";
import { idsAround, peopleAround } from "./people-around.ts";
import { storedQualities } from "./qualities.ts";
import type { RunRelations } from "./run-relations.ts";
import { sampledPosts } from "./sampled-posts.ts";
import { styleOf } from "./style-of.ts";
import { topicLeaders, topicPeople, topicPosts, topicsOf, topicTotals } from "./topics.ts";

/** Rows asked for beyond a limit, so that forgotten accounts among them leave no gap. */
const SPARE_ROWS = 100;

/** A reader over the marts of one run, published or standing in the engine. `concealed` is asked on each
 *  answer, since a run may be older than a tombstone or a profile. */
export function readRun(
  engine: Engine,
  relations: RunRelations,
  stamp: RunStamp,
  concealed: Concealed,
): RunReader {
  const { isHidden, isTopicHidden, isUnlisted } = concealed;
  const hasTopics = relations.has("account_topics");
  const hasPeopleAround = relations.has("account_moments");
  return {
    stamp,
    async findAccount(query) {
      const account = await findStoredAccount(engine, relations, query, stamp.asOf);
      return account !== null && isHidden(account.network, account.accountId) ? null : account;
    },
    async members(identityId) {
      const ids = `SELECT network || ':' || account_id FROM ${relations.mart("identity_accounts")}
        WHERE identity_id = ${sqlLiteral(identityId)}`;
      const found = await storedAccounts(engine, relations, `network || ':' || account_id IN (${ids})`);
      return found.filter(account => !isHidden(account.network, account.accountId));
    },
    async peopleBehind(account, limit) {
      const people = await peopleBehind(engine, relations, account, limit + SPARE_ROWS);
      return people.filter(person => !isHidden(account.network, person.account_id)).slice(0, limit);
    },
    postsBehind: (account, limit) => postsBehind(engine, relations, account, limit),
    async sampledPosts(account, set) {
      if (!relations.has("sampled_posts")) return null;
      const sample = await sampledPosts(engine, relations, account, set);
      const isShown = ({ target_id }: (typeof sample.posts)[number]) =>
        target_id === null || !isHidden(account.network, target_id);
      return { ...sample, posts: sample.posts.filter(isShown) };
    },
    hasPeopleAround,
    async moments(account, limit) {
      if (!hasPeopleAround) return [];
      const moments = await momentsOf(engine, relations, account, limit);
      return moments.map(moment => ({
        ...moment,
        people: moment.people.filter(person => !isHidden(account.network, person.account_id)),
      }));
    },
    async peopleAround(account, side, limit) {
      if (!hasPeopleAround) return [];
      const people = await peopleAround(engine, relations, account, side, limit + SPARE_ROWS);
      return people.filter(person => !isHidden(account.network, person.account_id)).slice(0, limit);
    },
    async countAround(account, side) {
      if (!hasPeopleAround) return { people_count: 0, hidden_people_count: 0 };
      const ids = await idsAround(engine, relations, account, side);
      const hidden = ids.filter(id => isHidden(account.network, id));
      return { people_count: ids.length, hidden_people_count: hidden.length };
    },
    linkedTimes: identityId => linkedTimes(engine, relations, identityId),
    styleOf: account => styleOf(engine, relations, account),
    async top({ network, limit }) {
      const entries = await topEntries(engine, relations, network, limit + SPARE_ROWS);
      const isShown = (entry: (typeof entries)[number]) =>
        !entry.accounts.some(({ network: of, account_id: id }) => isHidden(of, id) || isUnlisted(of, id));
      return entries.filter(isShown).slice(0, limit);
    },
    rankedCount: network => rankedCount(engine, relations, network),
    featurePercentiles: (account, features) => featurePercentiles(engine, relations, account, features),
    async qualities(account, names) {
      const stored = await storedQualities(engine, relations, account, names);
      if (stored === null) return null;
      const isShown = ({ target_id }: (typeof stored.posts)[number]) =>
        target_id === null || !isHidden(account.network, target_id);
      return { ...stored, posts: stored.posts.filter(isShown) };
    },
    audienceOf: account => audienceOf(engine, relations, account),
    hasTopics,
    async topicsOf(account) {
      if (!hasTopics || account.isProtected) return [];
      const topics = await topicsOf(engine, relations, account);
      return topics
        .filter(({ topic_id }) => !isTopicHidden(account.network, account.accountId, topic_id))
        .map(topic => ({
          ...topic,
          lists: topic.lists.filter(
            ({ owner_id: owner }) => !isHidden(account.network, owner) && !isUnlisted(account.network, owner),
          ),
        }));
    },
    async topicLeaders(topicId, { network, limit }) {
      if (!hasTopics) return [];
      const asked = { limit: limit + SPARE_ROWS, ...(network !== undefined && { network }) };
      const leaders = await topicLeaders(engine, relations, topicId, asked);
      const isShown = ({ network: of, account_id: id }: (typeof leaders)[number]) =>
        !isHidden(of, id) && !isUnlisted(of, id) && !isTopicHidden(of, id, topicId);
      return leaders.filter(isShown).slice(0, limit);
    },
    async topicPosts(account, topicId) {
      if (!hasTopics || account.isProtected) return [];
      if (isTopicHidden(account.network, account.accountId, topicId)) return [];
      return topicPosts(engine, relations, account, topicId);
    },
    async topicPeople(account, topicId) {
      if (!hasTopics || account.isProtected) return [];
      if (isTopicHidden(account.network, account.accountId, topicId)) return [];
      const people = await topicPeople(engine, relations, account, topicId);
      return people.filter(
        ({ account_id: id }) =>
          !isHidden(account.network, id) && !isTopicHidden(account.network, id, topicId),
      );
    },
    topicTotals: async () => (hasTopics ? topicTotals(engine, relations) : []),
    standingInLake: (network, score) => standing(engine, relations, network, score),
    standingAmongSimilar: (network, score, followersCount) =>
      standing(engine, relations, network, score, { low: followersCount / 2, high: followersCount * 2 }),
  };
}
