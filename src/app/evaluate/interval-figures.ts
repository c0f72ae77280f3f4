import { median } from "../../lib/quantile.ts";

/** A score with its interval beside another value that the interval may hold, all on the scale of 0 to 100. */
export interface IntervalCheck {
  readonly score: number;
  readonly low: number;
  readonly high: number;
  readonly other: number;
  /** Accounts are put into deciles by this. */
  readonly orderedBy: number;
}

/** How a tenth of the accounts did, the lowest first. */
export interface DecileFigures {
  readonly decile: number;
  readonly accounts: number;
  readonly from_score: number;
  readonly to_score: number;
  readonly inside_share: number;
  /** Median of score − other, in points. */
  readonly median_shift: number;
  /** Median width of the interval, in points. */
  readonly median_width: number;
}

/** How a set of accounts did; shares are null where there are no accounts. */
export interface IntervalFigures {
  readonly accounts: number;
  readonly inside_share: number | null;
  readonly median_shift: number | null;
  readonly median_width: number | null;
  readonly by_decile: DecileFigures[];
}

/** How often the intervals of `checks` hold the other value, in all and by decile of `orderedBy`. */
export function intervalFigures(checks: readonly IntervalCheck[]): IntervalFigures {
  const ordered = checks.toSorted((a, b) => a.orderedBy - b.orderedBy);
  const deciles = Array.from({ length: 10 }, (_, index) =>
    ordered.slice(Math.floor((index * ordered.length) / 10), Math.floor(((index + 1) * ordered.length) / 10)),
  );
  const isEmpty = checks.length === 0;
  return {
    accounts: checks.length,
    inside_share: isEmpty ? null : insideShare(checks),
    median_shift: isEmpty ? null : shiftOf(checks),
    median_width: isEmpty ? null : widthOf(checks),
    by_decile: deciles.flatMap((members, index) =>
      members.length === 0
        ? []
        : [
            {
              decile: index + 1,
              accounts: members.length,
              from_score: rounded(members[0]!.orderedBy),
              to_score: rounded(members.at(-1)!.orderedBy),
              inside_share: insideShare(members),
              median_shift: shiftOf(members),
              median_width: widthOf(members),
            },
          ],
    ),
  };
}

/** `value` to four decimals, as reports give it. */
export function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

function insideShare(checks: readonly IntervalCheck[]): number {
  const inside = checks.filter(({ low, high, other }) => low <= other && other <= high).length;
  return rounded(inside / checks.length);
}

function shiftOf(checks: readonly IntervalCheck[]): number {
  return rounded(median(checks.map(({ score, other }) => score - other)));
}

function widthOf(checks: readonly IntervalCheck[]): number {
  return rounded(median(checks.map(({ low, high }) => high - low)));
}
