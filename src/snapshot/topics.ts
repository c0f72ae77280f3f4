import type { NetworkName } from "../domain/network.ts";
import type { Engine, EngineRow } from "../engines/contract.ts";
import { sqlLiteral } from "../lib/sql-text.ts";
import { countOf, numberOf, textOf } from "./cells.ts";
import type { StoredAccount } from "./contract.ts";
import { toPostBehind } from "./evidence.ts";
import type { RunRelations } from "./run-relations.ts";
import type {
  StoredTopic,
  TopicLeader,
  TopicListing,
  TopicPerson,
  TopicPost,
  TopicTotal,
} from "./topic-rows.ts";

const WEIGHT_UNIT = 1000;

/** Topics of `account`: those it influences first, by expertise, then interests by strength; ties by id. */
export async function topicsOf(
  engine: Engine,
  relations: RunRelations,
  { network, accountId }: StoredAccount,
): Promise<readonly StoredTopic[]> {
  const rows = await engine.rows(
    `SELECT * FROM ${relations.mart("account_topics")}
     WHERE network = ${sqlLiteral(network)} AND account_id = ${sqlLiteral(accountId)}
     ORDER BY is_influence DESC, expertise_score DESC NULLS LAST, influence_strength DESC NULLS LAST,
       interest_strength DESC NULLS LAST, topic_id`,
  );
  const listings = relations.has("topic_lists")
    ? await engine.rows(
        `SELECT topic_id, list_id, owner_id, list_name FROM ${relations.mart("topic_lists")}
         WHERE network = ${sqlLiteral(network)} AND target_id = ${sqlLiteral(accountId)}
         ORDER BY topic_id, place`,
      )
    : [];
  return rows.map(row =>
    toTopic(row, listings.filter(({ topic_id }) => topic_id === row["topic_id"]).map(toTopicListing)),
  );
}

/** A list from a row of topic_lists. */
export function toTopicListing(row: EngineRow): TopicListing {
  return {
    list_id: String(row["list_id"]),
    owner_id: String(row["owner_id"]),
    list_name: String(row["list_name"]),
  };
}

/** The accounts with most expertise in a topic, over all networks or of one; ties by network and id. */
export async function topicLeaders(
  engine: Engine,
  relations: RunRelations,
  topicId: string,
  options: { readonly network?: string; readonly limit: number },
): Promise<readonly TopicLeader[]> {
  const network = options.network === undefined ? "" : `AND network = ${sqlLiteral(options.network)}`;
  const rows = await engine.rows(
    `SELECT leaders.*, scores.handle, scores.display_name, scores.score AS overall_score,
       scores.low AS overall_low, scores.high AS overall_high, scores.coverage, scores.followers_count,
       topics.people_count, topics.acts_received_count, topics.posts_acted_on_count
     FROM (SELECT * FROM ${relations.mart("topic_leaders")} WHERE topic_id = ${sqlLiteral(topicId)} ${network}
           ORDER BY latent DESC, network, account_id LIMIT ${options.limit}) AS leaders
     LEFT JOIN ${relations.mart("account_scores")} AS scores
       ON scores.network = leaders.network AND scores.account_id = leaders.account_id
     LEFT JOIN ${relations.mart("account_topics")} AS topics
       ON topics.network = leaders.network AND topics.account_id = leaders.account_id
         AND topics.topic_id = leaders.topic_id
     ORDER BY leaders.latent DESC, leaders.network, leaders.account_id`,
  );
  return rows.map(toTopicLeader);
}

/** A leader from a row of its columns. */
export function toTopicLeader(row: EngineRow): TopicLeader {
  return {
    network: String(row["network"]) as NetworkName,
    account_id: String(row["account_id"]),
    handle: textOf(row["handle"]),
    display_name: textOf(row["display_name"]),
    score: countOf(row, "score"),
    low: countOf(row, "low"),
    high: countOf(row, "high"),
    latent: countOf(row, "latent"),
    variance: countOf(row, "variance"),
    overall_score: numberOf(row["overall_score"]),
    overall_low: numberOf(row["overall_low"]),
    overall_high: numberOf(row["overall_high"]),
    coverage: numberOf(row["coverage"]),
    followers_count: numberOf(row["followers_count"]),
    people_count: countOf(row, "people_count"),
    acts_received_count: countOf(row, "acts_received_count"),
    posts_acted_on_count: countOf(row, "posts_acted_on_count"),
  };
}

/** The up to five posts of `account` that stand for a topic, the strongest first. */
export async function topicPosts(
  engine: Engine,
  relations: RunRelations,
  { network, accountId }: StoredAccount,
  topicId: string,
): Promise<readonly TopicPost[]> {
  const rows = await engine.rows(
    `SELECT * FROM ${relations.mart("topic_posts")}
     WHERE network = ${sqlLiteral(network)} AND author_id = ${sqlLiteral(accountId)}
       AND topic_id = ${sqlLiteral(topicId)} ORDER BY place`,
  );
  return rows.map(toTopicPost);
}

/** A post from a row of topic_posts. */
export function toTopicPost(row: EngineRow): TopicPost {
  return {
    ...toPostBehind(row),
    weight: countOf(row, "weight") / WEIGHT_UNIT,
    evidence: textOf(row["evidence"]),
    people_count: countOf(row, "people_count"),
  };
}

/** The up to five people who act most on `account` about a topic, the heaviest first. */
export async function topicPeople(
  engine: Engine,
  relations: RunRelations,
  { network, accountId }: StoredAccount,
  topicId: string,
): Promise<readonly TopicPerson[]> {
  const rows = await engine.rows(
    `SELECT people.*, scores.handle, scores.display_name, scores.score
     FROM (SELECT * FROM ${relations.mart("topic_people")}
           WHERE network = ${sqlLiteral(network)} AND target_id = ${sqlLiteral(accountId)}
             AND topic_id = ${sqlLiteral(topicId)}) AS people
     LEFT JOIN ${relations.mart("account_scores")} AS scores
       ON scores.network = people.network AND scores.account_id = people.actor_id
     ORDER BY people.place`,
  );
  return rows.map(toTopicPerson);
}

/** A person from a row of topic_people with names and score. */
export function toTopicPerson(row: EngineRow): TopicPerson {
  return {
    account_id: String(row["actor_id"]),
    handle: textOf(row["handle"]),
    display_name: textOf(row["display_name"]),
    score: numberOf(row["score"]),
    acts_count: countOf(row, "acts_count"),
    posts_count: countOf(row, "posts_count"),
    focus_share: countOf(row, "focus_share"),
    last_age_days: countOf(row, "last_age_days"),
  };
}

/** How much is said about each topic, networks added up; the most acted on first, ties by id. */
export async function topicTotals(engine: Engine, relations: RunRelations): Promise<readonly TopicTotal[]> {
  const sum = (column: string) => `CAST(sum(${column}) AS BIGINT) AS ${column}`;
  const rows = await engine.rows(
    `SELECT topic_id, slug, name, level, area_ids, is_sensitive, ${["posts_count", "authors_count", "people_count", "acts_count", "leaders_count"].map(sum).join(", ")}
     FROM ${relations.mart("topic_totals")}
     GROUP BY topic_id, slug, name, level, area_ids, is_sensitive
     ORDER BY acts_count DESC, posts_count DESC, topic_id`,
  );
  return rows.map(row => ({
    topic_id: String(row["topic_id"]),
    slug: String(row["slug"]),
    name: String(row["name"]),
    level: row["level"] === "area" ? "area" : "topic",
    area_ids: String(row["area_ids"] ?? "")
      .split(" ")
      .filter(id => id !== ""),
    is_sensitive: row["is_sensitive"] === true,
    posts_count: countOf(row, "posts_count"),
    authors_count: countOf(row, "authors_count"),
    people_count: countOf(row, "people_count"),
    acts_count: countOf(row, "acts_count"),
    leaders_count: countOf(row, "leaders_count"),
  }));
}

/** A topic from a row of account_topics and the lists that speak for it; runs of before lists were kept have none. */
export function toTopic(row: EngineRow, lists: readonly TopicListing[] = []): StoredTopic {
  return {
    topic_id: String(row["topic_id"]),
    level: row["level"] === "area" ? "area" : "topic",
    is_influence: row["is_influence"] === true,
    is_interest: row["is_interest"] === true,
    influence_strength: numberOf(row["influence_strength"]),
    interest_strength: numberOf(row["interest_strength"]),
    score: numberOf(row["expertise_score"]),
    low: numberOf(row["expertise_low"]),
    high: numberOf(row["expertise_high"]),
    latent: numberOf(row["expertise_latent"]),
    variance: numberOf(row["expertise_variance"]),
    passed_standing: numberOf(row["passed_standing"]),
    insiders_share: numberOf(row["insiders_share"]),
    acts_received_count: countOf(row, "acts_received_count"),
    people_count: countOf(row, "people_count"),
    people_beyond_best_count: countOf(row, "people_beyond_best_count"),
    unseen_beyond_best_count: countOf(row, "unseen_beyond_best_count"),
    posts_acted_on_count: countOf(row, "posts_acted_on_count"),
    posts_acted_on_days_count: countOf(row, "posts_acted_on_days_count"),
    own_posts_count: countOf(row, "own_posts_count"),
    own_post_days_count: countOf(row, "own_post_days_count"),
    acts_given_count: countOf(row, "acts_given_count"),
    acted_on_people_count: countOf(row, "acted_on_people_count"),
    acts_given_days_count: countOf(row, "acts_given_days_count"),
    is_in_bio: row["is_in_bio"] === true,
    list_owners_count: numberOf(row["list_owners_count"]) ?? 0,
    lists,
  };
}
