import { paidFeatureNamed } from "../features/registry.ts";
import type { FeatureVector } from "./account-evidence.ts";
import type { Contribution } from "./account-score.ts";
import { placeFeatures } from "./impute.ts";
import { curveAt } from "./piecewise-curve.ts";
import type { ScoringModel } from "./scoring-model.ts";

/** A contribution before the calibration is known: all but its points. */
export type LatentContribution = Omit<Contribution, "points">;

/** What each feature that the model pays adds to the latent score, in registry order; their sum and the bias are the latent.
 *  Each is measured from the reference account, so a reference account has zeros everywhere. */
export function contributions(features: FeatureVector, model: ScoringModel): readonly LatentContribution[] {
  return placeFeatures(features, model).map(({ feature, position, isImputed }) => {
    const shape = model.features[feature];
    return {
      feature,
      value: features[feature],
      unit: paidFeatureNamed(feature).unit,
      latent: curveAt(shape.curve, position) - shape.referenceLatent,
      isImputed,
    };
  });
}
