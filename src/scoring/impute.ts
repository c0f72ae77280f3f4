import type { PaidFeatureName } from "../features/registry.ts";
import type { FeatureVector } from "./account-evidence.ts";
import type { FeatureShape, ScoringModel } from "./scoring-model.ts";
import { transform } from "./transform.ts";

/** The place of one feature on the axis of its curve. */
export interface FeaturePosition {
  readonly feature: PaidFeatureName;
  readonly position: number;
  readonly isImputed: boolean;
}

/** The position of every feature that the model pays, in registry order. What was not observed stands where one common factor,
 *  read from the observed features, expects it; with nothing observed, at the reference account.
 *
 *  Positions count in deviations p from the reference: spreads above it, and below it so that nothing at all is
 *  `no_attention_deviations` down for every feature alike. With loadings λ, the factor's posterior mean is
 *  Σ λp/(1−λ²) / (1 + Σ λ²/(1−λ²)), and the expected deviation λ times that. It rises with every observed feature,
 *  so imputation keeps the score monotone; observing a zero never raises it.
 *  Source: one-factor model with unit-variance factor, regression scores (Thurstone 1935). */
export function placeFeatures(features: FeatureVector, model: ScoringModel): readonly FeaturePosition[] {
  const factor = commonFactor(features, model);
  const atZero = model.constants.no_attention_deviations;
  return model.paidFeatures.map(feature => {
    const value = features[feature];
    const shape = model.features[feature];
    return value === null
      ? { feature, position: positionAt(shape.loading * factor, shape, atZero), isImputed: true }
      : { feature, position: transform(value, shape.transform), isImputed: false };
  });
}

/** The position that stands `deviations` from the reference of `shape`, at least 0; nothing at all is `atZero`
 *  deviations below. */
export function positionAt(deviations: number, shape: FeatureShape, atZero: number): number {
  const step = deviations < 0 ? shape.reference / atZero : shape.spread;
  return Math.max(0, shape.reference + deviations * step);
}

function commonFactor(features: FeatureVector, model: ScoringModel): number {
  const atZero = model.constants.no_attention_deviations;
  let pull = 0;
  let precision = 1;
  let largestLoading = 0;
  for (const name of model.paidFeatures) {
    const value = features[name];
    const shape = model.features[name];
    largestLoading = Math.max(largestLoading, shape.loading);
    if (value === null) continue;
    const own = 1 - shape.loading * shape.loading;
    const distance = transform(value, shape.transform) - shape.reference;
    const step = distance < 0 ? shape.reference / atZero : shape.spread;
    pull += ((shape.loading / own) * distance) / step;
    precision += (shape.loading * shape.loading) / own;
  }
  // Below this the best loaded feature would be expected under nothing, and an observed zero would raise the factor.
  return largestLoading === 0 ? 0 : Math.max(-atZero / largestLoading, pull / precision);
}
