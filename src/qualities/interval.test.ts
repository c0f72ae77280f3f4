import { describe, expect, it } from "vitest";
import { type CategorySums, shareInterval, varietyInterval } from "./interval.ts";

/** A seeded stream of numbers in [0, 1). Source: mulberry32. */
function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function drawCategory(shares: readonly number[], uniform: number): number {
  let reached = 0;
  for (const [i, share] of shares.entries()) {
    reached += share;
    if (uniform < reached) return i;
  }
  return shares.length - 1;
}

function sumsOf(counts: readonly number[]): CategorySums {
  const power = (exponent: number) => counts.reduce((sum, count) => sum + count ** exponent, 0);
  return { count: power(1), squares: power(2), cubes: power(3) };
}

describe("the interval of a share", () => {
  it("is Wilson's: 4 of 4 is at least 60 %, none of 4 at most 40 %", () => {
    expect(shareInterval(1, 4).low).toBeCloseTo(0.5965, 3);
    expect(shareInterval(1, 4).high).toBe(1);
    expect(shareInterval(0, 4).high).toBeCloseTo(0.4035, 3);
    expect(shareInterval(0, 4).low).toBe(0);
  });

  it("holds the true mean of marks 0, three quarters and 1 at least 88 times in 100", () => {
    const uniform = draws(7);
    const shares = [0.5, 0.3, 0.2];
    const mean = 0.3 * 0.75 + 0.2;
    let held = 0;
    const rounds = 2000;
    for (let round = 0; round < rounds; round++) {
      const marks = Array.from({ length: 12 }, () => [0, 0.75, 1][drawCategory(shares, uniform())]!);
      const { low, high } = shareInterval(marks.reduce((a, b) => a + b, 0) / 12, 12);
      if (low <= mean && mean <= high) held++;
    }
    expect(held / rounds).toBeGreaterThan(0.88);
    expect(held / rounds).toBeLessThan(0.99);
  });
});

describe("the interval of a variety", () => {
  it.each([
    ["a few topics, uneven", [0.6, 0.2, 0.1, 0.1], 40],
    ["two topics", [0.7, 0.3], 25],
    ["two topics of many posts", [0.7, 0.3], 100],
    ["many partners", Array.from({ length: 20 }, (_, i) => (i < 10 ? 0.08 : 0.02)), 60],
  ])("holds the truth of %s at least 85 times in 100", (_, shares, count) => {
    const uniform = draws(11);
    const truth = 1 - shares.reduce((sum, share) => sum + share ** 2, 0);
    let held = 0;
    const rounds = 1500;
    for (let round = 0; round < rounds; round++) {
      const counts = shares.map(() => 0);
      for (let i = 0; i < count; i++) counts[drawCategory(shares, uniform())]! += 1;
      const sums = sumsOf(counts);
      const variety = 1 - (sums.squares - count) / (count * (count - 1));
      const { low, high } = varietyInterval(variety, [{ sums, scale: 1 }]);
      if (low <= truth && truth <= high) held++;
    }
    expect(held / rounds).toBeGreaterThan(0.85);
  });

  it("is never a point: all posts of one form may be chance", () => {
    const { low, high } = varietyInterval(0, [{ sums: sumsOf([10]), scale: 1.25 }]);
    expect(low).toBe(0);
    expect(high).toBeGreaterThan(0.1);
  });
});
