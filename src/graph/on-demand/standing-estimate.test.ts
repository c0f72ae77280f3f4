import { describe, expect, it } from "vitest";
import { estimateActor, hasNumbers } from "./standing-estimate.ts";
import type { ProfileNumbers, StandingWeights } from "./standing-weights.ts";

const slopes = { followers_count: 1, following_count: 0, posts_count: 0, age_days: 0 };
const range = { mean: 2, low: 1, high: 4 };
const WEIGHTS: StandingWeights = {
  id: "made-up",
  schema_version: 1,
  model: "made-up",
  kappa: 0.5,
  numbers: { followers_count: range, following_count: range, posts_count: range, age_days: range },
  standing: { at_mean: Math.log(4), slopes },
  passed: { at_mean: Math.log(0.5), slopes: { ...slopes, followers_count: 0.5 } },
  audience: { at_mean: Math.log(21), slopes },
  people_acted_on_count: 103,
  passed_relative_variance: 1,
};
const NOTHING: ProfileNumbers = {
  followers_count: null,
  following_count: null,
  posts_count: null,
  age_days: null,
};
const followers = (followers_count: number) => estimateActor({ ...NOTHING, followers_count }, WEIGHTS);

describe("an actor estimated from its profile", () => {
  it("is the mean engager when no number is known, and of a number that is the mean", () => {
    // 4 / 0.5 - kappa
    const mean = { standing: 4, outWeight: 7.5, peopleActedOnCount: 103, audienceCount: 20 };
    expect(estimateActor(NOTHING, WEIGHTS)).toEqual({
      ...mean,
      standing: expect.closeTo(4),
      outWeight: expect.closeTo(7.5),
    });
    expect(followers(99).standing).toBeCloseTo(4);
    expect(hasNumbers(NOTHING)).toBe(false);
    expect(hasNumbers({ ...NOTHING, age_days: 0 })).toBe(true);
  });

  it("stands higher with more followers, up to what the fit saw and never below an account that nobody acted on", () => {
    expect(followers(999).standing).toBeGreaterThan(followers(99).standing);
    expect(followers(10_000_000)).toEqual(followers(9_999));
    expect(followers(0)).toEqual(followers(9));
    expect(followers(0).standing).toBeGreaterThanOrEqual(1);
  });
});
