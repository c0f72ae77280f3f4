import type { Engine, EngineRow } from "../engines/contract.ts";
import { sqlLiteral } from "../lib/sql-text.ts";
import { countOf, numberOf, textOf } from "./cells.ts";
import type { PersonBehind, PostBehind, StoredAccount } from "./contract.ts";
import type { RunRelations } from "./run-relations.ts";

/** Who acted on `account`, by decayed weight, the heaviest first; ties by id. */
export async function peopleBehind(
  engine: Engine,
  relations: RunRelations,
  account: StoredAccount,
  limit: number,
): Promise<readonly PersonBehind[]> {
  const rows = await engine.rows(
    `SELECT edges.*, scores.handle, scores.display_name, scores.score
     FROM (SELECT * FROM ${relations.mart("people_edges")}
           WHERE network = ${sqlLiteral(account.network)} AND target_id = ${sqlLiteral(account.accountId)}
           ORDER BY decayed_weight DESC, actor_id LIMIT ${limit}) AS edges
     LEFT JOIN ${relations.mart("account_scores")} AS scores
       ON scores.network = edges.network AND scores.account_id = edges.actor_id
     ORDER BY edges.decayed_weight DESC, edges.actor_id`,
  );
  return rows.map(row => ({
    account_id: String(row["actor_id"]),
    handle: textOf(row["handle"]),
    display_name: textOf(row["display_name"]),
    score: numberOf(row["score"]),
    likes: countOf(row, "likes"),
    reposts: countOf(row, "reposts"),
    replies: countOf(row, "replies"),
    quotes: countOf(row, "quotes"),
    mentions: countOf(row, "mentions"),
    last_acted_at: textOf(row["last_acted_at"]),
  }));
}

/** Posts of `account` with the most reactions first; ties by time, then id. */
export async function postsBehind(
  engine: Engine,
  relations: RunRelations,
  account: StoredAccount,
  limit: number,
): Promise<readonly PostBehind[]> {
  const counts = ["like_count", "repost_count", "reply_count", "quote_count"];
  const reactions = counts.map(column => `coalesce(${column}, 0)`).join(" + ");
  const rows = await engine.rows(
    `SELECT * FROM ${relations.mart("account_posts")}
     WHERE network = ${sqlLiteral(account.network)} AND author_id = ${sqlLiteral(account.accountId)}
     ORDER BY ${reactions} DESC, posted_at DESC NULLS LAST, post_id LIMIT ${limit}`,
  );
  return rows.map(toPostBehind);
}

/** A post from its row in a mart of posts. */
export function toPostBehind(row: EngineRow): PostBehind {
  return {
    post_id: String(row["post_id"]),
    kind: String(row["kind"]),
    posted_at: textOf(row["posted_at"]),
    text: textOf(row["text"]),
    like_count: numberOf(row["like_count"]),
    repost_count: numberOf(row["repost_count"]),
    reply_count: numberOf(row["reply_count"]),
    quote_count: numberOf(row["quote_count"]),
  };
}
