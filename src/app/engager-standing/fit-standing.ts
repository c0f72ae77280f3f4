import { estimateActor } from "../../graph/on-demand/standing-estimate.ts";
import { PROFILE_NUMBERS, type StandingWeights } from "../../graph/on-demand/standing-weights.ts";
import { fitLogLink } from "../../scoring/fit/log-link-regression.ts";
import type { ScoringModel } from "../../scoring/scoring-model.ts";
import { estimateErrors } from "./estimate-errors.ts";
import type { MeasuredActor } from "./measure-actors.ts";

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
  const logLinear = (measured: (actor: MeasuredActor) => number) => {
    const values = Float64Array.from(actors, measured);
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
  const unshifted: StandingWeights = {
    id,
    schema_version: 1,
    model: model.id,
    kappa,
    numbers,
    standing: logLinear(({ standing }) => standing),
    passed: logLinear(({ standing, outWeight }) => standing / (kappa + outWeight)),
    audience: logLinear(({ audienceCount }) => 1 + audienceCount),
    people_acted_on_count: Math.round(selective / selectivity),
    passed_relative_variance: 0,
  };
  const fitted = withNotableShare(actors, unshifted, model.constants["notable_people_count"]!);
  const { passed_relative_variance } = estimateErrors(actors, fitted);
  return { ...fitted, passed_relative_variance };
}

/** `weights` with the audience moved so that as many engagements are by people of at least `leastAudience` as really are: whether
 *  somebody is notable is all that is read of an audience, and its mean lies far above its middle. */
function withNotableShare(
  actors: readonly MeasuredActor[],
  weights: StandingWeights,
  leastAudience: number,
): StandingWeights {
  const engagementsBy = (isNotable: (actor: MeasuredActor) => boolean) =>
    actors.reduce((sum, actor) => sum + (isNotable(actor) ? actor.peopleActedOnCount : 0), 0);
  const real = engagementsBy(({ audienceCount }) => audienceCount >= leastAudience);
  const { audience } = weights;
  const movedBy = (move: number) => ({
    ...weights,
    audience: { ...audience, at_mean: rounded(audience.at_mean + move) },
  });
  let low = -5;
  let high = 5;
  for (let halving = 0; halving < 40; halving++) {
    const middle = (low + high) / 2;
    const moved = movedBy(middle);
    const guessed = engagementsBy(
      ({ numbers }) => estimateActor(numbers, moved).audienceCount >= leastAudience,
    );
    if (guessed < real) low = middle;
    else high = middle;
  }
  return movedBy(high);
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
    const reached = seen.find(({ weight }) => {
      below += weight;
      return below >= share * total;
    });
    return (reached ?? seen.at(-1)!).place;
  };
  return {
    mean: rounded(seen.reduce((sum, { place, weight }) => sum + place * weight, 0) / total),
    low: rounded(placeAt(OUTSIDE_SHARE)),
    high: rounded(placeAt(1 - OUTSIDE_SHARE)),
  };
}

function rounded(value: number): number {
  return Number(value.toFixed(6));
}
