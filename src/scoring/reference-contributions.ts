import type { CurvePoints } from "../lib/piecewise-curve.ts";

/** Means and covariances of the contributions of a model's paid features among the accounts of its reference
 *  population, rows and columns in the order of `paidFeatures`. */
export interface ReferenceContributions {
  readonly mean: Float64Array;
  readonly covariance: readonly Float64Array[];
  /** Where no act was observed: expected deviation by deviation of the observed sum, both in deviations of that sum;
   *  null: a straight line. What people do in public rises slowly in the middle of the population and fast at its
   *  ends, which a line would miss. */
  readonly countsBend: CurvePoints | null;
}
