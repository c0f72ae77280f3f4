import { estimateActor } from "../../graph/on-demand/standing-estimate.ts";
import { PROFILE_NUMBERS, type StandingWeights } from "../../graph/on-demand/standing-weights.ts";
import { fitLogLink } from "../../scoring/fit/log-link-regression.ts";
import type { ScoringModel } from "../../scoring/scoring-model.ts";
import type { MeasuredActor } from "./measure-actors.ts";

/** How far estimates of actors lie from a whole run. */
export interface EstimateErrors {
  readonly actors: number;
  readonly engagements: number;
  /** Root of the mean square of log10 (estimated / real standing), each actor once. */
  readonly log10_standing_rmse: number;
  /** Pearson, of the logarithms. */
  readonly log10_standing_correlation: number;
  /** The same, each actor as often as it engages. */
  readonly log10_standing_rmse_by_engagement: number;
  /** Mean of (passed / estimate − 1)², by engagement. */
  readonly passed_relative_variance: number;
  /** Sum of all that was estimated to be passed on by unit of weight, by what was; 1 is unbiased. */
  readonly passed_total_ratio: number;
}

/** Share of engagements that the ends of the range of a profile number leave out, on each side. */
const OUTSIDE_SHARE = 0.001;

/** Weights by which an actor of a whole run is estimated from its profile numbers. Each actor counts as often as it
 *  engages, since that is how often it is met among those who act on an account. */
export function fitStandingWeights(
  id: string,
  actors: readonly MeasuredActor[],
  model: ScoringModel,
): StandingWeights {
  const kappa = model.constants["kappa"]!;
  const weights = Float64Array.from(actors, ({ peopleActedOnCount }) => peopleActedOnCount);
  const numbers = Object.fromEntries(
    PROFILE_NUMBERS.map(name => [name, spreadOf(actors, weights, name)]),
  ) as StandingWeights["numbers"];
  const width = PROFILE_NUMBERS.length + 1;
  const rows = Float64Array.from(
    actors.flatMap(actor => [
      1,
      ...PROFILE_NUMBERS.map(name => {
        const { mean, low, high } = numbers[name];
        const value = actor.numbers[name];
        return value === null ? 0 : Math.min(high, Math.max(low, Math.log10(1 + value))) - mean;
      }),
    ]),
  );
  const fit = (valueOf: (actor: MeasuredActor) => number) => {
    const values = Float64Array.from(actors, valueOf);
    const [at_mean, ...slopes] = fitLogLink({ rows, width, values, weights });
    return {
      at_mean: rounded(at_mean!),
      slopes: Object.fromEntries(
        PROFILE_NUMBERS.map((name, i) => [name, rounded(slopes[i]!)]),
      ) as StandingWeights["standing"]["slopes"],
    };
  };
  const selective = model.constants["selective_people_count"]!;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const selectivity =
    actors.reduce((sum, { peopleActedOnCount: count }) => sum + count * Math.min(1, selective / count), 0) /
    total;
  const fitted: StandingWeights = {
    id,
    schema_version: 1,
    model: model.id,
    kappa,
    numbers,
    standing: fit(({ standing }) => standing),
    passed: fit(({ standing, outWeight }) => standing / (kappa + outWeight)),
    audience: fit(({ audienceCount }) => 1 + audienceCount),
    people_acted_on_count: Math.round(selective / selectivity),
    passed_relative_variance: 0,
  };
  const { passed_relative_variance } = estimateErrors(actors, fitted);
  return { ...fitted, passed_relative_variance };
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
    log10_standing_correlation: rounded(correlation(real, guessed)),
    log10_standing_rmse_by_engagement: rounded(Math.sqrt(weighted(squares))),
    passed_relative_variance: rounded(weighted(passed.map((value, i) => (value / expected[i]! - 1) ** 2))),
    passed_total_ratio: rounded(weighted(expected) / weighted(passed)),
  };
}

function spreadOf(
  actors: readonly MeasuredActor[],
  weights: Float64Array,
  name: (typeof PROFILE_NUMBERS)[number],
) {
  const seen = actors
    .flatMap(({ numbers }, i) =>
      numbers[name] === null ? [] : [{ place: Math.log10(1 + numbers[name]), weight: weights[i]! }],
    )
    .sort((a, b) => a.place - b.place);
  const total = seen.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return { mean: 0, low: 0, high: 0 };
  const placeAt = (share: number) => {
    let below = 0;
    return seen.find(({ weight }) => (below += weight) >= share * total)?.place ?? seen.at(-1)!.place;
  };
  return {
    mean: rounded(seen.reduce((sum, { place, weight }) => sum + place * weight, 0) / total),
    low: rounded(placeAt(OUTSIDE_SHARE)),
    high: rounded(placeAt(1 - OUTSIDE_SHARE)),
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
