import type { Engine } from "../engines/contract.ts";
import { sqlLiteral } from "../lib/sql-text.ts";
import { countOf, textOf } from "./cells.ts";
import type { PostSample, SampledSet, StoredAccount } from "./contract.ts";
import { toPostBehind } from "./evidence.ts";
import type { RunRelations } from "./run-relations.ts";

/** The posts of `account` that were drawn from `set`, in the order drawn. */
export async function sampledPosts(
  engine: Engine,
  relations: RunRelations,
  account: StoredAccount,
  set: SampledSet,
): Promise<PostSample> {
  const rows = await engine.rows(
    `SELECT drawn.*, targets.handle AS target_handle
     FROM (SELECT * FROM ${relations.mart("sampled_posts")}
           WHERE network = ${sqlLiteral(account.network)} AND author_id = ${sqlLiteral(account.accountId)}
             AND drawn_from = ${sqlLiteral(set)}) AS drawn
     LEFT JOIN ${relations.mart("account_scores")} AS targets
       ON targets.network = drawn.network AND targets.account_id = drawn.target_id
     ORDER BY drawn.place`,
  );
  const posts = rows.map(row => ({
    ...toPostBehind(row),
    target_id: textOf(row["target_id"]),
    target_handle: textOf(row["target_handle"]),
  }));
  return { posts, posts_count: rows[0] === undefined ? 0 : countOf(rows[0], "posts_count") };
}
