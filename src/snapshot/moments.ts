import type { Engine, EngineRow } from "../engines/contract.ts";
import { sqlLiteral } from "../lib/sql-text.ts";
import { countOf, numberOf, textOf } from "./cells.ts";
import type { StoredAccount, StoredMoment, StoredReactor } from "./contract.ts";
import type { RunRelations } from "./run-relations.ts";

/** The posts of `account` that drew most, the heaviest first; ties by time, then id. */
export async function momentsOf(
  engine: Engine,
  relations: RunRelations,
  account: StoredAccount,
  limit: number,
): Promise<readonly StoredMoment[]> {
  const byAccount = `network = ${sqlLiteral(account.network)} AND author_id = ${sqlLiteral(account.accountId)}`;
  const posts = await engine.rows(
    `SELECT * FROM ${relations.mart("account_moments")} WHERE ${byAccount}
     ORDER BY reactions_weight DESC, posted_at DESC NULLS LAST, post_id LIMIT ${limit}`,
  );
  const people = await engine.rows(
    `SELECT people.*, scores.handle, scores.display_name
     FROM (SELECT * FROM ${relations.mart("moment_people")} WHERE ${byAccount}) AS people
     LEFT JOIN ${relations.mart("account_scores")} AS scores
       ON scores.network = people.network AND scores.account_id = people.actor_id
     ORDER BY people.standing DESC, people.actor_id`,
  );
  return posts.map(post => toMoment(post, people));
}

function toMoment(post: EngineRow, people: readonly EngineRow[]): StoredMoment {
  return {
    post_id: String(post["post_id"]),
    kind: String(post["kind"]),
    posted_at: textOf(post["posted_at"]),
    text: textOf(post["text"]),
    like_count: numberOf(post["like_count"]),
    repost_count: numberOf(post["repost_count"]),
    reply_count: numberOf(post["reply_count"]),
    quote_count: numberOf(post["quote_count"]),
    reactions_weight: countOf(post, "reactions_weight"),
    people_seen_count: numberOf(post["people_seen_count"]),
    own_posts_count: countOf(post, "own_posts_count"),
    own_below_share: countOf(post, "own_below_share"),
    similar_posts_count: countOf(post, "similar_posts_count"),
    similar_below_share: countOf(post, "similar_below_share"),
    strength: countOf(post, "strength"),
    people: people.filter(person => person["post_id"] === post["post_id"]).map(toReactor),
  };
}

function toReactor(row: EngineRow): StoredReactor {
  return {
    account_id: String(row["actor_id"]),
    handle: textOf(row["handle"]),
    display_name: textOf(row["display_name"]),
    standing: numberOf(row["standing"]) ?? 1,
    likes: countOf(row, "likes"),
    reposts: countOf(row, "reposts"),
    replies: countOf(row, "replies"),
    quotes: countOf(row, "quotes"),
  };
}
