import { describe, expect, it } from "vitest";
import type { VocabularyInputs } from "./inputs.ts";
import { vocabularyMeasures } from "./registry.ts";

const measure = (name: string, inputs: VocabularyInputs) =>
  vocabularyMeasures("klout", inputs).find(one => one.name === name)!;
const valueOfMeasure = (name: string, inputs: VocabularyInputs) => measure(name, inputs).value;

describe("Klout's measures", () => {
  it("show Renown's score as the Score", () => {
    expect(valueOfMeasure("score", { score: 41.5 })).toBe(41.5);
    expect(measure("score", {})).toMatchObject({ value: null, reason: expect.stringContaining("no score") });
  });

  it("count True Reach as followers as far as people react, and never under those seen to act", () => {
    const counts = { followers_count: 1000, likes_received_count: 4, reposts_received_count: 2 };
    // 50 x 6 reactions = 300 of 1,000 followers
    expect(valueOfMeasure("true_reach", counts)).toBe(300);
    expect(valueOfMeasure("true_reach", { ...counts, engaged_people_count: 320 })).toBe(320);
    expect(valueOfMeasure("true_reach", { ...counts, likes_received_count: 4000 })).toBe(1000);
    expect(valueOfMeasure("true_reach", { engaged_people_count: 7 })).toBe(7);
    expect(measure("true_reach", { followers_count: 1000 })).toMatchObject({
      value: null,
      reason: expect.stringContaining("who or how many reacted"),
    });
  });

  it("read an act a post as Amplification 50, posts counted with three more", () => {
    // 9 + 1 + 3 acts on 10 + 3 posts = 1 a post
    const acts = { reposts_received_count: 9, quotes_received_count: 1, replies_received_count: 3 };
    expect(valueOfMeasure("amplification", { ...acts, originals_count: 10 })).toBe(50);
    expect(valueOfMeasure("amplification", { ...acts, posts_count_90d: 10 })).toBe(50);
    // 100 reposts on 10 posts beat 100 on 1,000: sqrt(100/13) = 2.774, 2.774/3.774; sqrt(100/1003) = 0.316
    const reposts = { reposts_received_count: 100 };
    expect(valueOfMeasure("amplification", { ...reposts, originals_count: 10 })).toBeCloseTo(73.5, 1);
    expect(valueOfMeasure("amplification", { ...reposts, originals_count: 1000 })).toBeCloseTo(24.0, 1);
    expect(measure("amplification", { originals_count: 10 }).reason).toBe(
      "Not observed: reposts_received_count or quotes_received_count or replies_received_count.",
    );
  });

  it("read a standing of ten and five notable people each as Network Impact 50", () => {
    expect(valueOfMeasure("network_impact", { people_rank: 1 })).toBeCloseTo(50, 9);
    expect(valueOfMeasure("network_impact", { notable_engagers_count: 5 })).toBe(50);
    // sqrt(20/5) = 2, 2/3 = 66.7; the mean with 50
    const both = { people_rank: 1, notable_engagers_count: 20 };
    expect(valueOfMeasure("network_impact", both)).toBeCloseTo((50 + 200 / 3) / 2, 9);
    expect(valueOfMeasure("network_impact", { people_rank: 0, notable_engagers_count: 0 })).toBe(0);
  });
});
