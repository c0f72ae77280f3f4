import { lowerBound, upperBound } from "../../lib/range-counts.ts";

const DECADES = 10;

/** How scores are spread among those who are ranked. */
export interface ScoreSpread {
  readonly size: number;
  /** For each whole score 0..100, the share (0..100) with a smaller one, equal ones counted half; empty when nobody
   *  is ranked. */
  readonly percentiles: readonly { readonly score: number; readonly percentile: number }[];
  /** By tens of the score, 90..100 the last. */
  readonly decades: readonly { readonly from: number; readonly to: number; readonly count: number }[];
}

/** The spread of `sorted` scores, ascending. */
export function scoreSpread(sorted: Float64Array): ScoreSpread {
  const size = sorted.length;
  const shareBelow = (score: number) => (50 * (lowerBound(sorted, score) + upperBound(sorted, score))) / size;
  const starts = Array.from({ length: DECADES + 1 }, (_, i) =>
    i === DECADES ? size : lowerBound(sorted, i * 10),
  );
  return {
    size,
    percentiles:
      size === 0 ? [] : Array.from({ length: 101 }, (_, score) => ({ score, percentile: shareBelow(score) })),
    decades: Array.from({ length: DECADES }, (_, i) => ({
      from: i * 10,
      to: (i + 1) * 10,
      count: starts[i + 1]! - starts[i]!,
    })),
  };
}
