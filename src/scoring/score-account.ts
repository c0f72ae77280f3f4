import { slopeAt } from "../lib/piecewise-curve.ts";
import type { AccountEvidence } from "./account-evidence.ts";
import type { AccountScore, Contribution, Unscored } from "./account-score.ts";
import { calibrate } from "./calibrate.ts";
import { contributions, type LatentContribution } from "./contributions.ts";
import { coverageOf } from "./coverage.ts";
import { influenceOf, influenceVariance } from "./influence.ts";
import { interval } from "./interval.ts";
import { latentVariance } from "./latent-variance.ts";
import type { ScoringModel } from "./scoring-model.ts";
import { subscores } from "./subscores.ts";

/** The score of one account on one network, with its interval, coverage and parts. With too little evidence
 *  `score` and `interval` are null and `reason` says what would be enough; the parts are given all the same. */
export function scoreAccount(evidence: AccountEvidence, model: ScoringModel): AccountScore {
  const parts = contributions(evidence.features, model);
  const latent = parts.reduce((sum, part) => sum + part.latent, model.bias);
  const influence = influenceOf(latent, evidence.network, model);
  const variance = influenceVariance(latent, latentVariance(evidence, model), evidence.network, model);
  const isScored = evidence.hasEnoughEvidence;
  return {
    status: isScored ? "scored" : "not_enough_data",
    reason: isScored ? null : notEnoughReason(model),
    score: isScored ? calibrate(influence, model.calibration) : null,
    interval: isScored ? interval(influence, variance, model) : null,
    latent,
    influence,
    variance,
    coverage: coverageOf(evidence, model),
    subscores: subscores(parts, model),
    contributions: withPoints(parts, latent, evidence, model),
  };
}

/** What is said of an account that gets no score, for `reason`: the same as `scoreAccount`, without the parts that nobody
 *  is shown then. */
export function withoutScore(evidence: AccountEvidence, reason: string, model: ScoringModel): Unscored {
  const coverage = coverageOf(evidence, model);
  return { status: "not_enough_data", reason, score: null, interval: null, coverage };
}

/** The score of the reference account on `network`: what all points are counted from. */
export function referenceScore(network: AccountEvidence["network"], model: ScoringModel): number {
  return calibrate(influenceOf(model.bias, network, model), model.calibration);
}

/** What would have been enough evidence for a score, in words. */
export function notEnoughReason(model: ScoringModel): string {
  const { window_days, enough_people, enough_reactions, enough_posts } = model.constants;
  return (
    `Too little evidence: a score needs activity in the last ${window_days} days, with at least ${enough_people} people ` +
    `seen to act on it or ${enough_reactions} reactions counted on at least ${enough_posts} posts.`
  );
}

function withPoints(
  parts: readonly LatentContribution[],
  total: number,
  evidence: AccountEvidence,
  model: ScoringModel,
): readonly Contribution[] {
  const slope = meanSlope(total, evidence, model);
  // Spelled out: spreading the parts takes four tenths of bulk scoring.
  return parts.map(({ feature, value, unit, latent, isImputed }) => ({
    feature,
    value,
    unit,
    latent,
    points: latent * slope,
    isImputed,
  }));
}

/** Score points per latent point between the reference account and `latent`. */
function meanSlope(latent: number, { network }: AccountEvidence, model: ScoringModel): number {
  const distance = latent - model.bias;
  if (Math.abs(distance) < 1e-9) {
    const { curve } = model.networks[network];
    const perInfluence = slopeAt(model.calibration.influenceToScore, influenceOf(model.bias, network, model));
    return perInfluence * (curve === null ? 1 : slopeAt(curve, model.bias));
  }
  const score = calibrate(influenceOf(latent, network, model), model.calibration);
  return (score - referenceScore(network, model)) / distance;
}
