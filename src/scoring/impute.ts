import { PAID_FEATURE_NAMES, type PaidFeatureName } from "../features/registry.ts";
import type { FeatureVector } from "./account-evidence.ts";
import type { ScoringModel } from "./scoring-model.ts";
import { transform } from "./transform.ts";

/** The place of one feature on the axis of its curve. */
export interface FeaturePosition {
  readonly feature: PaidFeatureName;
  readonly position: number;
  readonly isImputed: boolean;
}

/** The position of every paid feature, in registry order. What was not observed stands where one common factor,
 *  read from the observed features, expects it; with nothing observed, at the reference account.
 *
 *  Positions count in spreads from the reference. With loadings λ, the factor's posterior mean is
 *  Σ λp/(1−λ²) / (1 + Σ λ²/(1−λ²)); it rises with every observed feature, so imputation keeps the score monotone.
 *  Source: one-factor model with unit-variance factor, regression scores (Thurstone 1935). */
export function placeFeatures(features: FeatureVector, model: ScoringModel): readonly FeaturePosition[] {
  let pull = 0;
  let precision = 1;
  for (const name of PAID_FEATURE_NAMES) {
    const value = features[name];
    if (value === null) continue;
    const { transform: spec, reference, spread, loading } = model.features[name];
    const own = 1 - loading * loading;
    pull += (loading / own) * ((transform(value, spec) - reference) / spread);
    precision += (loading * loading) / own;
  }
  const factor = pull / precision;
  return PAID_FEATURE_NAMES.map(feature => {
    const value = features[feature];
    const { transform: spec, reference, spread, loading } = model.features[feature];
    return value === null
      ? { feature, position: Math.max(0, reference + spread * loading * factor), isImputed: true }
      : { feature, position: transform(value, spec), isImputed: false };
  });
}
