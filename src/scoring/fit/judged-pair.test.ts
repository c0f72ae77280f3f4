import { expect, it } from "vitest";
import { dealFolds } from "./folds.ts";
import { JUDGED_COLUMNS, toJudgedPairs } from "./judged-pair.ts";

const side = (prefix: string, value: string) =>
  Object.fromEntries(JUDGED_COLUMNS.map(column => [`${prefix}_${column}`, value]));

it("equal numbers are one account, and a row that cannot be read is named and left out", () => {
  const good = { Choice: "1", ...side("A", "5"), ...side("B", "7") };
  const { judged, rejected } = toJudgedPairs([
    good,
    { ...good, Choice: "2" },
    { ...good, A_posts: "-1" },
    { Choice: "0", ...side("A", "7"), ...side("B", "5") },
  ]);
  expect(rejected).toEqual([2, 3]);
  expect(judged.accounts).toHaveLength(2);
  expect(judged.pairs).toEqual([
    { a: 0, b: 1, isAStronger: true },
    { a: 1, b: 0, isAStronger: false },
  ]);
});

it("folds are dealt evenly, the same for the same seed and others for another", () => {
  const folds = dealFolds(103, 5, 7);
  const sizes = [0, 1, 2, 3, 4].map(fold => folds.filter(one => one === fold).length);
  expect(Math.max(...sizes) - Math.min(...sizes)).toBe(1);
  expect(dealFolds(103, 5, 7)).toEqual(folds);
  expect(dealFolds(103, 5, 8)).not.toEqual(folds);
});
