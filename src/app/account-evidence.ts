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
    features: numbers(row, PAID_FEATURE_NAMES, NO_FEATURES),
    support: supportOf(row),
    hasEnoughEvidence: row["has_enough_data"] === true,
  };
}

function supportOf(row: EngineRow): AccountEvidence["support"] {
  const support = numbers(row, SUPPORT_COLUMNS, NO_SUPPORT);
  const count = row["engaged_people_support_count"] ?? null;
  return count === null ? support : { ...support, engaged_people_count: Number(count) };
}

/** A copy of `none` with what was observed: all have one shape so, and every served answer reads some thirty of them. */
function numbers<Name extends string>(
  row: EngineRow,
  names: readonly Name[],
  none: Readonly<Record<Name, null>>,
): Record<Name, number | null> {
  const cells: Record<Name, number | null> = { ...none };
  for (const name of names) {
    const cell = row[name];
    if (cell !== null && cell !== undefined) cells[name] = Number(cell);
  }
  return cells;
}

const noneOf = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map(name => [name, null])) as Record<Name, null>;
const NO_FEATURES = noneOf(PAID_FEATURE_NAMES);
const NO_SUPPORT = noneOf(SUPPORT_COLUMNS);
