import { describe, expect, it } from "vitest";
import { FEATURES } from "./registry.ts";
import { featureSentence, formatValue, sentenceKeyOf } from "./sentence.ts";

describe("featureSentence", () => {
  it("uses the singular for exactly one and the plural for the rest", () => {
    expect(featureSentence("listed_count", 1)).toBe("On 1 public list");
    expect(featureSentence("listed_count", 0)).toBe("On 0 public lists");
    expect(featureSentence("likes_per_original", 1.204)).toBe("1.2 likes per original");
    expect(featureSentence("repost_h_index", 12)).toBe("12 posts were each reposted at least 12 times");
  });

  it("says of a missing value what was taken instead", () => {
    expect(featureSentence("people_rank", null)).toBe(
      "PeopleRank: not observed; counted as what the rest of the evidence leads one to expect",
    );
  });

  it("takes nothing instead of a missing value that is only shown", () => {
    expect(featureSentence("followers_count", null)).toBe("Followers: not observed");
  });

  it("calls a weighted number of people no count of them", () => {
    expect(featureSentence("engaged_people", 865_518)).toMatch(
      /^Those who acted on it lately weigh as 865,518 people/,
    );
    expect(featureSentence("engaged_people_count", 70_000)).toBe("70,000 people acted on it");
  });

  it("leaves no placeholder in any sentence", () => {
    for (const { name } of FEATURES)
      for (const value of [null, 0, 1, 0.25, 123456]) expect(featureSentence(name, value)).not.toContain("{");
  });
});

describe("formatValue", () => {
  it.each([
    [0, "people", "0"],
    [1234567.4, "followers", "1,234,567"],
    [999.6, "followers", "1,000"],
    [99.97, "people", "100"],
    [12.34, "people", "12.3"],
    [3.456, "people", "3.46"],
    [0.0449, "mentions per day", "0.045"],
    [0.0001, "mentions per day", "under 0.001"],
    [-1200, "followers", "-1,200"],
    [0.125, "share", "12.5 %"],
    [1, "share", "100 %"],
  ])("writes %f %s as %s", (value, unit, text) => {
    expect(formatValue(value, unit)).toBe(text);
  });
});

describe("sentenceKeyOf", () => {
  it("tells a missing value from zero", () => {
    expect(sentenceKeyOf("engaged_people", null)).toBe("engaged_people.not_observed");
    expect(sentenceKeyOf("engaged_people", 0)).toBe("engaged_people.observed");
  });
});
