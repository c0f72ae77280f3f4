import { type PaidFeatureName, paidFeatureNamed } from "../features/registry.ts";
import { curveAt } from "../lib/piecewise-curve.ts";
import type { FeatureVector } from "./account-evidence.ts";
import type { Contribution } from "./account-score.ts";
import { placeFeatures } from "./impute.ts";
import type { ReferenceContributions } from "./reference-contributions.ts";
import { patternRegression, surplusOf } from "./regression.ts";
import type { ScoringModel } from "./scoring-model.ts";
import { transform } from "./transform.ts";

/** A contribution before the calibration is known: all but its points. */
export type LatentContribution = Omit<Contribution, "points">;

/** What each feature that the model pays adds to the latent score, in registry order; their sum and the bias are
 *  the latent. Each is measured from the reference account, so a reference account has zeros everywhere. What was
 *  not observed adds what is expected given what was: by regression on the sum of the observed contributions, or, in
 *  models without reference contributions, by one common factor of the features. */
export function contributions(features: FeatureVector, model: ScoringModel): readonly LatentContribution[] {
  return model.referenceContributions === null
    ? factorContributions(features, model)
    : regressedContributions(features, model, model.referenceContributions);
}

/** What `feature` adds to the latent score when it is observed as `value`. */
export function contributionAt(feature: PaidFeatureName, value: number, model: ScoringModel): number {
  const shape = model.features[feature];
  return curveAt(shape.curve, transform(value, shape.transform)) - shape.referenceLatent;
}

function factorContributions(features: FeatureVector, model: ScoringModel): readonly LatentContribution[] {
  return placeFeatures(features, model).map(({ feature, position, isImputed }) => {
    const shape = model.features[feature];
    return part(feature, features, curveAt(shape.curve, position) - shape.referenceLatent, isImputed);
  });
}

function regressedContributions(
  features: FeatureVector,
  model: ScoringModel,
  reference: ReferenceContributions,
): readonly LatentContribution[] {
  const regression = patternRegression(features, model, reference);
  const observed = model.paidFeatures.map(name => {
    const value = features[name];
    return value === null ? null : contributionAt(name, value, model);
  });
  const sum = observed.reduce<number>((total, latent) => total + (latent ?? 0), 0);
  const surplus = surplusOf(sum, regression);
  return model.paidFeatures.map((name, place) => {
    const latent = observed[place]!;
    return latent === null
      ? part(
          name,
          features,
          expected(name, reference.mean[place]! + regression.slopes[place]! * surplus, model),
          true,
        )
      : part(name, features, latent, false);
  });
}

/** `latent` within what the feature's curve can give. */
function expected(feature: PaidFeatureName, latent: number, model: ScoringModel): number {
  const { curve, referenceLatent } = model.features[feature];
  return Math.min(curve.at(-1)![1] - referenceLatent, Math.max(-referenceLatent, latent));
}

function part(
  feature: PaidFeatureName,
  features: FeatureVector,
  latent: number,
  isImputed: boolean,
): LatentContribution {
  return { feature, value: features[feature], unit: paidFeatureNamed(feature).unit, latent, isImputed };
}
