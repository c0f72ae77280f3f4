import { expect, it } from "vitest";
import { auc } from "./auc.ts";
import { bootstrap, differences, percentileInterval } from "./bootstrap.ts";
import { meanAbsoluteError } from "./mean-absolute-error.ts";
import { ndcg, ndcgOfTies } from "./ndcg.ts";
import { seededRandom } from "./seeded-random.ts";
import { spearman, spearmanOfTies } from "./spearman.ts";
import { averageRanks, tieGroups } from "./tie-groups.ts";

const list = (...values: number[]) => Float64Array.from(values);

/** Every item as often as `weights` says, and once each in a list of its own. */
function repeated(values: Float64Array, weights: Float64Array): Float64Array {
  return Float64Array.from([...values].flatMap((value, i) => new Array<number>(weights[i]!).fill(value)));
}

it("equal values share the average of their ranks", () => {
  // 10 is rank 1; the two 20s stand at 2 and 3; 30 is rank 4.
  expect([...averageRanks(tieGroups(list(20, 10, 30, 20)))]).toEqual([2.5, 1, 4, 2.5]);
  expect([...averageRanks(tieGroups(list(-Infinity, 5, -Infinity)))]).toEqual([1.5, 3, 1.5]);
  expect(() => tieGroups(list(1, Number.NaN))).toThrow(RangeError);
});

it("Spearman is 1 for the same order, -1 for the reverse, and null where nothing varies", () => {
  expect(spearman(list(1, 2, 3, 50), list(-9, 0, 4, 4.5))).toBeCloseTo(1, 12);
  expect(spearman(list(1, 2, 3), list(3, 2, 1))).toBeCloseTo(-1, 12);
  expect(spearman(list(1, 1, 1), list(3, 2, 1))).toBeNull();
  expect(spearman(list(), list())).toBeNull();
});

it("Spearman without ties is 1 - 6 Σd² / n(n² - 1)", () => {
  // Ranks 1 2 3 4 5 against 2 1 4 3 5: Σd² = 4, so 1 - 24/120.
  expect(spearman(list(1, 2, 3, 4, 5), list(2, 1, 4, 3, 5))).toBeCloseTo(0.8, 12);
});

it("Spearman with ties is Pearson's of the average ranks", () => {
  // Ranks 1.5 1.5 3 against 1 2 3: deviations -.5 -.5 1 and -1 0 1; xy = 1.5, xx = 1.5, yy = 2.
  expect(spearman(list(0, 0, 7), list(1, 2, 3))).toBeCloseTo(1.5 / Math.sqrt(3), 12);
});

it("NDCG takes linear gains, and 1 is the ideal order", () => {
  expect(ndcg(list(3, 2, 1), list(5, 4, 0), 2)).toBeCloseTo(1, 12);
  // Order 0, 5, 4 against the ideal 5, 4, 0 at depth 2: 5 / log2(3) over 5 + 4 / log2(3).
  const third = 1 / Math.log2(3);
  expect(ndcg(list(1, 2, 3), list(4, 5, 0), 2)).toBeCloseTo((5 * third) / (5 + 4 * third), 12);
  expect(ndcg(list(1, 2), list(0, 0), 5)).toBeNull();
});

it("NDCG gives every place of a tie the mean gain of the tie, whatever the order of the list", () => {
  // One place, two tied items with gains 6 and 2: 4 expected, 6 ideal.
  expect(ndcg(list(1, 1), list(6, 2), 1)).toBeCloseTo(4 / 6, 12);
  expect(ndcg(list(1, 1), list(2, 6), 1)).toBeCloseTo(4 / 6, 12);
  // A tie that straddles the depth: the first place is 9, then one of (3, 0, 0).
  expect(ndcg(list(5, 1, 1, 1), list(9, 0, 3, 0), 2)).toBeCloseTo(
    (9 + 1 / Math.log2(3)) / (9 + 3 / Math.log2(3)),
    12,
  );
});

it("AUC counts the pairs in the right order, and ties half", () => {
  // Positives 3 and 1, negatives 2 and 1: 3>2, 3>1, 1<2, 1=1, so 2.5 of 4.
  expect(auc(list(3, 1, 2, 1), [true, true, false, false])).toBe(0.625);
  expect(auc(list(0, 0), [true, false])).toBe(0.5);
  expect(auc(list(1, 2), [true, true])).toBeNull();
});

it("a mean absolute error is the mean of the distances", () => {
  expect(meanAbsoluteError(list(1, 5), list(2, 2))).toBe(2);
  expect(meanAbsoluteError(list(), list())).toBeNull();
});

it("a weight of k is the same as k copies of the item, for every measure", () => {
  const random = seededRandom(7);
  for (let round = 0; round < 20; round++) {
    const draw = (below: number) => Float64Array.from({ length: 30 }, () => Math.floor(random() * below));
    const [a, b, weights] = [draw(6), draw(5), draw(4)];
    const [a2, b2] = [repeated(a, weights), repeated(b, weights)];
    expect(spearmanOfTies(tieGroups(a), tieGroups(b), weights)).toBeCloseTo(spearman(a2, b2)!, 10);
    expect(ndcgOfTies(tieGroups(a), tieGroups(b), b, 10, weights)).toBeCloseTo(ndcg(a2, b2, 10)!, 10);
    expect(meanAbsoluteError(a, b, weights)).toBeCloseTo(meanAbsoluteError(a2, b2)!, 10);
  }
});

it("resamples are fixed by the seed, and the same for every statistic", () => {
  const options = { resamples: 50, seed: 3, level: 0.9 };
  const total = (weights: Float64Array) => weights.reduce((sum, weight) => sum + weight, 0);
  const [first, again] = bootstrap(9, options, weights => [weights[0]!, weights[0]!]);
  expect(first).toEqual(again);
  expect(bootstrap(9, options, weights => [weights[0]!])[0]).toEqual(first);
  expect(bootstrap(9, { ...options, seed: 4 }, weights => [weights[0]!])[0]).not.toEqual(first);
  expect(new Set(bootstrap(9, options, weights => [total(weights)])[0])).toEqual(new Set([9]));
  expect(differences([3, null, 1], [1, 1, null])).toEqual([2, null, null]);
});

it("the interval of a mean has the width that theory gives", () => {
  // The mean of 400 values 0..1 evenly spread has deviation sqrt(1/12/400) = 0.01443; 90 % is 3.29 of them wide.
  const values = Float64Array.from({ length: 400 }, (_, i) => (i + 0.5) / 400);
  const [means] = bootstrap(400, { resamples: 2000, seed: 1, level: 0.9 }, weights => [
    weights.reduce((sum, weight, i) => sum + weight * values[i]!, 0) / 400,
  ]);
  const { low, high } = percentileInterval(means!, 0.9)!;
  expect(high - low).toBeCloseTo(3.29 * Math.sqrt(1 / 12 / 400), 2);
  expect((low + high) / 2).toBeCloseTo(0.5, 2);
});

it("an interval is null when most resamples have no value", () => {
  expect(percentileInterval([1, null, null], 0.9)).toBeNull();
  expect(percentileInterval([], 0.9)).toBeNull();
});
