import { seededRandom } from "../../lib/metrics/seeded-random.ts";
import { dot, fitLogistic, type SparseRow } from "./logistic.ts";

/** What is fitted to and how. */
export interface FitOptions {
  readonly featureCount: number;
  readonly cost: number;
  /** Folds inside the training rows on which thresholds are chosen. */
  readonly innerFolds: number;
  readonly seed: number;
}

/** One label's fitted judge. */
export interface FittedLabel {
  readonly weights: Float64Array;
  /** Probability from which a post has the label. */
  readonly threshold: number;
}

/** The fitted judge of each label; `labels[l][i]` tells whether row i has label l. Thresholds come from judges that were
 *  fitted without the row they judge. */
export function fitLabels(
  rows: readonly SparseRow[],
  labels: readonly (readonly boolean[])[],
  options: FitOptions,
): readonly FittedLabel[] {
  const folds = foldsOf(rows.length, options.innerFolds, options.seed + 1);
  return labels.map(isPositive => {
    const unseen = new Float64Array(rows.length);
    for (let fold = 0; fold < options.innerFolds; fold++) {
      const kept = rows.flatMap((_, at) => (folds[at] === fold ? [] : [at]));
      const weights = fitLogistic(
        kept.map(at => rows[at]!),
        kept.map(at => isPositive[at]!),
        options,
      );
      rows.forEach((row, at) => {
        if (folds[at] === fold) unseen[at] = probability(dot(weights, row));
      });
    }
    return { weights: fitLogistic(rows, isPositive, options), threshold: bestThreshold(unseen, isPositive) };
  });
}

/** Which of `count` folds each of `rows` rows is in, as even as can be, in an order drawn from `seed`. */
export function foldsOf(rows: number, count: number, seed: number): Uint8Array {
  const random = seededRandom(seed);
  const keys = Array.from({ length: rows }, (_, at) => [random(), at] as const);
  keys.sort((a, b) => a[0] - b[0]);
  const folds = new Uint8Array(rows);
  keys.forEach(([, at], place) => {
    folds[at] = place % count;
  });
  return folds;
}

/** 1 / (1 + e^−z). */
export function probability(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

/** Between the threshold with the best F1 on the rows and the one with the best F1 that the probabilities themselves
 *  expect, in log-odds: the first is noisy for rare labels, the second blind to a bad fit. */
function bestThreshold(probabilities: Float64Array, isPositive: readonly boolean[]): number {
  const order = [...probabilities.keys()].sort((a, b) => probabilities[b]! - probabilities[a]!);
  const positives = isPositive.filter(Boolean).length;
  const expected = probabilities.reduce((sum, value) => sum + value, 0);
  let hits = 0;
  let expectedHits = 0;
  let seen = { f1: -1, threshold: 0.5 };
  let hoped = { f1: -1, threshold: 0.5 };
  order.forEach((at, place) => {
    if (isPositive[at]) hits++;
    expectedHits += probabilities[at]!;
    const next = probabilities[order[place + 1] ?? at]!;
    const threshold = (probabilities[at]! + next) / 2;
    const f1 = (2 * hits) / (place + 1 + positives);
    if (f1 > seen.f1) seen = { f1, threshold };
    const hopedF1 = (2 * expectedHits) / (place + 1 + expected);
    if (hopedF1 > hoped.f1) hoped = { f1: hopedF1, threshold };
  });
  const odds = (p: number) => Math.log(p / (1 - p));
  return probability((odds(seen.threshold) + odds(hoped.threshold)) / 2);
}
