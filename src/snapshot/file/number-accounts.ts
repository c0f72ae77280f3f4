import type { Engine } from "../../engines/contract.ts";
import { sqlLiteral } from "../../lib/sql-text.ts";
import type { RunRelations } from "../run-relations.ts";

/** Table of the engine that `numberAccounts` makes. */
export const ACCOUNTS = "snapshot_accounts";

/** Makes ACCOUNTS: everybody whom the run holds or names, numbered in order of network and id, with what serving asks
 *  of them first. Whether one is protected or opted out is what the newest profile in the lake says. */
export async function numberAccounts(engine: Engine, relations: RunRelations, asOf: string): Promise<number> {
  const { mart, has, profiles } = relations;
  const named = [`SELECT network, account_id FROM ${mart("account_features")}`];
  const add = (network: string, id: string, from: string) =>
    named.push(`SELECT ${network}, ${id} FROM ${from} WHERE ${id} IS NOT NULL`);
  add("network", "actor_id", mart("people_edges"));
  add("network", "target_id", mart("people_edges"));
  if (has("moment_people")) add("network", "actor_id", mart("moment_people"));
  if (has("sampled_posts")) add("network", "target_id", mart("sampled_posts"));
  if (has("topic_people")) add("network", "actor_id", mart("topic_people"));
  if (has("topic_lists")) add("network", "owner_id", mart("topic_lists"));
  if (has("quality_posts")) add("network", "target_id", mart("quality_posts"));
  named.push(`SELECT network, account_id FROM ${mart("identity_accounts")} WHERE ${IS_LINKED}`);
  return engine.createTable(
    ACCOUNTS,
    `WITH people AS (SELECT DISTINCT network, account_id FROM (${named.join(" UNION ALL ")}) AS named),
     newest AS (
       SELECT network, account_id, is_protected, is_indexable FROM (
         SELECT network, account_id, is_protected, is_indexable,
           row_number() OVER (PARTITION BY network, account_id ORDER BY observed_at DESC) AS version_rank
         FROM ${profiles} AS versions) AS ranked
       WHERE version_rank = 1),
     shared AS (
       SELECT network, lower(handle) AS handle_key FROM ${mart("account_features")}
       WHERE handle IS NOT NULL GROUP BY 1, 2 HAVING count(*) > 1),
     holders AS (
       SELECT network, handle_key, account_id, row_number() OVER (
           PARTITION BY network, handle_key ORDER BY max(observed_at) DESC, account_id) AS place
       FROM ${profiles} AS seen JOIN shared USING (network)
       WHERE lower(handle) = handle_key
         AND observed_at <= CAST(${sqlLiteral(asOf.replace("Z", ""))} AS TIMESTAMP)
       GROUP BY network, handle_key, account_id),
     linked AS (
       SELECT network, account_id, identity_id, linked_at FROM ${mart("identity_accounts")} WHERE ${IS_LINKED})
     SELECT row_number() OVER (ORDER BY people.network, people.account_id) AS account_no,
       people.network, people.account_id, features.handle, lower(features.handle) AS handle_key,
       holders.place IS NOT NULL AS is_holder, features.display_name, lower(features.display_name) AS name_key,
       linked.identity_id, strftime(linked.linked_at, ${ISO}) AS linked_at,
       features.account_id IS NOT NULL AS is_held, scores.status IS NOT NULL AND scores.status = 'scored'
         AND scores.is_ranked AS is_ranked,
       coalesce(newest.is_protected, features.is_protected, false) AS is_protected, newest.is_indexable,
       scores.score, scores.low, scores.high, scores.influence, scores.variance, scores.coverage,
       features.people_rank, scores.followers_count, scores.engaged_people_count
     FROM people
     LEFT JOIN ${mart("account_features")} AS features USING (network, account_id)
     LEFT JOIN ${mart("account_scores")} AS scores USING (network, account_id)
     LEFT JOIN newest USING (network, account_id)
     LEFT JOIN linked USING (network, account_id)
     LEFT JOIN holders ON holders.network = people.network AND holders.account_id = people.account_id
       AND holders.handle_key = lower(features.handle) AND holders.place = 1
     ORDER BY account_no`,
  );
}

/** Format of times as text, UTC ISO with milliseconds. */
export const ISO = "'%Y-%m-%dT%H:%M:%S.%gZ'";

const IS_LINKED = "(linked_at IS NOT NULL OR identity_id <> network || ':' || account_id)";
