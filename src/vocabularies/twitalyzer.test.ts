import { describe, expect, it } from "vitest";
import type { VocabularyInputs } from "./inputs.ts";
import { vocabularyClass, vocabularyMeasures } from "./registry.ts";

const measure = (name: string, inputs: VocabularyInputs) =>
  vocabularyMeasures("twitalyzer", inputs).find(one => one.name === name)!;
const valueOfMeasure = (name: string, inputs: VocabularyInputs) => measure(name, inputs).value;

describe("Twitalyzer's measures", () => {
  it("take signal, generosity and engagement as the tool defined them", () => {
    const inputs = {
      posts_count_90d: 40,
      signal_posts_count: 30,
      reposts_made_count: 10,
      people_referenced_count: 6,
      people_referencing_count: 4,
    };
    expect(measure("signal", inputs)).toMatchObject({ value: 75, isOurs: false, ours: null });
    expect(measure("generosity", inputs)).toMatchObject({ value: 25, isOurs: false });
    expect(measure("engagement", inputs)).toMatchObject({
      value: 1.5,
      isOurs: false,
      range: { min: 0, max: null },
    });
    expect(measure("engagement", { ...inputs, people_referencing_count: 0 })).toMatchObject({
      value: null,
      reason: "Nobody referenced it, so there is nothing to divide by.",
    });
    expect(measure("signal", { posts_count_90d: 0, signal_posts_count: 0 })).toMatchObject({
      value: null,
      reason: "It published nothing, so there is nothing to divide by.",
    });
  });

  it("count a person once in Impact, however often they act", () => {
    // every part at its middle gives 50 whatever the weights
    const middle = {
      followers_count: 200,
      people_referencing_count: 20,
      people_reposting_count: 10,
      people_reposted_count: 10,
      posts_count_7d: 10,
    };
    expect(valueOfMeasure("impact", middle)).toBeCloseTo(50, 9);
    // four times the reposters: sqrt 4 = 2, 2/3 = 66.7; 0.25 of the difference of 16.7
    const more = { ...middle, people_reposting_count: 40, reposts_received_count: 4000 };
    expect(valueOfMeasure("impact", more)).toBeCloseTo(50 + 0.25 * (200 / 3 - 50), 9);
    expect(measure("impact", { followers_count: 200 })).toMatchObject({
      value: null,
      isOurs: true,
      ours: "weights ours, the tool never published them",
    });
  });

  it("mix five relative measures, a fifth each, into the Influence of 2009", () => {
    const inputs = {
      followers_count: 200,
      reposts_received_count: 20,
      reposts_made_count: 5,
      posts_count_90d: 20,
      posts_count_7d: 10,
      references_7d_count: 5,
    };
    // 50 four times and a generosity of 25: (200 + 25) / 5
    expect(valueOfMeasure("influence_2009", inputs)).toBeCloseTo(45, 9);
  });

  it("give Influence as the chance of being reposted or referenced, and discount reach by it", () => {
    const inputs = {
      originals_count: 10,
      reposts_received_count: 4,
      mentions_received_count: 1,
      replies_received_count: 2,
      followers_count: 60,
      reposters_followers_count: 40,
    };
    // 7 on 10 updates: 1 - e^-0.7
    expect(valueOfMeasure("influence", inputs)).toBeCloseTo(50.341, 3);
    expect(valueOfMeasure("potential_reach", inputs)).toBe(100);
    expect(valueOfMeasure("effective_reach", inputs)).toBeCloseTo(50.341, 3);
    const unknown = { ...inputs, reposters_followers_count: null };
    expect(measure("potential_reach", unknown)).toMatchObject({
      value: null,
      reason: "Not observed: reposters_followers_count.",
    });
  });

  it("take Velocity and Clout of the last week, else the mean week of the window", () => {
    expect(valueOfMeasure("velocity", { posts_count_7d: 10, posts_count_90d: 0 })).toBe(50);
    // 900 in 90 days are 70 a week: sqrt 7 = 2.646, 2.646 / 3.646
    expect(valueOfMeasure("velocity", { posts_count_90d: 900 })).toBeCloseTo(72.57, 2);
    expect(valueOfMeasure("clout", { references_7d_count: 5 })).toBe(50);
    // 45 and 45 in 90 days are 7 a week: sqrt 1.4 = 1.183, 1.183 / 2.183
    const window = { mentions_received_count: 45, replies_received_count: 45 };
    expect(valueOfMeasure("clout", window)).toBeCloseTo(54.2, 1);
    expect(valueOfMeasure("references_7d", { references_7d_count: 0 })).toBe(0);
    expect(valueOfMeasure("references_7d", {})).toBeNull();
  });
});

describe("Twitalyzer's user types", () => {
  const typeOf = (inputs: VocabularyInputs) => vocabularyClass("twitalyzer", inputs);
  const quiet = {
    posts_count_90d: 40,
    addressing_posts_count: 2,
    people_referenced_count: 2,
    people_referencing_count: 2,
    people_reposting_count: 2,
  };

  it("are the three whose names are known", () => {
    const talks = { ...quiet, addressing_posts_count: 20, people_referenced_count: 10 };
    expect(typeOf(talks)).toMatchObject({ name: "Social Butterfly", isOurs: true });
    expect(typeOf({ ...quiet, people_referencing_count: 10 }).name).toBe("Thought Leader");
    expect(typeOf({ ...quiet, people_reposting_count: 10 }).name).toBe("Trendsetter");
  });

  it("are not made up for the other two", () => {
    expect(typeOf(quiet)).toMatchObject({ name: null, reason: expect.stringContaining("not known") });
    expect(typeOf({})).toMatchObject({ name: null, reason: expect.stringContaining("Not observed") });
  });
});
