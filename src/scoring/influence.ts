import type { NetworkName } from "../domain/network.ts";
import { curveAt, slopeAt } from "../lib/piecewise-curve.ts";
import type { ScoringModel } from "./scoring-model.ts";

/** The place of a network's latent score on the influence scale that all networks share. */
export function influenceOf(latent: number, network: NetworkName, model: ScoringModel): number {
  const { curve } = model.networks[network];
  return curve === null ? latent : curveAt(curve, latent);
}

/** The variance of `influenceOf` for a latent score with variance `latentVariance` (delta method). */
export function influenceVariance(
  latent: number,
  latentVariance: number,
  network: NetworkName,
  model: ScoringModel,
): number {
  const { curve } = model.networks[network];
  return curve === null ? latentVariance : slopeAt(curve, latent) ** 2 * latentVariance;
}
