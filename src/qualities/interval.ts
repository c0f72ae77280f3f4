import { shareInterval as boundsOfShare } from "../lib/metrics/share-interval.ts";

/** Half-width of a 90 % interval in standard deviations. */
const Z_90 = 1.6448536269514722;

/** A range that holds the true value with probability `level`. */
export interface QualityInterval {
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

/** The cases of one kind (posts by form, posts by topic, acts by person): their number, and the sums of squares
 *  and cubes of how many fall to each. */
export interface CategorySums {
  readonly count: number;
  readonly squares: number;
  readonly cubes: number;
}

/** 90 % interval of a share seen as `share` (0..1) over `count` cases >= 1. For marks between 0 and 1 it is no
 *  narrower than it should be: they vary less than marks of 0 and 1 with the same mean.
 *  Source: Wilson 1927. */
export function shareInterval(share: number, count: number): QualityInterval {
  return { ...boundsOfShare(share, count), level: 0.9 };
}

/** Variance of 1 − Σ n(n − 1) / (N(N − 1)), the unbiased variety of N >= 2 cases; never under 4 / N²: near the
 *  ends of the scale the formula says too little. With the bound, intervals of simulated cases held the truth 84 to
 *  99 times in 100.
 *  Source: Simpson 1949, "Measurement of diversity". */
export function varietyVariance({ count, squares, cubes }: CategorySums): number {
  const alike = squares / count ** 2;
  const threeAlike = cubes / count ** 3;
  const variance =
    (4 * (count - 2) * threeAlike + 2 * alike - 2 * (2 * count - 3) * alike ** 2) / (count * (count - 1));
  return Math.max(variance, 4 / count ** 2);
}

/** 90 % interval of the mean of varieties, normal and cut to 0..1. `scale` is what each was multiplied by. */
export function varietyInterval(
  mean: number,
  varieties: readonly { readonly sums: CategorySums; readonly scale: number }[],
): QualityInterval {
  const variance = varieties.reduce((sum, { sums, scale }) => sum + scale ** 2 * varietyVariance(sums), 0);
  const half = (Z_90 * Math.sqrt(variance)) / varieties.length;
  return { low: Math.max(0, mean - half), high: Math.min(1, mean + half), level: 0.9 };
}
