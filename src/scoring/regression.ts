import type { PaidFeatureName } from "../features/registry.ts";
import { type CurvePoints, curveAt } from "../lib/piecewise-curve.ts";
import type { ReferenceContributions } from "./reference-contributions.ts";
import type { ScoringModel } from "./scoring-model.ts";

/** How the contributions that were not observed follow from the sum of those that were. */
export interface Regression {
  /** Mean of the sum of the observed contributions; `slopes` count from it. */
  readonly observedMean: number;
  /** Standard deviation of that sum; 0 when nothing was observed. */
  readonly observedDeviation: number;
  /** The bend that this pattern follows; null: a straight line. */
  readonly bend: CurvePoints | null;
  /** By place in `paidFeatures`: latent that a missing contribution gains for each latent of the observed sum, at
   *  least 0; 0 for an observed one. */
  readonly slopes: Float64Array;
  /** Sum of the slopes. */
  readonly totalSlope: number;
  /** What an error of the observed sum is multiplied by in the latent, at least 1: the missing contributions are
   *  expected to follow it. */
  readonly carry: number;
  /** By place: what `carry` would be if this one had been observed too. */
  readonly carryWith: Float64Array;
}

/** The regression for a pattern of evidence: `isObserved` by place in `paidFeatures`. E(missing | S) is linear in the
 *  observed sum S, so accounts with the same pattern keep the order of what was observed.
 *  Source: conditional mean of jointly normal variables. */
export function regressionFor(
  isObserved: readonly boolean[],
  { mean, covariance, countsBend }: ReferenceContributions,
  hasActs = true,
): Regression {
  let observedMean = 0;
  let variance = 0;
  for (let i = 0; i < mean.length; i++) {
    if (!isObserved[i]) continue;
    observedMean += mean[i]!;
    for (let j = 0; j < mean.length; j++) if (isObserved[j]) variance += covariance[i]![j]!;
  }
  const slopes = new Float64Array(mean.length);
  const carryWith = new Float64Array(mean.length);
  const totals = covariance.map(row => row.reduce((sum, value) => sum + value, 0));
  const withTotal = totals.reduce((sum, total, i) => (isObserved[i] ? sum + total : sum), 0);
  for (let i = 0; i < mean.length; i++) {
    let shared = 0;
    for (let j = 0; j < mean.length; j++) if (isObserved[j]) shared += covariance[i]![j]!;
    if (!isObserved[i] && variance > 0) slopes[i] = Math.max(0, shared / variance);
    carryWith[i] = isObserved[i]
      ? carryOf(withTotal, variance)
      : carryOf(withTotal + totals[i]!, variance + 2 * shared + covariance[i]![i]!);
  }
  return {
    observedMean,
    observedDeviation: Math.sqrt(Math.max(0, variance)),
    bend: hasActs ? null : countsBend,
    slopes,
    totalSlope: slopes.reduce((sum, slope) => sum + slope, 0),
    carry: carryOf(withTotal, variance),
    carryWith,
  };
}

/** The slope of the whole sum on the observed one. */
function carryOf(covarianceWithTotal: number, variance: number): number {
  return variance > 0 ? Math.max(1, covarianceWithTotal / variance) : 1;
}

/** What the slopes are multiplied by for an observed sum of `sum`: its surplus over the mean, bent where no act was
 *  observed. */
export function surplusOf(sum: number, { observedMean, observedDeviation, bend }: Regression): number {
  const surplus = sum - observedMean;
  if (bend === null || observedDeviation === 0) return surplus;
  return observedDeviation * curveAt(bend, surplus / observedDeviation);
}

/** Regressions by pattern of evidence: bulk scoring meets few patterns. */
const remembered = new WeakMap<ReferenceContributions, Map<number, Regression>>();

/** As `regressionFor`, reckoned once for each pattern and model. */
export function patternRegression(
  features: Readonly<Record<PaidFeatureName, number | null>>,
  model: ScoringModel,
  reference: ReferenceContributions,
): Regression {
  let regressions = remembered.get(reference);
  if (regressions === undefined) {
    regressions = new Map();
    remembered.set(reference, regressions);
  }
  const pattern = patternOf(features, model);
  const known = regressions.get(pattern);
  if (known !== undefined) return known;
  const made = regressionFor(
    model.paidFeatures.map(name => features[name] !== null),
    reference,
    features.engaged_people !== null,
  );
  regressions.set(pattern, made);
  return made;
}

/** A bit for each paid feature that was observed, the first in registry order the lowest. */
function patternOf(features: Readonly<Record<PaidFeatureName, number | null>>, model: ScoringModel): number {
  let pattern = 0;
  for (const [place, name] of model.paidFeatures.entries())
    if (features[name] !== null) pattern |= 1 << place;
  return pattern;
}
