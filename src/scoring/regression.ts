import type { PaidFeatureName } from "../features/registry.ts";
import { type CurvePoints, curveAt, slopeAt } from "./piecewise-curve.ts";
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
  /** Sum of the slopes: what an error of the observed sum is multiplied by, less one. */
  readonly totalSlope: number;
  /** Share (0..1) of the variance of each contribution that the observed sum leaves open. */
  readonly openShares: Float64Array;
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
  const openShares = new Float64Array(mean.length).fill(1);
  for (let i = 0; variance > 0 && i < mean.length; i++) {
    let shared = 0;
    for (let j = 0; j < mean.length; j++) if (isObserved[j]) shared += covariance[i]![j]!;
    if (!isObserved[i]) slopes[i] = Math.max(0, shared / variance);
    const own = covariance[i]![i]!;
    if (own > 0) openShares[i] = 1 - Math.min(1, shared ** 2 / (variance * own));
  }
  return {
    observedMean,
    observedDeviation: Math.sqrt(Math.max(0, variance)),
    bend: hasActs ? null : countsBend,
    slopes,
    totalSlope: slopes.reduce((sum, slope) => sum + slope, 0),
    openShares,
  };
}

/** What the slopes are multiplied by for an observed sum of `sum`: its surplus over the mean, bent where no act was
 *  observed; and how fast that grows with the sum. */
export function surplusOf(
  sum: number,
  { observedMean, observedDeviation, bend }: Regression,
): { readonly surplus: number; readonly growth: number } {
  const surplus = sum - observedMean;
  if (bend === null || observedDeviation === 0) return { surplus, growth: 1 };
  const deviations = surplus / observedDeviation;
  return { surplus: observedDeviation * curveAt(bend, deviations), growth: slopeAt(bend, deviations) };
}

/** Variance of the sum of the contributions named by `isOpen` that the observed sum leaves open. */
function openVariance(
  isOpen: readonly boolean[],
  isObserved: readonly boolean[],
  { covariance }: ReferenceContributions,
): number {
  let open = 0;
  let shared = 0;
  let observed = 0;
  for (let i = 0; i < covariance.length; i++)
    for (let j = 0; j < covariance.length; j++) {
      const value = covariance[i]![j]!;
      if (isOpen[i] && isOpen[j]) open += value;
      if (isOpen[i] && isObserved[j]) shared += value;
      if (isObserved[i] && isObserved[j]) observed += value;
    }
  return Math.max(0, open - (observed > 0 ? shared ** 2 / observed : 0));
}

/** What was reckoned for the patterns of evidence of one model: bulk scoring meets few of them. */
interface PatternMemory {
  readonly regressions: Map<number, Regression>;
  readonly openVariances: Map<number, number>;
}

const remembered = new WeakMap<ReferenceContributions, PatternMemory>();

/** As `regressionFor`, reckoned once for each pattern and model. */
export function patternRegression(
  features: Readonly<Record<PaidFeatureName, number | null>>,
  model: ScoringModel,
  reference: ReferenceContributions,
): Regression {
  const { regressions } = memoryOf(reference);
  const pattern = patternOf(model, name => features[name] !== null);
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

/** As `openVariance` of all missing features but the `unavailable` ones, reckoned once for each pattern and model. */
export function patternOpenVariance(
  features: Readonly<Record<PaidFeatureName, number | null>>,
  unavailable: ReadonlySet<PaidFeatureName>,
  model: ScoringModel,
  reference: ReferenceContributions,
): number {
  const { openVariances } = memoryOf(reference);
  const isObserved = (name: PaidFeatureName) => features[name] !== null;
  const isOpen = (name: PaidFeatureName) => !isObserved(name) && !unavailable.has(name);
  const open = patternOf(model, isOpen);
  if (open === 0) return 0;
  const pattern = open * 2 ** model.paidFeatures.length + patternOf(model, isObserved);
  const known = openVariances.get(pattern);
  if (known !== undefined) return known;
  const straight = openVariance(
    model.paidFeatures.map(isOpen),
    model.paidFeatures.map(isObserved),
    reference,
  );
  const isBent = reference.countsBend !== null && features.engaged_people === null;
  const made = isBent ? straight * reference.countsOpenShare : straight;
  openVariances.set(pattern, made);
  return made;
}

function memoryOf(reference: ReferenceContributions): PatternMemory {
  const known = remembered.get(reference);
  if (known !== undefined) return known;
  const made = { regressions: new Map(), openVariances: new Map() };
  remembered.set(reference, made);
  return made;
}

/** A bit for each paid feature that `holds`, the first in registry order the lowest. */
function patternOf(model: ScoringModel, holds: (name: PaidFeatureName) => boolean): number {
  let pattern = 0;
  for (const [place, name] of model.paidFeatures.entries()) if (holds(name)) pattern |= 1 << place;
  return pattern;
}
