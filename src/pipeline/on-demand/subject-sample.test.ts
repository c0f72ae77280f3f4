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

  it("may be more than were read although nobody was seen once only, and are unsure", () => {
    const [first, ...others] = likers(4);
    const edges = [first!, ...others.map(edge => ({ ...edge, acts: { ...edge.acts, like: 0, repost: 1 } }))];
    // The only liker read also reposted, so that nobody read is new by a like; thirteen likes are unread.
    edges[0] = { ...first!, acts: { ...first!.acts, repost: 1 } };
    const { guess, standsFor } = sampleOf(edges, { acts: likes(1, 14), mostPeople: null }, KIND_WEIGHTS);
    expect(guess.people).toBeGreaterThan(5);
    expect(guess.people).toBeLessThan(17);
    expect(guess.logDeviation).toBeGreaterThan(0.3);
    expect(guess.logDeviation).toBeLessThanOrEqual(Math.log(17 / 4) / 2);
    expect(standsFor.reduce((sum, people) => sum + people, 0)).toBeCloseTo(guess.people, 9);
  });

  it("share acts beyond the bound among themselves", () => {
    const sample = sampleOf(likers(100), { acts: likes(100, 1000), mostPeople: 200 }, KIND_WEIGHTS);
    expect(sample.standsFor.reduce((sum, people) => sum + people, 0)).toBeCloseTo(200, 6);
    expect(sample.units[0]).toBeCloseTo(5, 6);
  });
});
