import { type PaidFeatureName, paidFeatureNamed } from "../features/registry.ts";
import type { AccountEvidence } from "./account-evidence.ts";
import type { ScoringModel } from "./scoring-model.ts";

/** Share (0..1) of the evidence of one feature that was observed: 0 when its value is null, else the mean of the
 *  observed shares it rests on (a null share is 0). */
export function featureCoverage(evidence: AccountEvidence, feature: PaidFeatureName): number {
  if (evidence.features[feature] === null) return 0;
  const columns = paidFeatureNamed(feature).evidence;
  if (columns.length === 0) return 1;
  const total = columns.reduce((sum, column) => sum + clampShare(evidence.support[column] ?? 0), 0);
  return total / columns.length;
}

/** Share (0..1) of all evidence that was observed: features weigh by how far they move the score, and those the
 *  network has no notion of do not count. */
export function coverageOf(evidence: AccountEvidence, model: ScoringModel): number {
  let observed = 0;
  let total = 0;
  for (const feature of model.paidFeatures) {
    const weight = isUnavailable(evidence, feature, model) ? 0 : model.features[feature].unobservedDeviation;
    observed += weight * featureCoverage(evidence, feature);
    total += weight;
  }
  return total === 0 ? 0 : Math.min(1, observed / total);
}

/** Whether the network has no notion of `feature`, and indeed gave none. */
export function isUnavailable(
  evidence: AccountEvidence,
  feature: PaidFeatureName,
  model: ScoringModel,
): boolean {
  return evidence.features[feature] === null && model.networks[evidence.network].unavailable.has(feature);
}

/** A share within 0..1. */
export function clampShare(share: number): number {
  return Math.min(1, Math.max(0, share));
}
