import { type TieGroups, tieGroups } from "./tie-groups.ts";

/** The share of (positive, negative) pairs of items whose positive one has the higher value, 0..1; equal values count
 *  half. 0.5 says nothing, 1 separates. Null when there are no positives or no negatives.
 *  Source: Hanley and McNeil 1982 (area under the ROC curve as the Wilcoxon statistic). */
export function auc(values: Float64Array, isPositive: readonly boolean[]): number | null {
  if (values.length !== isPositive.length)
    throw new RangeError(`${values.length} values for ${isPositive.length} labels`);
  return aucOfTies(tieGroups(values), isPositive);
}

/** As `auc`, of values sorted before, with item i standing there `weights[i]` times: O(n) a resample. */
export function aucOfTies(
  { order, starts }: TieGroups,
  isPositive: readonly boolean[],
  weights?: Float64Array,
): number | null {
  let positivesAbove = 0;
  let negatives = 0;
  let won = 0;
  for (let group = 0; group + 1 < starts.length; group++) {
    let tiedPositives = 0;
    let tiedNegatives = 0;
    for (let at = starts[group]!; at < starts[group + 1]!; at++) {
      const weight = weights?.[order[at]!] ?? 1;
      if (isPositive[order[at]!]) tiedPositives += weight;
      else tiedNegatives += weight;
    }
    won += tiedNegatives * (positivesAbove + tiedPositives / 2);
    positivesAbove += tiedPositives;
    negatives += tiedNegatives;
  }
  return positivesAbove > 0 && negatives > 0 ? won / (positivesAbove * negatives) : null;
}
