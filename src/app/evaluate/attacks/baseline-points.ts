import { quantile } from "../../../lib/quantile.ts";

/** A function from a raw value to points 0-100: the score at the same place among honest accounts. `values` and `scores` are of
 *  the same honest accounts, in any order; values beyond the largest get the largest score. */
export function pointsByQuantile(
  values: readonly number[],
  scores: readonly number[],
): (value: number) => number {
  const ascending = (a: number, b: number) => a - b;
  const sortedValues = values.toSorted(ascending);
  const sortedScores = scores.toSorted(ascending);
  return value => {
    const below = firstAtLeast(sortedValues, value);
    const upTo = firstAtLeast(sortedValues, value, true);
    // Equal values share the middle of their places.
    const place = (below + Math.max(below, upTo - 1)) / 2;
    const share = Math.min(1, place / Math.max(1, sortedValues.length - 1));
    return quantile(sortedScores, share);
  };
}

/** Place of the first value that is at least `value` (or, `beyond`, above it). */
function firstAtLeast(sorted: readonly number[], value: number, beyond = false): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (beyond ? sorted[middle]! <= value : sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
