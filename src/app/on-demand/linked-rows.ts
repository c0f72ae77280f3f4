import type { TableRow } from "../../connectors/contract.ts";
import { type AccountKey, accountKeyText } from "../../domain/account-key.ts";
import type { TableName } from "../../domain/interchange/schema.ts";
import { isNetworkName } from "../../domain/network.ts";
import type { Engine } from "../../engines/contract.ts";
import { sqlLiteral } from "../../lib/sql-text.ts";
import { storedRows } from "./stored-rows.ts";

/** Accounts that are linked with one another, by the rows that say so. */
export interface LinkedAccounts {
  /** All of them but the one that was asked for. */
  readonly accounts: readonly AccountKey[];
  readonly links: readonly TableRow[];
}

/** Accounts that are proven to be the same person's, and all that the lake holds of them. */
export interface LinkedRows {
  readonly accounts: readonly AccountKey[];
  readonly rows: readonly TableRow[];
}

/** How many steps from link to link are followed. */
const MOST_STEPS = 5;

/** The accounts linked with `account` by what `source` holds, from link to link. */
export async function linkedAccounts(
  engine: Engine,
  source: (table: TableName) => string,
  account: AccountKey,
): Promise<LinkedAccounts> {
  const own = accountKeyText(account);
  const keys = new Set([own]);
  let links: readonly TableRow[] = [];
  for (let step = 0; step < MOST_STEPS; step++) {
    const known = keys.size;
    links = await linksOf(engine, source, keys);
    for (const { row } of links) {
      const link = row as { network: string; account_id: string; identity_id: string };
      keys.add(`${link.network}:${link.account_id}`).add(link.identity_id);
    }
    if (keys.size === known) break;
  }
  return { accounts: [...keys].filter(key => key !== own).flatMap(toAccountKey), links };
}

/** What `source` (a lake without what is disputed) holds of the accounts linked with `account`, with the links. */
export async function linkedRows(
  engine: Engine,
  source: (table: TableName) => string,
  account: AccountKey,
  window: { readonly from: string; readonly to: string },
): Promise<LinkedRows> {
  const { accounts, links } = await linkedAccounts(engine, source, account);
  const rows: TableRow[] = [...links];
  for (const linked of accounts) rows.push(...(await storedRows(engine, source, { ...linked, ...window })));
  return { accounts, rows };
}

async function linksOf(
  engine: Engine,
  source: (table: TableName) => string,
  keys: ReadonlySet<string>,
): Promise<readonly TableRow[]> {
  const list = [...keys].map(sqlLiteral).join(", ");
  const rows = await engine.rows(
    `SELECT network, account_id, identity_id, proof_kind, proof_url, observed_at
     FROM (${source("identity_links")}) AS links
     WHERE identity_id IN (${list}) OR concat(network, ':', account_id) IN (${list})
     ORDER BY network, account_id, identity_id, observed_at`,
  );
  return rows.map(row => ({ table: "identity_links", row }) as unknown as TableRow);
}

function toAccountKey(key: string): readonly AccountKey[] {
  const colon = key.indexOf(":");
  const network = key.slice(0, colon);
  return isNetworkName(network) ? [{ network, accountId: key.slice(colon + 1) }] : [];
}
