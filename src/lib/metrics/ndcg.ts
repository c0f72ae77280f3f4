import { type TieGroups, tieGroups } from "./tie-groups.ts";

/** Normalised discounted cumulative gain of the first `depth` places when items are put in the order of `values`, 0..1.
 *  The gain of an item is its `gains` value itself (>= 0, linear), the discount of place p is log2(p + 1). Items of
 *  equal value share their places: each place has the mean gain of the tie, the expectation over all orders of it, so
 *  the order of a file never counts. Null when no item has a gain.
 *  Source: Järvelin and Kekäläinen 2002; ties as in McSherry and Najork 2008, "Computing information retrieval
 *  performance measures efficiently in the presence of tied scores". */
export function ndcg(values: Float64Array, gains: Float64Array, depth: number): number | null {
  if (values.length !== gains.length)
    throw new RangeError(`${values.length} values for ${gains.length} gains`);
  return ndcgOfTies(tieGroups(values), tieGroups(gains), gains, depth);
}

/** As `ndcg`, of lists sorted before, with item i standing there `weights[i]` times: O(n) a resample. */
export function ndcgOfTies(
  values: TieGroups,
  ideal: TieGroups,
  gains: Float64Array,
  depth: number,
  weights?: Float64Array,
): number | null {
  const best = discountedGain(ideal, gains, depth, weights);
  return best > 0 ? discountedGain(values, gains, depth, weights) / best : null;
}

/** The discounted gain of the first `depth` places in the order of `values`; ties and weights as in `ndcg`. */
export function discountedGain(
  { order, starts }: TieGroups,
  gains: Float64Array,
  depth: number,
  weights?: Float64Array,
): number {
  let total = 0;
  let place = 0;
  for (let group = 0; group + 1 < starts.length && place < depth; group++) {
    let size = 0;
    let gain = 0;
    for (let at = starts[group]!; at < starts[group + 1]!; at++) {
      const weight = weights?.[order[at]!] ?? 1;
      size += weight;
      gain += weight * gains[order[at]!]!;
    }
    if (size === 0) continue;
    let discounts = 0;
    for (const last = Math.min(place + size, depth); place < last; place++)
      discounts += 1 / Math.log2(place + 2);
    total += (gain / size) * discounts;
  }
  return total;
}
