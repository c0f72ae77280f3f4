/** Highest number of a range. */
export const RANGES = 30;

/** The logarithmic range 0 to 30 that `value` (>= 0) falls in, 30 from `top` on; null stays null. A step from 500 to
 *  1,000 crosses more ranges than one from 180,000 to 200,000. */
export function logRange(value: number | null, top: number): number | null {
  if (value === null) return null;
  return Math.min(RANGES, Math.floor((RANGES * Math.log1p(value)) / Math.log1p(top)));
}

/** Mean and standard deviation of each weighted sum of ranges over the population that the
 *  tool looked at, which it never published. Hand-set and frozen: a mean popularity of 12 is 1,600 followers, and a
 *  sum of 0 reads as 20 (popularity as 10). */
const POPULATION = {
  influence: { mean: 9, deviation: 4.5 },
  popularity: { mean: 12, deviation: 4.5 },
  engagement: { mean: 9, deviation: 4.5 },
  trust: { mean: 9, deviation: 4.5 },
} as const;

/** A weighted sum of ranges (0 to 30) as 0 to 100: 50 is the frozen mean, a standard deviation is 15 points. */
export function standardised(measure: keyof typeof POPULATION, sum: number): number {
  const { mean, deviation } = POPULATION[measure];
  return Math.min(100, Math.max(0, 50 + (15 * (sum - mean)) / deviation));
}
