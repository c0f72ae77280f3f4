import { PAID_GROUPS, type PaidGroup } from "../features/feature.ts";
import { paidFeatureNamed } from "../features/registry.ts";
import { calibrate } from "./calibrate.ts";
import type { LatentContribution } from "./contributions.ts";
import type { ScoringModel } from "./scoring-model.ts";

/** Sum of the latent contributions of each paid group: 0 for the reference account. */
export function groupLatents(parts: readonly LatentContribution[]): Readonly<Record<PaidGroup, number>> {
  const sums = { reach: 0, amplification: 0, network_impact: 0 };
  for (const part of parts) sums[paidFeatureNamed(part.feature).group] += part.latent;
  return sums;
}

/** Sub-score (0..100) of each paid group, on the same percentile-shaped scale as the score: 50 is above three in
 *  four of the calibration's population in this group alone. */
export function subscores(
  parts: readonly LatentContribution[],
  model: ScoringModel,
): Readonly<Record<PaidGroup, number>> {
  const sums = groupLatents(parts);
  const entries = PAID_GROUPS.map(group => [group, calibrate(sums[group], model.groupCalibration[group])]);
  return Object.fromEntries(entries) as Record<PaidGroup, number>;
}
