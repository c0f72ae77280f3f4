import type { TableName } from "../../domain/interchange/schema.ts";
import { sqlLiteral } from "../../lib/sql-text.ts";

/** The tables of `source` and `count` strangers of the network X: half of them idle, half acting on each other in a ring a day before
 *  `asOf`. Nobody of `source` has a path to or from them, so no score may move. */
export function withStrangers(
  source: (table: TableName) => string,
  count: number,
  asOf: string,
): (table: TableName) => string {
  const seenAt = `(CAST(${sqlLiteral(asOf.replace("Z", ""))} AS TIMESTAMP) - INTERVAL 1 DAY)`;
  const acting = Math.floor(count / 2);
  const stranger = (number: string) => `'stranger-' || CAST(${number} AS VARCHAR)`;
  const added: Partial<Record<TableName, string>> = {
    accounts: `SELECT 'x' AS network, ${stranger("number")} AS account_id, false AS is_protected, ${seenAt} AS observed_at,
      CAST(${seenAt} AS DATE) AS day FROM range(${count}) AS numbers(number)`,
    interactions: `SELECT 'x' AS network, 'stranger-act-' || CAST(number AS VARCHAR) AS interaction_id, 'repost' AS kind,
      ${stranger("number")} AS actor_id, ${stranger(`(number + 1) % ${acting}`)} AS target_id, ${seenAt} AS acted_at,
      CAST(${seenAt} AS DATE) AS day FROM range(${acting}) AS numbers(number)`,
  };
  return table => {
    const more = added[table];
    return more === undefined ? source(table) : `${source(table)} UNION ALL BY NAME ${more}`;
  };
}
