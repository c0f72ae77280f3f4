import { describe, expect, it } from "vitest";
import { tightOptions, toGraph } from "../../test/support/graph-cases.ts";
import { verifyStanding } from "./verify-standing.ts";

const fan = toGraph(3, [[0, 1, 1]]);
const definition = { damping: 0.85, kappa: 0, restart: null };

describe("verifyStanding", () => {
  it("is 0 for the solution and for the empty graph", () => {
    expect(verifyStanding(fan, Float64Array.of(1, 1.85, 1), definition)).toBe(0);
    expect(verifyStanding(toGraph(0, []), new Float64Array(0), tightOptions)).toBe(0);
  });

  it("is the largest relative gap of any node, the idle ones too", () => {
    expect(verifyStanding(fan, Float64Array.of(1, 2, 1), definition)).toBeCloseTo(0.15 / 2, 12);
    expect(verifyStanding(fan, Float64Array.of(1, 1.85, 1.25), definition)).toBeCloseTo(0.2, 12);
  });

  it("counts kappa and the restart", () => {
    const seeded = { damping: 0.85, kappa: 1, restart: Float64Array.of(2, 0, 0) };
    expect(verifyStanding(fan, Float64Array.of(2, 0.85, 0), seeded)).toBe(0);
    expect(verifyStanding(fan, Float64Array.of(2, 1.7, 0), seeded)).toBeCloseTo(0.5, 12);
  });

  it("never passes a standing that is not a number, or zero where something is due", () => {
    expect(verifyStanding(fan, Float64Array.of(Number.NaN, 1.85, 1), definition)).toBeNaN();
    expect(verifyStanding(fan, Float64Array.of(1, Infinity, 1), definition)).toBeNaN();
    expect(verifyStanding(fan, Float64Array.of(1, 0, 1), definition)).toBeGreaterThan(1e6);
  });

  it("refuses a standing of another length", () => {
    expect(() => verifyStanding(fan, new Float64Array(2), definition)).toThrow(/2 values for a graph of 3/);
  });
});
