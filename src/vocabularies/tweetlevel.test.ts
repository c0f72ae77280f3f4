import { describe, expect, it } from "vitest";
import type { VocabularyInputs } from "./inputs.ts";
import { vocabularyClass, vocabularyMeasures } from "./registry.ts";
import { TWEETLEVEL_ROLE_NAMES } from "./tweetlevel-role.ts";
import { logRange, standardised } from "./tweetlevel-scale.ts";

const measure = (name: string, inputs: VocabularyInputs) =>
  vocabularyMeasures("tweetlevel", inputs).find(one => one.name === name)!;
const valueOfMeasure = (name: string, inputs: VocabularyInputs) => measure(name, inputs).value;

describe("TweetLevel's scale", () => {
  it("cuts into logarithmic ranges: 500 to 1,000 followers moves more than 180k to 200k", () => {
    const range = (value: number) => logRange(value, 1e8)!;
    // 30 ln 501 / ln 1e8 = 10.1, of 1,000 11.3; of 180,000 and 200,000 19.7 and 19.9
    expect([range(0), range(500), range(1000)]).toEqual([0, 10, 11]);
    expect([range(180_000), range(200_000)]).toEqual([19, 19]);
    expect([range(1e8), range(1e12)]).toEqual([30, 30]);
    expect(logRange(null, 1e8)).toBeNull();
  });

  it("is standardised: the mean is 50, a deviation 15 points, within 0 to 100", () => {
    expect(standardised("popularity", 12)).toBe(50);
    expect(standardised("popularity", 16.5)).toBe(65);
    expect(standardised("popularity", 30)).toBe(100);
    expect(standardised("trust", -99)).toBe(0);
  });
});

describe("TweetLevel's scores", () => {
  it("take Popularity from followers alone", () => {
    // range 11: 50 + 15 (11 - 12) / 4.5
    expect(valueOfMeasure("popularity", { followers_count: 1000 })).toBeCloseTo(140 / 3, 9);
  });

  it("take Trust from reposts and reposts a hundred updates", () => {
    // 30 ln 101 / ln 1e7 = 8.6 and 30 ln 1001 / ln 1e7 = 12.9: 0.6 x 8 + 0.4 x 12 = 9.6; 50 + 15 x 0.6 / 4.5
    expect(valueOfMeasure("trust", { reposts_received_count: 100, originals_count: 10 })).toBeCloseTo(52, 9);
  });

  it("take Engagement from taking part, mentions and followers", () => {
    const inputs = {
      posts_count_90d: 20,
      addressing_posts_count: 10,
      mentions_received_count: 100,
      followers_count: 1000,
    };
    // half of 30, range 8 and 11: 0.5 x 15 + 0.35 x 8 + 0.15 x 11 = 11.95
    expect(valueOfMeasure("engagement", inputs)).toBeCloseTo(50 + (15 * 2.95) / 4.5, 9);
    expect(measure("engagement", { ...inputs, posts_count_90d: 0 })).toMatchObject({
      value: null,
      reason: expect.stringContaining("nothing to divide by"),
    });
  });

  it("give the weight of what was not observed to the rest in Influence", () => {
    const least = { followers_count: 1000, reposts_received_count: 100, mentions_received_count: 100 };
    // (0.25 x 11 + 0.2 x 8 + 0.2 x 8) / 0.65 = 9.154
    expect(valueOfMeasure("influence", least)).toBeCloseTo(50 + (15 * (5.95 / 0.65 - 9)) / 4.5, 9);
    // a list count of 20 adds range 30 ln 21 / ln 1e6 = 6.6: (5.95 + 0.2 x 6) / 0.85
    const listed = { ...least, listed_count: 20 };
    expect(valueOfMeasure("influence", listed)).toBeCloseTo(50 + (15 * (7.15 / 0.85 - 9)) / 4.5, 9);
    expect(measure("influence", listed).evidence).toContain("listed_count");
    expect(measure("influence", { followers_count: 5 })).toMatchObject({ value: null, isOurs: true });
  });
});

describe("TweetLevel's roles", () => {
  const roleOf = (inputs: VocabularyInputs) => vocabularyClass("tweetlevel", inputs);
  const updates = (reposts: number, replies: number, quotes: number, links: number, rest: number) => ({
    posts_count_90d: reposts + replies + quotes + links + rest,
    reposts_made_count: reposts,
    replies_made_count: replies,
    quotes_made_count: quotes,
    link_originals_count: links,
  });

  it("reach all five by the kind of update made most", () => {
    const found = [
      updates(2, 2, 2, 2, 8),
      updates(8, 2, 2, 2, 2),
      updates(2, 2, 2, 8, 2),
      updates(4, 3, 3, 2, 4),
      updates(1, 1, 1, 1, 8),
    ].map(inputs => roleOf(inputs).name);
    expect(found).toEqual(TWEETLEVEL_ROLE_NAMES);
  });

  it("say why in one sentence, and need no more than the number of updates to see a Viewer", () => {
    expect(roleOf(updates(8, 2, 2, 2, 2)).why).toBe(
      "Of 16 updates in 90 days 8 are reposts of others, the most of any kind.",
    );
    expect(roleOf({ posts_count_90d: 12 }).name).toBe("Viewer");
    expect(roleOf({ posts_count_90d: 13 })).toMatchObject({
      name: null,
      reason: expect.stringContaining("reposts_made_count"),
    });
  });
});
