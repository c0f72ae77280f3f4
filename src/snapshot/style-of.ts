import type { Engine, EngineRow } from "../engines/contract.ts";
import { sqlLiteral } from "../lib/sql-text.ts";
import type { StoredAccount } from "./contract.ts";
import type { RunRelations } from "./run-relations.ts";

/** The row of account_style of `account`; null when the run holds none, or was published before the mart was. */
export async function styleOf(
  engine: Engine,
  relations: RunRelations,
  account: StoredAccount,
): Promise<EngineRow | null> {
  if (!relations.has("account_style")) return null;
  const rows = await engine.rows(
    `SELECT * FROM ${relations.mart("account_style")}
     WHERE network = ${sqlLiteral(account.network)} AND account_id = ${sqlLiteral(account.accountId)}`,
  );
  return rows[0] ?? null;
}
