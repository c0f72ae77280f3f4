import { expect, it } from "vitest";
import { fitLabels, foldsOf, probability } from "./fit-labels.ts";
import { dot, fitLogistic, type SparseRow } from "./logistic.ts";

const row = (...values: readonly number[]): SparseRow => ({
  indices: Int32Array.from(values.keys()),
  values: Float32Array.from(values),
});

it("weights are where the slope of the penalised loss is zero", () => {
  const rows = [row(1, 0.5), row(1, -1), row(1, 2), row(1, -0.25), row(1, 0)];
  const isPositive = [true, false, true, true, false];
  const cost = 2;
  const weights = fitLogistic(rows, isPositive, { featureCount: 2, cost, seed: 1 });
  for (const feature of [0, 1]) {
    const slope = rows.reduce((sum, x, at) => {
      const sign = isPositive[at] ? 1 : -1;
      return sum - cost * sign * x.values[feature]! * probability(-sign * dot(weights, x));
    }, weights[feature]!);
    expect(Math.abs(slope)).toBeLessThan(1e-3);
  }
});

it("a label that one feature tells is found again, with a threshold between the two sides", () => {
  const rows = Array.from({ length: 60 }, (_, at) => row(1, at % 3 === 0 ? 1 : 0, (at * 7) % 5));
  const label = rows.map((_, at) => at % 3 === 0);
  const options = { featureCount: 3, cost: 5, innerFolds: 3, seed: 1 };
  const [fitted] = fitLabels(rows, [label], options);
  const said = rows.map(x => probability(dot(fitted!.weights, x)) >= fitted!.threshold);
  expect(said).toEqual(label);
  expect(fitLabels(rows, [label], options)[0]).toEqual(fitted);
});

it("folds are even, fixed by the seed and not by the order", () => {
  const folds = foldsOf(103, 5, 1);
  const sizes = [0, 1, 2, 3, 4].map(fold => folds.filter(found => found === fold).length);
  expect(sizes).toEqual([21, 21, 21, 20, 20]);
  expect(foldsOf(103, 5, 1)).toEqual(folds);
  expect(foldsOf(103, 5, 2)).not.toEqual(folds);
});
