import { TABLES, type TableName } from "../domain/interchange/schema.ts";
import { columnsOf, storageKeyOf } from "../domain/interchange/table.ts";
import type { EngineRow } from "../engines/contract.ts";
import { sqlIdentifier, sqlLiteral } from "../lib/sql-text.ts";
import type { LakeSession } from "./lake-session.ts";

/** The rows of `table` that are about an account: its own, those of its posts, acts by or toward it, and
 *  the lists on which it stands.
 *  Columns as in the schema, ordered by storage key. */
export async function accountRows(
  { lake, engine }: LakeSession,
  table: TableName,
  network: string,
  accountId: string,
): Promise<readonly EngineRow[]> {
  const schema = TABLES[table];
  const columns = columnsOf(schema).map(column => sqlIdentifier(column.name));
  const order = storageKeyOf(schema).map(column => `${sqlIdentifier(column)} NULLS FIRST`);
  return engine.rows(
    `SELECT ${columns.join(", ")} FROM (${lake.source(table)})
     WHERE network = ${sqlLiteral(network)} AND (${aboutAccount(table, network, accountId, name => lake.source(name))})
     ORDER BY ${order.join(", ")}`,
  );
}

function aboutAccount(
  table: TableName,
  network: string,
  accountId: string,
  source: (table: TableName) => string,
): string {
  const id = sqlLiteral(accountId);
  const onNetwork = `network = ${sqlLiteral(network)}`;
  const ownPosts = `SELECT post_id FROM (${source("posts")}) WHERE ${onNetwork} AND author_id = ${id}`;
  const ownActs = `SELECT interaction_id FROM (${source("interactions")})
    WHERE ${onNetwork} AND (actor_id = ${id} OR target_id = ${id})`;
  const conditions: Readonly<Record<TableName, string>> = {
    accounts: `account_id = ${id}`,
    account_stats: `account_id = ${id}`,
    posts: `author_id = ${id}`,
    post_stats: `post_id IN (${ownPosts})`,
    interactions: `actor_id = ${id} OR target_id = ${id}`,
    removals: `(subject = 'account' AND subject_id = ${id}) OR (subject = 'post' AND subject_id IN (${ownPosts}))
      OR (subject = 'interaction' AND subject_id IN (${ownActs}))`,
    observations: `scope = ${id}`,
    identity_links: `account_id = ${id} OR identity_id = ${sqlLiteral(`${network}:${accountId}`)}`,
    lists: `owner_id = ${id} OR list_id IN (SELECT post_id FROM (${source("interactions")})
      WHERE ${onNetwork} AND kind = 'list' AND target_id = ${id})`,
  };
  return conditions[table];
}
