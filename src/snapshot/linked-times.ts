import type { Engine } from "../engines/contract.ts";
import { sqlLiteral } from "../lib/sql-text.ts";
import { textOf } from "./cells.ts";
import type { RunRelations } from "./run-relations.ts";

/** When the proof that put each account into an identity was seen, by `network:account_id`; accounts whose run did
 *  not keep it are left out. */
export async function linkedTimes(
  engine: Engine,
  relations: RunRelations,
  identityId: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await engine.rows(
    `SELECT * FROM ${relations.mart("identity_accounts")} WHERE identity_id = ${sqlLiteral(identityId)}`,
  );
  return new Map(
    rows.flatMap(row => {
      const linkedAt = textOf(row["linked_at"]);
      return linkedAt === null ? [] : [[`${row["network"]}:${row["account_id"]}`, linkedAt] as const];
    }),
  );
}
