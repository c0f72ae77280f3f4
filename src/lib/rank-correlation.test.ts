import { expect, it } from "vitest";
import { rankCorrelation } from "./rank-correlation.ts";

it("is 1 for any rising relation and -1 for any falling one", () => {
  expect(rankCorrelation([1, 2, 3, 9], [1, 4, 9, 81])).toBeCloseTo(1, 12);
  expect(rankCorrelation([1, 2, 3, 9], [4, 3, 2, 1])).toBeCloseTo(-1, 12);
});

it("gives ties their mean rank", () => {
  // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: 4.5 / sqrt(4.5 x 5).
  expect(rankCorrelation([1, 2, 2, 3], [1, 2, 3, 4])).toBeCloseTo(Math.sqrt(0.9), 12);
});

it("is not a number where one list does not vary", () => {
  expect(rankCorrelation([1, 1], [1, 2])).toBeNaN();
});
