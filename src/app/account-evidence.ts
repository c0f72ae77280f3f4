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
    support: supportOf(row),
    hasEnoughEvidence: row["has_enough_data"] === true,
  };
}

function supportOf(row: EngineRow): AccountEvidence["support"] {
  const support = numbers(row, SUPPORT_COLUMNS);
  const count = row["engaged_people_support_count"] ?? null;
  return count === null ? support : { ...support, engaged_people_count: Number(count) };
}

/** Written as a loop: every served answer reads some thirty of them. */
function numbers<Name extends string>(row: EngineRow, names: readonly Name[]): Record<Name, number | null> {
  const cells = {} as Record<Name, number | null>;
  for (const name of names) {
    const cell = row[name];
    cells[name] = cell === null || cell === undefined ? null : Number(cell);
  }
  return cells;
}
