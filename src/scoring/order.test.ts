import { describe, expect, it } from "vitest";
import { probabilityAbove, tiedGroups } from "./order.ts";

const at = (influence: number, variance = 0.02) => ({ influence, variance });

describe("probabilityAbove", () => {
  it("is 0.5 for equals and both directions sum to 1", () => {
    expect(probabilityAbove(at(2), at(2))).toBe(0.5);
    expect(probabilityAbove(at(2.1), at(2)) + probabilityAbove(at(2), at(2.1))).toBeCloseTo(1, 12);
  });

  it("is one standard deviation's share for a distance of one deviation", () => {
    expect(probabilityAbove(at(2.2), at(2))).toBeCloseTo(0.841345, 5);
  });

  it("is certain where neither has any variance", () => {
    expect(probabilityAbove(at(2, 0), at(1, 0))).toBe(1);
    expect(probabilityAbove(at(1, 0), at(2, 0))).toBe(0);
  });
});

describe("tiedGroups", () => {
  it("ties neighbours whose order is less than the level sure, and keeps the order", () => {
    const sorted = [at(5), at(3), at(2.9), at(2.8), at(1)];
    expect(tiedGroups(sorted, 0.9)).toEqual([[sorted[0]], sorted.slice(1, 4), [sorted[4]]]);
  });

  it("gives no group for nobody", () => {
    expect(tiedGroups([], 0.9)).toEqual([]);
  });
});
