import { expect, it } from "vitest";
import { median, quantile } from "./quantile.ts";

it("is linear between neighbours and holds the ends", () => {
  expect(quantile([1, 2, 4], 0)).toBe(1);
  expect(quantile([1, 2, 4], 0.75)).toBe(3);
  expect(quantile([1, 2, 4], 1)).toBe(4);
});

it("has the median of values in any order, and none of nothing", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([])).toBeNaN();
});
