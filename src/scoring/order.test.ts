import { describe, expect, it } from "vitest";
import { placesOf, probabilityAbove, tiedGroups } from "./order.ts";

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
  it("ties those whose order is less than the level sure, and keeps the order", () => {
    const sorted = [at(5), at(3), at(2.9), at(2.8), at(1)];
    expect(tiedGroups(sorted, 0.9)).toEqual([[sorted[0]], sorted.slice(1, 4), [sorted[4]]]);
  });

  it("ends a group where somebody is surely below its first, however close the neighbours are", () => {
    // Each is 69 % sure to be above the next; 0.3 is the first distance of more than 90 %.
    const sorted = [3, 2.9, 2.8, 2.7, 2.6, 2.5, 2.4].map(influence => at(influence));
    expect(tiedGroups(sorted, 0.9).map(group => group.length)).toEqual([3, 3, 1]);
  });

  it("gives no group for nobody", () => {
    expect(tiedGroups([], 0.9)).toEqual([]);
  });
});

describe("placesOf", () => {
  it("says of each how sure it is above the next, also across groups", () => {
    const places = placesOf([at(5), at(3), at(2.9), at(1)], 0.9);
    expect(places.map(({ rank, tied_from, tied_to }) => [rank, tied_from, tied_to])).toEqual([
      [1, 1, 1],
      [2, 2, 3],
      [3, 2, 3],
      [4, 4, 4],
    ]);
    expect(places[1]!.probability_above_next).toBeCloseTo(0.691462, 5);
    expect(places[2]!.probability_above_next).toBeGreaterThan(0.999);
    expect(places[3]!.probability_above_next).toBeNull();
  });
});
