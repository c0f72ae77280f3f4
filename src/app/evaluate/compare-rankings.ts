import {
  type BootstrapOptions,
  bootstrap,
  differences,
  percentileInterval,
} from "../../lib/metrics/bootstrap.ts";
import { ndcgOfTies } from "../../lib/metrics/ndcg.ts";
import { spearmanOfTies } from "../../lib/metrics/spearman.ts";
import { type TieGroups, tieGroups } from "../../lib/metrics/tie-groups.ts";
import type { RankingMeasure } from "./forecast-baselines.ts";

/** The depth of the gain that the forecast reports. */
export const NDCG_DEPTH = 100;

/** How well a measure foretells the truth; null where it cannot be computed. */
export interface RankingFigures {
  readonly name: string;
  readonly spearman: number | null;
  readonly ndcg_at_100: number | null;
}

/** By how much we are ahead of a baseline, with the interval of the resamples. */
export interface RankingMargin {
  readonly baseline: string;
  readonly metric: "spearman" | "ndcg_at_100";
  readonly margin: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Spearman and NDCG@100 of each measure against `truth` (>= 0), in the order given. */
export function rankingFigures(
  measures: readonly RankingMeasure[],
  truth: Float64Array,
): readonly RankingFigures[] {
  const ideal = tieGroups(truth);
  return measures.map(({ name, values }) => figuresOf(name, tieGroups(values), ideal, truth));
}

/** The margins of `ours` over each of `baselines` in both figures. Accounts are drawn with replacement, the same draw for
 *  both sides; every list is sorted once, so a resample costs O(accounts) a measure. */
export function rankingMargins(
  ours: RankingMeasure,
  baselines: readonly RankingMeasure[],
  truth: Float64Array,
  options: BootstrapOptions,
): readonly RankingMargin[] {
  const ideal = tieGroups(truth);
  const sorted = [ours, ...baselines].map(({ name, values }) => ({ name, ties: tieGroups(values) }));
  const statistics = (weights?: Float64Array) =>
    sorted.flatMap(({ name, ties }) => {
      const figures = figuresOf(name, ties, ideal, truth, weights);
      return [figures.spearman, figures.ndcg_at_100];
    });
  const observed = statistics();
  const resampled = bootstrap(truth.length, options, statistics);
  return baselines.flatMap(({ name }, index) =>
    (["spearman", "ndcg_at_100"] as const).map((metric, offset) => {
      const theirs = 2 * (index + 1) + offset;
      const interval = percentileInterval(differences(resampled[offset]!, resampled[theirs]!), options.level);
      const [margin] = differences([observed[offset]!], [observed[theirs]!]);
      return {
        baseline: name,
        metric,
        margin: margin!,
        low: interval?.low ?? null,
        high: interval?.high ?? null,
      };
    }),
  );
}

/** `measures` restricted to the accounts at `rows`. */
export function restrictedTo(
  measures: readonly RankingMeasure[],
  rows: Uint32Array,
): readonly RankingMeasure[] {
  return measures.map(({ name, values }) => ({ name, values: pick(values, rows) }));
}

/** The values at `rows`. */
export function pick(values: Float64Array, rows: Uint32Array): Float64Array {
  return Float64Array.from(rows, row => values[row]!);
}

function figuresOf(
  name: string,
  ties: TieGroups,
  ideal: TieGroups,
  truth: Float64Array,
  weights?: Float64Array,
): RankingFigures {
  return {
    name,
    spearman: spearmanOfTies(ties, ideal, weights),
    ndcg_at_100: ndcgOfTies(ties, ideal, truth, NDCG_DEPTH, weights),
  };
}
