import { type PaidFeatureName, paidFeatureNamed } from "../features/registry.ts";
import type { AccountEvidence } from "./account-evidence.ts";
import { featureCoverage } from "./coverage.ts";
import { curveAt, slopeAt } from "./piecewise-curve.ts";
import type { FeatureShape, ScoringModel } from "./scoring-model.ts";
import { amountOf, transform } from "./transform.ts";

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

/** Variance of the sum of the observed contributions: the acts that were seen could have been others. It is what
 *  differs between two halves of the same evidence.
 *
 *  With σ the observed deviation of a feature, g its latent per e-fold of acts and n its days seen, at least
 *  `burst_span_days`: (1−ρ) Σ σ² + ρ (Σ σ)² + burst_days (Σ g / √n)².
 *  ρ is `shared_noise_share`: features rest in part on the same acts, so their errors agree. `burst_days`: acts come
 *  in bursts that all features share; more days average them out, more acts do not. A burst lasts `burst_span_days`:
 *  fewer days than that see one burst, whatever their number. A model without these constants has neither part. */
export function samplingVariance(evidence: AccountEvidence, model: ScoringModel): number {
  const { constants } = model;
  const agreeing = constants["shared_noise_share"] ?? 0;
  const burstDays = constants["burst_days"] ?? 0;
  const levelDays = constants["burst_span_days"] ?? 1;
  let squares = 0;
  let total = 0;
  let bursts = 0;
  for (const feature of model.paidFeatures) {
    const deviation = observedDeviation(evidence, feature, model);
    if (deviation === null) continue;
    squares += deviation ** 2;
    total += deviation;
    const seenDays = Math.max(levelDays, featureCoverage(evidence, feature) * constants.window_days);
    bursts += latentPerFold(evidence, feature, model) / Math.sqrt(seenDays);
  }
  return (1 - agreeing) * squares + agreeing * total ** 2 + burstDays * bursts ** 2;
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
  const unobserved = shape.unobservedDeviation * Math.sqrt(1 - shape.loading ** 2);
  const counted = countDeviation(value, shape, evidence.support, model.constants);
  return counted === null ? unobserved : Math.min(counted, unobserved);
}

/** Latent that one e-fold more acts of every kind would add through an observed feature. */
function latentPerFold(evidence: AccountEvidence, feature: PaidFeatureName, model: ScoringModel): number {
  const value = evidence.features[feature];
  if (value === null || isSightedWhole(feature)) return 0;
  const shape = model.features[feature];
  const amount = amountOf(value, shape.transform);
  const perPosition = amount / (shape.transform.scale + amount);
  return slopeAt(shape.curve, transform(value, shape.transform)) * perPosition;
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
