import { ANY_ACT_EVIDENCE } from "../features/feature.ts";
import { type PaidFeatureName, paidFeatureNamed } from "../features/registry.ts";
import { curveAt } from "../lib/piecewise-curve.ts";
import type { AccountEvidence } from "./account-evidence.ts";
import { clampShare } from "./coverage.ts";
import type { FeatureShape, ScoringModel } from "./scoring-model.ts";
import { amountOf } from "./transform.ts";

/** Standard deviation in latent units that comes from counting few acts, in closed form.
 *
 *  A count k of independent acts under a Gamma(a, 0) prior has a rate with mean and variance k + a in units of one
 *  count (times `dispersion`, where acts are not quite independent). The deviation is half of what the latent
 *  changes between one deviation fewer and one more: near zero, where the curve bends within a deviation, its slope
 *  alone would be far too wide. Null when none of the count columns was observed. */
export function countDeviation(
  value: number,
  shape: FeatureShape,
  support: AccountEvidence["support"],
  constants: ScoringModel["constants"],
): number | null {
  const amount = amountOf(value, shape.transform);
  const count = countBehind(amount, shape, support);
  if (count === null) return null;
  const isProportional = count > 0 && amount > 0;
  const unit = isProportional ? amount / count : emptyUnit(shape, support, constants);
  const mean = count + constants.count_prior;
  const deviation = Math.sqrt(shape.dispersion * mean);
  const latent = (acts: number) =>
    curveAt(shape.curve, Math.log1p((Math.max(0, acts) * unit) / shape.transform.scale));
  return (latent(mean + deviation) - latent(mean - deviation)) / 2;
}

/** Sum of the variances of the observed contributions: the acts that were seen could have been others. */
export function samplingVariance(evidence: AccountEvidence, model: ScoringModel): number {
  return model.paidFeatures.reduce(
    (sum, feature) => sum + (observedDeviation(evidence, feature, model) ?? 0) ** 2,
    0,
  );
}

/** Variance that comes from acts arriving in bursts, which move a whole score: `burst_variance` where a burst fills
 *  the days seen (up to `burst_span_days`), and falling with the square of its share of them where they are more. More
 *  days make a burst matter less, more acts do not. The same whichever features were observed; 0 in a model without
 *  these constants. */
export function burstVariance({ support }: AccountEvidence, { constants }: ScoringModel): number {
  const burst = constants["burst_variance"] ?? 0;
  if (burst === 0) return 0;
  const shares = ANY_ACT_EVIDENCE.map(column => clampShare(support[column] ?? 0));
  const seen = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const span = constants["burst_span_days"] ?? 1;
  return burst * (span / Math.max(span, seen * constants.window_days)) ** 2;
}

/** Standard deviation in latent units of one feature as it was observed: that of its counts, never more than if
 *  nobody had looked; 0 for a state that one sighting shows whole, null when the feature was not observed. */
export function observedDeviation(
  evidence: AccountEvidence,
  feature: PaidFeatureName,
  model: ScoringModel,
): number | null {
  const value = evidence.features[feature];
  if (value === null) return null;
  if (isSightedWhole(feature)) return 0;
  const shape = model.features[feature];
  const unobserved = ownDeviation(shape);
  const counted = countDeviation(value, shape, evidence.support, model.constants);
  return counted === null ? unobserved : Math.min(counted, unobserved);
}

/** Standard deviation in latent units of what all else leaves open of a feature: `observedDeviation` is at most this. */
export function ownDeviation({ unobservedDeviation, loading }: FeatureShape): number {
  return unobservedDeviation * Math.sqrt(1 - loading ** 2);
}

/** Whether the feature is a state that one sighting shows whole, rather than acts counted over a window. */
function isSightedWhole(feature: PaidFeatureName): boolean {
  return paidFeatureNamed(feature).evidence.length === 0;
}

function countBehind(
  amount: number,
  shape: FeatureShape,
  support: AccountEvidence["support"],
): number | null {
  if (shape.counts.length === 0) return amount;
  const seen = shape.counts.map(column => support[column]).filter(count => count !== null);
  return seen.length === 0 ? null : seen.reduce((sum, next) => sum + next, 0);
}

function emptyUnit(
  shape: FeatureShape,
  support: AccountEvidence["support"],
  constants: ScoringModel["constants"],
): number {
  if (shape.unitPerCount === "per_original")
    return 1 / ((support.originals_count ?? 0) + constants.rate_prior_originals);
  return shape.unitPerCount === "per_day" ? 1 / constants.window_days : shape.unitPerCount;
}
