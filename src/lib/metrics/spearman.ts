import { averageRanks, type TieGroups, tieGroups } from "./tie-groups.ts";

/** Spearman's rank correlation of two lists of equal length, -1..1: Pearson's of their average ranks, so ties are
 *  neither order. Null when either list has one value only, or fewer than two items.
 *  Source: Kendall 1948, "Rank Correlation Methods", section 3.8 (tied ranks). */
export function spearman(a: Float64Array, b: Float64Array): number | null {
  if (a.length !== b.length) throw new RangeError(`lists of ${a.length} and ${b.length} values`);
  return spearmanOfTies(tieGroups(a), tieGroups(b));
}

/** As `spearman`, of lists sorted before, with item i standing there `weights[i]` times: O(n) a resample. */
export function spearmanOfTies(a: TieGroups, b: TieGroups, weights?: Float64Array): number | null {
  return weightedCorrelation(averageRanks(a, weights), averageRanks(b, weights), weights);
}

/** Pearson's correlation of `x` and `y`, item i counted `weights[i]` times; null when either does not vary. */
export function weightedCorrelation(x: Float64Array, y: Float64Array, weights?: Float64Array): number | null {
  let size = 0;
  let sumX = 0;
  let sumY = 0;
  for (let i = 0; i < x.length; i++) {
    const weight = weights?.[i] ?? 1;
    size += weight;
    sumX += weight * x[i]!;
    sumY += weight * y[i]!;
  }
  const [meanX, meanY] = [sumX / size, sumY / size];
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < x.length; i++) {
    const weight = weights?.[i] ?? 1;
    const [dx, dy] = [x[i]! - meanX, y[i]! - meanY];
    xx += weight * dx * dx;
    yy += weight * dy * dy;
    xy += weight * dx * dy;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : null;
}
