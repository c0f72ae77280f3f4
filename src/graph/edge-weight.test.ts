import { describe, expect, it } from "vitest";
import { edgeWeight } from "./edge-weight.ts";

describe("edgeWeight", () => {
  it("is log1p of the decayed acts of a pair", () => {
    expect(edgeWeight(0)).toBe(0);
    expect(edgeWeight(2 ** 20)).toBeCloseTo(Math.LN2, 15);
    expect(edgeWeight(100 * 2 ** 20)).toBeCloseTo(Math.log(101), 12);
  });

  it("grows with every act, each time by less", () => {
    const weights = [1, 2, 3, 4, 5].map(acts => edgeWeight(acts * 2 ** 20));
    const steps = weights.slice(1).map((weight, index) => weight - weights[index]!);
    expect(steps.every((step, index) => step > 0 && (index === 0 || step < steps[index - 1]!))).toBe(true);
  });
});
