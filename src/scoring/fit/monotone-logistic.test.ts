import { describe, expect, it } from "vitest";
import { fitMonotoneLogistic } from "./monotone-logistic.ts";

const loose = { curves: [0, 1], steps: [1, 1], smoothing: 0, shrinkage: 1e-9 };
const rows = [0, 1, 2, 3];

describe("a monotone logistic fit", () => {
  it("finds ln 3 where three in four rows of 1 are labelled 1, and holds a falling coefficient at 0", () => {
    const design = {
      rows: Float64Array.from([1, 0, 1, 0, 1, 0, 1, 0]),
      width: 2,
      labels: Uint8Array.from([1, 1, 1, 0]),
    };
    expect(fitMonotoneLogistic(design, loose, rows)[0]).toBeCloseTo(Math.log(3), 5);
    const falling = { ...design, labels: Uint8Array.from([0, 0, 0, 1]) };
    expect(fitMonotoneLogistic(falling, loose, rows)[0]).toBe(0);
  });

  it("leaves out the rows that do not count", () => {
    const design = { rows: Float64Array.from([1, 1, 1, 1]), width: 1, labels: Uint8Array.from([1, 0, 0, 0]) };
    const penalty = { ...loose, curves: [0], steps: [1] };
    expect(fitMonotoneLogistic(design, penalty, [0, 1])[0]).toBeCloseTo(0, 6);
  });
});
