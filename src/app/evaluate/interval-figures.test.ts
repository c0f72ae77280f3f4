import { expect, it } from "vitest";
import { type IntervalCheck, intervalFigures } from "./interval-figures.ts";

function check(orderedBy: number, other: number): IntervalCheck {
  return { score: 50, low: 45, high: 60, other, orderedBy };
}

it("counts the ends of an interval as inside", () => {
  const { inside_share, median_width, median_shift } = intervalFigures([
    check(1, 45),
    check(2, 60),
    check(3, 44.9),
    check(4, 60.1),
  ]);
  expect({ inside_share, median_width, median_shift }).toEqual({
    inside_share: 0.5,
    median_width: 15,
    median_shift: -2.5,
  });
});

it("puts every account into one decile, the lowest first", () => {
  const checks = Array.from({ length: 25 }, (_, i) => check(24 - i, i < 5 ? 70 : 50));
  const { by_decile } = intervalFigures(checks);
  expect(by_decile.map(({ accounts }) => accounts)).toEqual([2, 3, 2, 3, 2, 3, 2, 3, 2, 3]);
  expect(by_decile[0]).toMatchObject({ decile: 1, from_score: 0, to_score: 1, inside_share: 1 });
  expect(by_decile[9]).toMatchObject({ decile: 10, to_score: 24, inside_share: 0, median_shift: -20 });
});

it("has null shares for no accounts", () => {
  expect(intervalFigures([])).toMatchObject({ accounts: 0, inside_share: null, by_decile: [] });
});
