import { expect, it } from "vitest";
import { pointsByQuantile } from "./baseline-points.ts";

it("gives a raw value the score at the same place among honest accounts", () => {
  const toPoints = pointsByQuantile([10, 30, 20, 40, 50], [25, 15, 35, 45, 55]);
  expect(toPoints(10)).toBe(15);
  expect(toPoints(30)).toBe(35);
  expect(toPoints(50)).toBe(55);
});

it("gives values beyond the largest the largest score, and equal ones the middle of their places", () => {
  expect(pointsByQuantile([1, 2, 3], [10, 20, 30])(1_000_000)).toBe(30);
  expect(pointsByQuantile([0, 0, 0, 8], [10, 20, 30, 40])(0)).toBe(20);
});
