import type { AccountEvidence } from "./account-evidence.ts";
import { featureCoverage, isUnavailable } from "./coverage.ts";
import type { ReferenceContributions } from "./reference-contributions.ts";
import { patternRegression } from "./regression.ts";
import { burstVariance, observedDeviation, ownDeviation, samplingVariance } from "./sampling-variance.ts";
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

/** With w the carry of the observed sum, w_j the carry if the missing feature j had been observed too, q the coverage of a
 *  feature, σ its observed deviation, a its own deviation, d its unobserved deviation and λ its loading:
 *  sampling = w² Σ σ² + bursts, since an error of the observed sum is carried on to what is expected from it, and
 *  unobserved = Σ observed (1−q) (a² − σ²) + Σ missing w_j² a² + unobserved_share (Σ missing d λ)².
 *
 *  One observed feature less never makes the sum smaller where the carry does not fall (it rises with every missing
 *  feature): what left was at most w² a², and as a missing feature it is exactly w_j² a² with w_j = w. */
function regressionParts(
  evidence: AccountEvidence,
  model: ScoringModel,
  reference: ReferenceContributions,
): LatentVariance {
  const { features } = evidence;
  const { carry, carryWith } = patternRegression(features, model, reference);
  let squares = 0;
  let unobserved = 0;
  let shared = 0;
  for (const [place, name] of model.paidFeatures.entries()) {
    if (isUnavailable(evidence, name, model)) continue;
    const shape = model.features[name];
    const own = ownDeviation(shape) ** 2;
    const deviation = observedDeviation(evidence, name, model);
    if (deviation === null) {
      unobserved += carryWith[place]! ** 2 * own;
      shared += shape.unobservedDeviation * shape.loading;
    } else {
      squares += deviation ** 2;
      unobserved += (1 - featureCoverage(evidence, name)) * (own - deviation ** 2);
    }
  }
  return {
    sampling: carry ** 2 * squares + burstVariance(evidence, model),
    unobserved: unobserved + (model.constants["unobserved_share"] ?? 1) * shared ** 2,
  };
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
