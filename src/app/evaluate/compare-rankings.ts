import {
  type BootstrapOptions,
  bootstrap,
  differences,
  percentileInterval,
} from "../../lib/metrics/bootstrap.ts";
import { discountedGain } from "../../lib/metrics/ndcg.ts";
import { weightedCorrelation } from "../../lib/metrics/spearman.ts";
import { averageRanks, tieGroups } from "../../lib/metrics/tie-groups.ts";
import { distinctRows } from "./distinct-rows.ts";
import type { RankingMeasure } from "./forecast-baselines.ts";

/** The depth of the gain that the forecast reports. */
export const NDCG_DEPTH = 100;

const METRICS = ["spearman", "ndcg_at_100"] as const;

/** How well a measure foretells the truth; null where it cannot be computed. */
export interface RankingFigures {
  readonly name: string;
  readonly spearman: number | null;
  readonly ndcg_at_100: number | null;
}

/** By how much we are ahead of a baseline, with the interval of the resamples. */
export interface RankingMargin {
  readonly baseline: string;
  readonly metric: (typeof METRICS)[number];
  readonly margin: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** The interval of one figure of one measure. */
export interface RankingInterval {
  readonly name: string;
  readonly metric: (typeof METRICS)[number];
  readonly low: number | null;
  readonly high: number | null;
}

/** Our figures beside those of baselines. */
export interface RankingComparison {
  readonly ours: RankingFigures;
  readonly baselines: RankingFigures[];
  /** Two for each baseline, in the order of `baselines`: Spearman, then NDCG. */
  readonly margins: RankingMargin[];
  /** Two for ours and two for each baseline. */
  readonly intervals: RankingInterval[];
}

/** Spearman and NDCG@100 of a measure against `truth` (>= 0). */
export function rankingFigures(measure: RankingMeasure, truth: Float64Array): RankingFigures {
  return namedFigures(measure, figuresAgainst(truth, [measure])(), 0);
}

/** The figures of `ours` and `baselines`, and our margins over each baseline in both. Accounts are drawn with replacement, the same
 *  draw for both sides; accounts that are alike
 *  in everything are counted together, and every list is sorted once. */
export function compareRankings(
  ours: RankingMeasure,
  baselines: readonly RankingMeasure[],
  truth: Float64Array,
  options: BootstrapOptions,
): RankingComparison {
  const measures = [ours, ...baselines];
  const { firsts, classWeights } = distinctRows([truth, ...measures.map(({ values }) => values)]);
  const ofClasses = figuresAgainst(pick(truth, firsts), restrictedTo(measures, firsts));
  const statistics = (weights?: Float64Array) => ofClasses(classWeights(weights));
  const observed = statistics();
  const resampled = bootstrap(truth.length, options, statistics);
  const margins = baselines.flatMap(({ name }, index) =>
    METRICS.map((metric, offset) => {
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
  const intervals = [ours, ...baselines].flatMap(({ name }, index) =>
    METRICS.map((metric, offset) => {
      const interval = percentileInterval(resampled[2 * index + offset]!, options.level);
      return { name, metric, low: interval?.low ?? null, high: interval?.high ?? null };
    }),
  );
  return {
    ours: namedFigures(ours, observed, 0),
    baselines: baselines.map((measure, index) => namedFigures(measure, observed, index + 1)),
    margins,
    intervals,
  };
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

/** Spearman and NDCG@100 of every measure in turn, for the weights of a resample; what depends on the truth alone is
 *  computed once a resample. */
function figuresAgainst(
  truth: Float64Array,
  measures: readonly RankingMeasure[],
): (weights?: Float64Array) => readonly (number | null)[] {
  const ideal = tieGroups(truth);
  const sorted = measures.map(({ values }) => tieGroups(values));
  return weights => {
    const truthRanks = averageRanks(ideal, weights);
    const best = discountedGain(ideal, truth, NDCG_DEPTH, weights);
    return sorted.flatMap(ties => [
      weightedCorrelation(averageRanks(ties, weights), truthRanks, weights),
      best > 0 ? discountedGain(ties, truth, NDCG_DEPTH, weights) / best : null,
    ]);
  };
}

function namedFigures(
  { name }: RankingMeasure,
  figures: readonly (number | null)[],
  index: number,
): RankingFigures {
  return { name, spearman: figures[2 * index]!, ndcg_at_100: figures[2 * index + 1]! };
}
