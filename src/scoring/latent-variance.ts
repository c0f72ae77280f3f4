import { PAID_FEATURE_NAMES } from "../features/registry.ts";
import type { AccountEvidence } from "./account-evidence.ts";
import { featureCoverage, isUnavailable } from "./coverage.ts";
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

/** `latentVariance` in its parts.
 *
 *  With q the coverage of a feature, σ its observed deviation, d its unobserved deviation and λ its loading:
 *  unobserved = Σ (1−q) (d²(1−λ²) − σ²) + (Σ (1−q) d λ)² / (1 + Σ q λ²/(1−λ²)), σ = 0 where it is null. */
export function latentVarianceParts(evidence: AccountEvidence, model: ScoringModel): LatentVariance {
  let own = 0;
  let shared = 0;
  let precision = 1;
  for (const feature of PAID_FEATURE_NAMES) {
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
