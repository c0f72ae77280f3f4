import type { AccountEvidence } from "./account-evidence.ts";
import { contributionAt } from "./contributions.ts";
import { featureCoverage, isUnavailable } from "./coverage.ts";
import type { ReferenceContributions } from "./reference-contributions.ts";
import { patternOpenVariance, patternRegression, surplusOf } from "./regression.ts";
import { observedDeviation, samplingVariance } from "./sampling-variance.ts";
import type { ScoringModel } from "./scoring-model.ts";

/** Variance of a latent score in its two parts. */
export interface LatentVariance {
  /** What was observed could have come out otherwise: differs between two halves of the same evidence. */
  readonly sampling: number;
  /** What was not observed: the same for both halves. */
  readonly unobserved: number;
}

/** Variance of the latent score of one account: counts that could have come out otherwise, and what was not
 *  observed. Falls with every observed share; a null feature never makes it smaller. */
export function latentVariance(evidence: AccountEvidence, model: ScoringModel): number {
  const { sampling, unobserved } = latentVarianceParts(evidence, model);
  return sampling + unobserved;
}

/** `latentVariance` in its parts. Features that the network has no notion of cost nothing. */
export function latentVarianceParts(evidence: AccountEvidence, model: ScoringModel): LatentVariance {
  return model.referenceContributions === null
    ? factorParts(evidence, model)
    : regressionParts(evidence, model, model.referenceContributions);
}

/** With b the summed slope of the missing contributions at the observed sum, q the coverage of a feature, v the
 *  variance of its contribution that the observed sum leaves open and σ its observed deviation:
 *  sampling (1 + b)², since an error of the observed sum is carried on to what is expected from it, and
 *  unobserved = the open variance of the missing sum + Σ (1−q) (v − σ²)₊ over the observed. */
function regressionParts(
  evidence: AccountEvidence,
  model: ScoringModel,
  reference: ReferenceContributions,
): LatentVariance {
  const regression = patternRegression(evidence.features, model, reference);
  const { totalSlope, openShares } = regression;
  const { features, network } = evidence;
  let unobserved = patternOpenVariance(features, model.networks[network].unavailable, model, reference);
  for (const [place, name] of model.paidFeatures.entries()) {
    if (features[name] === null) continue;
    const missed = 1 - featureCoverage(evidence, name);
    if (missed === 0) continue;
    const open = reference.covariance[place]![place]! * openShares[place]!;
    unobserved += missed * Math.max(0, open - (observedDeviation(evidence, name, model) ?? 0) ** 2);
  }
  const sum = model.paidFeatures.reduce((total, name) => {
    const value = features[name];
    return value === null ? total : total + contributionAt(name, value, model);
  }, 0);
  const { growth } = surplusOf(sum, regression);
  return { sampling: (1 + totalSlope * growth) ** 2 * samplingVariance(evidence, model), unobserved };
}

/** With q the coverage of a feature, σ its observed deviation, d its unobserved deviation and λ its loading:
 *  unobserved = Σ (1−q) (d²(1−λ²) − σ²) + (Σ (1−q) d λ)² / (1 + Σ q λ²/(1−λ²)), σ = 0 where it is null. */
function factorParts(evidence: AccountEvidence, model: ScoringModel): LatentVariance {
  let own = 0;
  let shared = 0;
  let precision = 1;
  for (const feature of model.paidFeatures) {
    if (isUnavailable(evidence, feature, model)) continue;
    const { loading, unobservedDeviation } = model.features[feature];
    const covered = featureCoverage(evidence, feature);
    const unexplained = 1 - loading * loading;
    const seen = observedDeviation(evidence, feature, model) ?? 0;
    own += (1 - covered) * (unobservedDeviation ** 2 * unexplained - seen ** 2);
    shared += (1 - covered) * unobservedDeviation * loading;
    precision += (covered * loading * loading) / unexplained;
  }
  return { sampling: samplingVariance(evidence, model), unobserved: own + shared ** 2 / precision };
}
