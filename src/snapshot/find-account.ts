import { hasIdForm } from "../domain/handle.ts";
import type { HandleQuery } from "../domain/handle-query.ts";
import type { NetworkName } from "../domain/network.ts";
import type { Engine, EngineRow } from "../engines/contract.ts";
import { sqlLiteral } from "../lib/sql-text.ts";
import { textOf } from "./cells.ts";
import type { StoredAccount } from "./contract.ts";
import type { RunRelations } from "./run-relations.ts";

/** SQL condition that holds for the accounts that `query` may mean, over columns network, account_id, handle.
 *  A handle that is not in the form of an id may also be one in the file of a small export. */
export function accountCondition(query: HandleQuery): string {
  const value = sqlLiteral(query.value);
  const onNetwork = `network = ${sqlLiteral(query.network)}`;
  if (query.kind === "id") return `${onNetwork} AND account_id = ${value}`;
  const matches = [`lower(handle) = lower(${value})`];
  if (!hasIdForm(query.network, query.value)) matches.push(`account_id = ${value}`);
  const [local, server] = query.value.split("@");
  if (query.network === "mastodon" && local && server) {
    const ids = [`https://${server}/users/${local}`, `https://${server}/@${local}`];
    matches.push(`lower(account_id) IN (${ids.map(id => sqlLiteral(id.toLowerCase())).join(", ")})`);
  }
  return `${onNetwork} AND (${matches.join(" OR ")})`;
}

/** The account of a run that `query` asks for, or null. */
export async function findStoredAccount(
  engine: Engine,
  relations: RunRelations,
  query: HandleQuery,
  asOf: string,
): Promise<StoredAccount | null> {
  const found = await storedAccounts(engine, relations, accountCondition(query));
  if (found.length < 2) return found[0] ?? null;
  const newest = await engine.rows(
    `SELECT account_id, max(observed_at) AS seen_at FROM ${relations.profiles}
     WHERE ${accountCondition(query)} AND observed_at <= CAST(${sqlLiteral(withoutZone(asOf))} AS TIMESTAMP)
     GROUP BY account_id ORDER BY seen_at DESC, account_id LIMIT 1`,
  );
  const holder = textOf(newest[0]?.["account_id"]);
  return found.find(account => account.accountId === holder) ?? found[0] ?? null;
}

/** Accounts of a run under a SQL condition on network, account_id, handle; ordered by network and id. */
export async function storedAccounts(
  engine: Engine,
  relations: RunRelations,
  condition: string,
): Promise<readonly StoredAccount[]> {
  const rows = await engine.rows(
    `WITH chosen AS (SELECT * FROM ${relations.mart("account_features")} WHERE ${condition})
     SELECT chosen.*, scores.identity_id, scores.is_ranked
     FROM chosen LEFT JOIN ${relations.mart("account_scores")} AS scores
       ON scores.network = chosen.network AND scores.account_id = chosen.account_id
     ORDER BY chosen.network, chosen.account_id`,
  );
  return rows.map(toStoredAccount);
}

function toStoredAccount(row: EngineRow): StoredAccount {
  const { identity_id, is_ranked, ...features } = row;
  const network = String(row["network"]) as NetworkName;
  const accountId = String(row["account_id"]);
  return {
    network,
    accountId,
    handle: textOf(row["handle"]),
    displayName: textOf(row["display_name"]),
    identityId: textOf(identity_id) ?? `${network}:${accountId}`,
    isRanked: is_ranked === true,
    isSelfSupplied: row["is_self_supplied"] === true,
    isProtected: row["is_protected"] === true,
    features,
  };
}

function withoutZone(iso: string): string {
  return new Date(iso).toISOString().slice(0, -1);
}
