import { estimateActor } from "../../graph/on-demand/standing-estimate.ts";
import type { StandingWeights } from "../../graph/on-demand/standing-weights.ts";
import type { MeasuredActor } from "./measure-actors.ts";

/** How far estimates of actors lie from a whole run. */
export interface EstimateErrors {
  readonly actors: number;
  readonly engagements: number;
  /** Root of the mean square of log10 (estimated / real standing), each actor once. */
  readonly log10_standing_rmse: number;
  /** Mean of that logarithm: above 0 because the estimate is a mean of standings and not of their logarithms. */
  readonly log10_standing_bias: number;
  /** Pearson, of the logarithms. */
  readonly log10_standing_correlation: number;
  /** The same, each actor as often as it engages. */
  readonly log10_standing_rmse_by_engagement: number;
  /** Mean of (passed / estimate − 1)², by engagement. */
  readonly passed_relative_variance: number;
  /** Sum of all that was estimated to be passed on by unit of weight, by what was; 1 is unbiased. */
  readonly passed_total_ratio: number;
}

/** How far `weights` miss the given actors. */
export function estimateErrors(actors: readonly MeasuredActor[], weights: StandingWeights): EstimateErrors {
  const { kappa } = weights;
  const estimates = actors.map(({ numbers }) => estimateActor(numbers, weights));
  const real = actors.map(({ standing }) => Math.log10(standing));
  const guessed = estimates.map(({ standing }) => Math.log10(standing));
  const squares = real.map((value, i) => (value - guessed[i]!) ** 2);
  const times = actors.map(({ peopleActedOnCount }) => peopleActedOnCount);
  const passed = actors.map(({ standing, outWeight }) => standing / (kappa + outWeight));
  const expected = estimates.map(({ standing, outWeight }) => standing / (kappa + outWeight));
  const engagements = times.reduce((sum, count) => sum + count, 0);
  const weighted = (values: readonly number[]) =>
    values.reduce((sum, value, i) => sum + value * times[i]!, 0) / engagements;
  return {
    actors: actors.length,
    engagements,
    log10_standing_rmse: rounded(Math.sqrt(mean(squares))),
    log10_standing_bias: rounded(mean(guessed) - mean(real)),
    log10_standing_correlation: rounded(correlation(real, guessed)),
    log10_standing_rmse_by_engagement: rounded(Math.sqrt(weighted(squares))),
    passed_relative_variance: rounded(weighted(passed.map((value, i) => (value / expected[i]! - 1) ** 2))),
    passed_total_ratio: rounded(weighted(expected) / weighted(passed)),
  };
}

function correlation(first: readonly number[], second: readonly number[]): number {
  const [a, b] = [mean(first), mean(second)];
  const products = (one: readonly number[], m: number, other: readonly number[], n: number) =>
    one.reduce((sum, value, i) => sum + (value - m) * (other[i]! - n), 0);
  return (
    products(first, a, second, b) / Math.sqrt(products(first, a, first, a) * products(second, b, second, b))
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function rounded(value: number): number {
  return Number(value.toFixed(6));
}
