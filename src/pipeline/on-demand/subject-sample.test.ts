import { describe, expect, it } from "vitest";
import type { EngagerEdge } from "./engager-rows.ts";
import { sampleOf } from "./subject-sample.ts";

const KIND_WEIGHTS = { like: 1, repost: 4, reply: 3, quote: 5, mention: 1 };

/** `count` people who each liked once. */
const likers = (count: number): readonly EngagerEdge[] =>
  Array.from({ length: count }, (_, actor) => ({
    ...{ actor, subject: 0, units: 1, knownUnits: 0, knownReturnUnits: 0 },
    acts: { like: 1, repost: 0, reply: 0, quote: 0, mention: 0 },
  }));

const none = { read: 0, counted: 0 };
const likes = (read: number, counted: number) => ({
  ...{ like: { read, counted }, repost: none, reply: none, quote: none },
});

describe("the people behind a sample of acts", () => {
  it("are no more than followers and the strangers of the post that drew most, and never fewer than were read", () => {
    const acts = likes(100, 200_000);
    const guess = (mostPeople: number | null) =>
      sampleOf(likers(100), { acts, mostPeople }, KIND_WEIGHTS).guess.people;
    expect(guess(null)).toBeCloseTo(200_000, 3);
    expect(guess(50_500)).toBeCloseTo(50_500, 6);
    expect(guess(40)).toBe(100);
  });

  it("are no surer for a bound on their number", () => {
    const acts = likes(100, 200_000);
    const deviation = (mostPeople: number | null) =>
      sampleOf(likers(100), { acts, mostPeople }, KIND_WEIGHTS).guess.logDeviation;
    expect(deviation(null)).toBeGreaterThan(0);
    expect(deviation(120)).toBeCloseTo(deviation(null), 12);
  });

  it("share acts beyond the bound among themselves", () => {
    const sample = sampleOf(likers(100), { acts: likes(100, 1000), mostPeople: 200 }, KIND_WEIGHTS);
    expect(sample.standsFor.reduce((sum, people) => sum + people, 0)).toBeCloseTo(200, 6);
    expect(sample.units[0]).toBeCloseTo(5, 6);
  });
});
