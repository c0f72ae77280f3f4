import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chanceOfOne, percentOf, relativeTo, toShare } from "./scales.ts";

const count = fc.double({ min: 0, max: 1e15, noNaN: true });

describe("the frozen scales", () => {
  it("put the middle at 50, nothing at 0 and a hundred times the middle at 91", () => {
    expect(relativeTo(5, 5)).toBe(50);
    expect(relativeTo(5, 0)).toBe(0);
    // sqrt(100) = 10, 10 / 11
    expect(relativeTo(5, 500)).toBeCloseTo(1000 / 11, 9);
    expect(relativeTo(5, Number.POSITIVE_INFINITY)).toBe(100);
  });

  it("never fall when the value grows", () => {
    fc.assert(
      fc.property(count, count, (a, b) => {
        const [less, more] = a < b ? [a, b] : [b, a];
        expect(relativeTo(7, more)).toBeGreaterThanOrEqual(relativeTo(7, less));
        expect(chanceOfOne(more)).toBeGreaterThanOrEqual(chanceOfOne(less));
      }),
    );
  });

  it("give the chance of at least one: a rate of ln 2 is even odds", () => {
    expect(chanceOfOne(Math.LN2)).toBeCloseTo(50, 9);
    expect(chanceOfOne(0)).toBe(0);
  });

  it("divide nothing by nothing", () => {
    expect(percentOf(3, 0)).toBeNull();
    expect(percentOf(3, 4)).toBe(75);
    expect(percentOf(9, 4)).toBe(100);
    expect([toShare(-1), toShare(0.3), toShare(2)]).toEqual([0, 0.3, 1]);
  });
});
