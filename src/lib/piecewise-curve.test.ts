import { describe, expect, it } from "vitest";
import { curveAt, curveProblem, slopeAt } from "./piecewise-curve.ts";

const curve = [
  [0, 0],
  [2, 4],
  [4, 5],
] as const;

describe("a piecewise curve", () => {
  it("passes through its points, is linear between them and flat outside", () => {
    expect([-1, 0, 1, 2, 3, 4, 9].map(x => curveAt(curve, x))).toEqual([0, 0, 2, 4, 4.5, 5, 5]);
  });

  it("has the slope of the piece to the right, and none outside", () => {
    expect([-1, 0, 1, 2, 3, 4, 9].map(x => slopeAt(curve, x))).toEqual([0, 2, 2, 0.5, 0.5, 0, 0]);
  });

  it("must rise in x and not fall in y", () => {
    expect(curveProblem(curve)).toBeNull();
    expect(curveProblem([[0, 0]])).toMatch(/two points/);
    expect(
      curveProblem([
        [0, 0],
        [0, 1],
      ]),
    ).toMatch(/x must rise/);
    expect(
      curveProblem([
        [0, 1],
        [1, 0],
      ]),
    ).toMatch(/y must not fall/);
  });
});
