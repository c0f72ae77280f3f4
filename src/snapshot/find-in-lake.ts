import type { HandleQuery } from "../domain/handle-query.ts";
import type { NetworkName } from "../domain/network.ts";
import type { Engine } from "../engines/contract.ts";
import type { Lake } from "../lake/contract.ts";
import { sqlLiteral } from "../lib/sql-text.ts";
import { textOf } from "./cells.ts";
import { accountCondition } from "./find-account.ts";

/** An account of which the lake holds rows, scored or not. */
export interface LakeAccount {
  readonly network: NetworkName;
  readonly accountId: string;
  readonly handle: string | null;
  readonly displayName: string | null;
  readonly isProtected: boolean;
  /** Address and text of its newest profile. */
  readonly url: string | null;
  readonly bio: string | null;
}

/** The account `query` asks for when the lake holds a profile of it, or any row that names its id; else null.
 *  A handle belongs to whoever showed it last. */
export async function findInLake(
  engine: Engine,
  lake: Lake,
  query: HandleQuery,
): Promise<LakeAccount | null> {
  const [profile] = await engine.rows(
    `WITH newest AS (
       SELECT network, account_id, max(observed_at) AS seen_at FROM (${lake.source("accounts")})
       WHERE ${accountCondition(query)} GROUP BY network, account_id
       ORDER BY seen_at DESC, account_id LIMIT 1)
     SELECT profiles.* FROM (${lake.source("accounts")}) AS profiles
     JOIN newest ON profiles.network = newest.network AND profiles.account_id = newest.account_id
     ORDER BY profiles.observed_at DESC LIMIT 1`,
  );
  if (profile !== undefined) {
    const account = {
      network: query.network,
      accountId: String(profile["account_id"]),
      handle: textOf(profile["handle"]),
      displayName: textOf(profile["display_name"]),
      isProtected: profile["is_protected"] === true,
      url: textOf(profile["url"]),
      bio: textOf(profile["bio"]),
    };
    return lake.isForgotten(account.network, account.accountId) ? null : account;
  }
  if (lake.isForgotten(query.network, query.value) || !(await isNamed(engine, lake, query))) return null;
  return {
    network: query.network,
    accountId: query.value,
    handle: null,
    displayName: null,
    isProtected: false,
    url: null,
    bio: null,
  };
}

async function isNamed(engine: Engine, lake: Lake, query: HandleQuery): Promise<boolean> {
  const id = sqlLiteral(query.value);
  const network = `network = ${sqlLiteral(query.network)}`;
  const places = [
    `SELECT 1 AS hit FROM (${lake.source("interactions")}) WHERE ${network} AND (actor_id = ${id} OR target_id = ${id})`,
    `SELECT 1 AS hit FROM (${lake.source("posts")}) WHERE ${network} AND author_id = ${id}`,
    `SELECT 1 AS hit FROM (${lake.source("account_stats")}) WHERE ${network} AND account_id = ${id}`,
  ];
  const rows = await engine.rows(`SELECT * FROM (${places.join(" UNION ALL ")}) LIMIT 1`);
  return rows.length > 0;
}
