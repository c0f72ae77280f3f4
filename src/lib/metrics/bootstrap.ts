import { seededRandom } from "./seeded-random.ts";

/** The bounds between which the middle `level` of a bootstrap's values lies. */
export interface BootstrapInterval {
  readonly low: number;
  readonly high: number;
}

/** How often and from which seed resamples are drawn, and how much of them an interval holds. */
export interface BootstrapOptions {
  readonly resamples: number;
  readonly seed: number;
  /** Share of resamples inside the interval, 0..1. */
  readonly level: number;
}

/** The value of each statistic on each resample, by statistic: `resamples` times, `count` items are drawn with
 *  replacement and `statistics` is called with how often each item was drawn. All statistics see the same resamples,
 *  so the difference of two is that of paired values. */
export function bootstrap(
  count: number,
  { resamples, seed }: BootstrapOptions,
  statistics: (weights: Float64Array) => readonly (number | null)[],
): readonly (readonly (number | null)[])[] {
  const random = seededRandom(seed);
  const weights = new Float64Array(count);
  const values: (number | null)[][] = [];
  for (let resample = 0; resample < resamples; resample++) {
    weights.fill(0);
    for (let draw = 0; draw < count; draw++) weights[Math.floor(random() * count)]!++;
    const drawn = statistics(weights);
    if (resample === 0) for (const _ of drawn) values.push([]);
    for (const [statistic, value] of drawn.entries()) values[statistic]!.push(value);
  }
  return values;
}

/** The percentile interval of a statistic's values over the resamples; null when fewer than half of them have one.
 *  Source: Efron 1979; percentile interval as in Efron and Tibshirani 1993, chapter 13. */
export function percentileInterval(
  values: readonly (number | null)[],
  level: number,
): BootstrapInterval | null {
  const known = values.filter(value => value !== null).toSorted((a, b) => a - b);
  if (known.length === 0 || known.length < values.length / 2) return null;
  const at = (share: number) => {
    const place = share * (known.length - 1);
    const below = Math.floor(place);
    const above = Math.min(below + 1, known.length - 1);
    return known[below]! + (place - below) * (known[above]! - known[below]!);
  };
  return { low: at((1 - level) / 2), high: at((1 + level) / 2) };
}

/** Value by value the first less the second; null where either is. */
export function differences(
  a: readonly (number | null)[],
  b: readonly (number | null)[],
): readonly (number | null)[] {
  return a.map((value, i) => (value === null || b[i] == null ? null : value - b[i]));
}
