import type { PaidFeatureName } from "../features/registry.ts";
import type { AccountEvidence } from "./account-evidence.ts";
import { featureCoverage, isUnavailable } from "./coverage.ts";
import { slopeAt } from "./piecewise-curve.ts";
import type { FeatureShape, ScoringModel } from "./scoring-model.ts";
import { amountOf, transform } from "./transform.ts";

/** Variance of the position that comes from counting few acts, in closed form.
 *
 *  A count k of independent acts under a Gamma(a, 0) prior has a rate with mean (k + a) and variance (k + a) in
 *  units of one count (times `dispersion`, as reactions clump); the delta method carries it through
 *  ln(1 + amount / scale). Null when none of the count columns was observed. */
export function countVariance(
  value: number,
  shape: FeatureShape,
  support: AccountEvidence["support"],
  constants: ScoringModel["constants"],
): number | null {
  const amount = amountOf(value, shape.transform);
  const noise = countNoise(amount, shape, support, constants);
  return noise === null ? null : noise / (shape.transform.scale + amount) ** 2;
}

/** Variance of the latent score of one account: counts that could have come out otherwise, and what was not
 *  observed. Falls with every count and every observed share; a null feature never makes it smaller.
 *
 *  With q the coverage of a feature, c its count variance, d its unobserved deviation and λ its loading:
 *  Σ [q min(c, d²(1−λ²)) + (1−q) d²(1−λ²)] + (Σ (1−q) d λ)² / (1 + Σ q λ²/(1−λ²)). */
export function latentVariance(evidence: AccountEvidence, model: ScoringModel): number {
  let own = 0;
  let shared = 0;
  let precision = 1;
  for (const feature of model.paidFeatures) {
    if (isUnavailable(evidence, feature, model)) continue;
    const { loading, unobservedDeviation } = model.features[feature];
    const covered = featureCoverage(evidence, feature);
    const unexplained = 1 - loading * loading;
    const unobserved = unobservedDeviation ** 2 * unexplained;
    own += covered * Math.min(counted(evidence, feature, model) ?? unobserved, unobserved);
    own += (1 - covered) * unobserved;
    shared += (1 - covered) * unobservedDeviation * loading;
    precision += (covered * loading * loading) / unexplained;
  }
  return own + shared ** 2 / precision;
}

/** Count variance of one feature in latent units. */
function counted(evidence: AccountEvidence, feature: PaidFeatureName, model: ScoringModel): number | null {
  const value = evidence.features[feature];
  if (value === null) return null;
  const shape = model.features[feature];
  const variance = countVariance(value, shape, evidence.support, model.constants);
  if (variance === null) return null;
  return slopeAt(shape.curve, transform(value, shape.transform)) ** 2 * variance;
}

function countNoise(
  amount: number,
  shape: FeatureShape,
  support: AccountEvidence["support"],
  constants: ScoringModel["constants"],
): number | null {
  const seen = shape.counts.map(column => support[column]).filter(count => count !== null);
  if (shape.counts.length > 0 && seen.length === 0) return null;
  const count = shape.counts.length === 0 ? amount : seen.reduce((sum, next) => sum + next, 0);
  const isProportional = count > 0 && amount > 0;
  const unit = isProportional ? amount / count : emptyUnit(shape, support, constants);
  return shape.dispersion * (count + constants.count_prior) * unit ** 2;
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
