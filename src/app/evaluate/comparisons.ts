import type { EvaluationFile } from "./evaluation-file.ts";
import type { ForecastResult } from "./forecast-result.ts";
import type { KloutResult } from "./klout-result.ts";
import type { PairsResult } from "./pairs-result.ts";

/** A figure with the interval of its resamples, where it has one. */
export interface Figure {
  readonly name: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** A simpler measure, with by how much we are ahead of it. */
export interface Rival extends Figure {
  readonly margin: number | null;
  readonly marginLow: number | null;
  readonly marginHigh: number | null;
}

/** One question of the evaluation: our figure beside those of simpler measures. */
export interface Comparison {
  readonly question: string;
  readonly metric: string;
  readonly ours: Figure;
  readonly rivals: readonly Rival[];
}

/** How a margin reads. */
export type Verdict = "ahead" | "behind" | "no clear difference";

/** `ahead` or `behind` when the whole interval is on that side of 0; without an interval nothing is clear. */
export function verdictOf({ marginLow, marginHigh }: Rival): Verdict {
  if (marginLow !== null && marginLow > 0) return "ahead";
  if (marginHigh !== null && marginHigh < 0) return "behind";
  return "no clear difference";
}

/** Every comparison that the suites of `evaluation` made. */
export function comparisonsOf({ suites }: EvaluationFile): readonly Comparison[] {
  return [
    ...(suites.pairs === undefined ? [] : [ofPairs(suites.pairs)]),
    ...(suites.forecast === undefined ? [] : ofForecast(suites.forecast)),
    ...(suites.klout === undefined ? [] : [ofKlout(suites.klout)]),
  ];
}

function ofPairs({ auc, low, high, pairs, baselines, margins }: PairsResult): Comparison {
  return {
    question: `Who do people judge more influential? (${pairs} pairs)`,
    metric: "AUC",
    ours: { name: "renown", value: auc, low, high },
    rivals: baselines.map((baseline, index) => ({
      ...baseline,
      value: baseline.auc,
      ...marginAt(margins[index]),
    })),
  };
}

const METRICS = { spearman: "Spearman", ndcg_at_100: "NDCG@100" } as const;

function ofForecast(result: ForecastResult): readonly Comparison[] {
  const { acted_on, same_ties, intervals } = result;
  const readings = [
    {
      among: `${result.definition_of_active}, ${result.active_accounts}`,
      figures: result,
      baselines: result.baselines,
      margins: result.margins,
      hasIntervals: true,
    },
    {
      among: `${acted_on.definition_of_active}, ${acted_on.active_accounts}`,
      figures: acted_on,
      baselines: acted_on.baselines,
      margins: acted_on.margins,
      hasIntervals: false,
    },
    {
      among: `baselines with the same shared last place, ${result.active_accounts} accounts`,
      figures: result,
      baselines: same_ties.baselines,
      margins: same_ties.margins,
      hasIntervals: false,
    },
  ];
  return readings.flatMap(({ among, figures, baselines, margins, hasIntervals }) =>
    (["spearman", "ndcg_at_100"] as const).map(metric => {
      const bounds = (name: string) => {
        const own = hasIntervals
          ? intervals.find(interval => interval.name === name && interval.metric === metric)
          : undefined;
        return { low: own?.low ?? null, high: own?.high ?? null };
      };
      return {
        question: `Who is reposted next? (${among})`,
        metric: METRICS[metric],
        ours: { name: "renown", value: figures[metric], ...bounds("renown") },
        rivals: baselines.map(baseline => ({
          name: baseline.name,
          value: baseline[metric],
          ...bounds(baseline.name),
          ...marginAt(margins.find(margin => margin.baseline === baseline.name && margin.metric === metric)),
        })),
      };
    }),
  );
}

function ofKlout({ n, spearman, spearman_interval, baselines }: KloutResult): Comparison {
  return {
    question: `What did Klout say? (${n} accounts)`,
    metric: "Spearman",
    ours: { name: "renown", value: spearman, ...spearman_interval },
    rivals: baselines.map(({ name, spearman: value, low, high }) => ({
      ...{ name, value, low, high },
      margin: spearman === null || value === null ? null : spearman - value,
      marginLow: null,
      marginHigh: null,
    })),
  };
}

function marginAt(
  margin:
    | { readonly margin: number | null; readonly low: number | null; readonly high: number | null }
    | undefined,
): Pick<Rival, "margin" | "marginLow" | "marginHigh"> {
  return {
    margin: margin?.margin ?? null,
    marginLow: margin?.low ?? null,
    marginHigh: margin?.high ?? null,
  };
}
