import type { Engine } from "../engines/contract.ts";
import { sqlDouble, sqlIdentifier, sqlLiteral } from "../lib/sql-text.ts";
import { countOf, numberOf } from "./cells.ts";
import type { StoredAccount } from "./contract.ts";
import type { RunRelations } from "./run-relations.ts";

/** Share (0..100) of the network's accounts with enough data that stand below `account`, by feature, equal ones
 *  counted half; null where its value, or everybody else's, was not observed. One scan of the mart. */
export async function featurePercentiles(
  engine: Engine,
  relations: RunRelations,
  account: StoredAccount,
  features: readonly string[],
): Promise<Readonly<Record<string, number | null>>> {
  const observed = features.flatMap(name => {
    const value = numberOf(account.features[name]);
    return value === null ? [] : [{ name, value }];
  });
  const percentiles: Record<string, number | null> = Object.fromEntries(features.map(name => [name, null]));
  if (observed.length === 0) return percentiles;
  const columns = observed.flatMap(({ name, value }, i) => {
    const column = sqlIdentifier(name);
    return [
      `count(${column}) AS size_${i}`,
      `sum(CASE WHEN ${column} < ${sqlDouble(value)} THEN 1.0 WHEN ${column} = ${sqlDouble(value)} THEN 0.5 ELSE 0.0 END) AS below_${i}`,
    ];
  });
  const [row] = await engine.rows(
    `SELECT ${columns.join(", ")} FROM ${relations.mart("account_features")}
     WHERE network = ${sqlLiteral(account.network)} AND has_enough_data`,
  );
  if (row === undefined) return percentiles;
  for (const [i, { name }] of observed.entries()) {
    const size = countOf(row, `size_${i}`);
    if (size > 0) percentiles[name] = (100 * countOf(row, `below_${i}`)) / size;
  }
  return percentiles;
}
