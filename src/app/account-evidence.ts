import { isNetworkName } from "../domain/network.ts";
import type { EngineRow } from "../engines/contract.ts";
import { PAID_FEATURE_NAMES } from "../features/registry.ts";
import { type AccountEvidence, SUPPORT_COLUMNS } from "../scoring/account-evidence.ts";

/** The evidence that a row of `account_features` holds; absent columns count as not observed. On demand the counts of people
 *  rest on the people read, as `engaged_people_support_count` says.
 *  @throws RangeError when the row's network is none that Renown knows. */
export function toEvidence(row: EngineRow): AccountEvidence {
  const network = String(row["network"]);
  if (!isNetworkName(network)) throw new RangeError(`account_features holds an unknown network: ${network}`);
  return {
    network,
    features: numbers(row, PAID_FEATURE_NAMES),
    support: numbers({ ...row, ...supportOf(row) }, SUPPORT_COLUMNS),
    hasEnoughEvidence: row["has_enough_data"] === true,
  };
}

function supportOf(row: EngineRow): EngineRow {
  const count = row["engaged_people_support_count"] ?? null;
  return count === null ? {} : { engaged_people_count: count };
}

function numbers<Name extends string>(row: EngineRow, names: readonly Name[]): Record<Name, number | null> {
  const value = (name: Name) => (row[name] === null || row[name] === undefined ? null : Number(row[name]));
  return Object.fromEntries(names.map(name => [name, value(name)])) as Record<Name, number | null>;
}
