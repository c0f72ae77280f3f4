import { bootstrap, percentileInterval } from "../../lib/metrics/bootstrap.ts";
import { LABELS } from "../../topics/labels.ts";
import { INTERVAL_LEVEL, RESAMPLES } from "./suite.ts";

/** How one label fared. Precision is null where nothing was given it, recall and F1 where no post has it. */
export interface LabelFigures {
  readonly label: string;
  readonly positives: number;
  readonly given: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
}

/** Figures over the labels of a set of posts. */
export interface MultiLabelFigures {
  /** Mean F1 of the labels that some post has. */
  readonly macro_f1: number | null;
  readonly macro_f1_low: number | null;
  readonly macro_f1_high: number | null;
  /** F1 over all pairs of post and label. */
  readonly micro_f1: number | null;
  readonly labels: readonly LabelFigures[];
}

/** Precision, recall and F1 of what was `said` against the `truth`, by post and label in the order of LABELS. Intervals
 *  are over posts drawn with replacement. */
export function labelFigures(
  truth: readonly (readonly boolean[])[],
  said: readonly (readonly boolean[])[],
  seed: number,
): MultiLabelFigures {
  const counts = countsOf(truth, said, null);
  const draws = bootstrap(truth.length, { resamples: RESAMPLES, seed, level: INTERVAL_LEVEL }, weights => [
    macroOf(countsOf(truth, said, weights)),
  ]);
  const interval = percentileInterval(draws[0] ?? [], INTERVAL_LEVEL);
  const total = counts.reduce((sum, next) => ({
    hits: sum.hits + next.hits,
    given: sum.given + next.given,
    positives: sum.positives + next.positives,
  }));
  return {
    macro_f1: macroOf(counts),
    macro_f1_low: interval?.low ?? null,
    macro_f1_high: interval?.high ?? null,
    micro_f1: f1Of(total),
    labels: counts.map((count, at) => ({
      label: LABELS[at]!,
      positives: count.positives,
      given: count.given,
      precision: count.given > 0 ? count.hits / count.given : null,
      recall: count.positives > 0 ? count.hits / count.positives : null,
      f1: f1Of(count),
    })),
  };
}

interface Counts {
  hits: number;
  given: number;
  positives: number;
}

function countsOf(
  truth: readonly (readonly boolean[])[],
  said: readonly (readonly boolean[])[],
  weights: Float64Array | null,
): readonly Counts[] {
  const counts = LABELS.map((): Counts => ({ hits: 0, given: 0, positives: 0 }));
  truth.forEach((labels, post) => {
    const weight = weights?.[post] ?? 1;
    if (weight === 0) return;
    counts.forEach((count, label) => {
      const isTrue = labels[label] === true;
      const isSaid = said[post]![label] === true;
      if (isTrue) count.positives += weight;
      if (isSaid) count.given += weight;
      if (isTrue && isSaid) count.hits += weight;
    });
  });
  return counts;
}

function f1Of({ hits, given, positives }: Counts): number | null {
  return positives > 0 ? (2 * hits) / (given + positives) : null;
}

function macroOf(counts: readonly Counts[]): number | null {
  const known = counts.map(f1Of).filter(value => value !== null);
  return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : null;
}
