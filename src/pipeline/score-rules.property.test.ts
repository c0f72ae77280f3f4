import { describe, expect, it } from "vitest";
import { type FeatureCase, featureCases, featuresOf, HERO } from "../../test/support/paid-feature-cases.ts";
import { PAID_FEATURE_NAMES } from "../features/registry.ts";

const NO_POST = -1;
const likeOf = (actor_id: string, target_id = HERO, i = 0) => {
  return { kind: "like", actor_id, target_id, post: NO_POST, second: 7_000_000 + i };
};

describe("paid features", () => {
  it("do not depend on accounts without a path to the account", async () => {
    const cases = featureCases(60);
    const strangers = ["s1", "s2", "s3"].map((actor_id, i) => likeOf(actor_id, "s4", i));
    const withStrangers = cases.map(one => ({ ...one, acts: [...one.acts, ...strangers] }));
    const rows = await featuresOf([...cases, ...withStrangers]);
    for (const [i, one] of cases.entries())
      for (const feature of PAID_FEATURE_NAMES) {
        const [without, among] = [rows[i]![feature], rows[cases.length + i]![feature]];
        expect(among === null, `${feature} ${JSON.stringify(one)}`).toBe(without === null);
        expect(Number(among), `${feature} ${JSON.stringify(one)}`).toBeCloseTo(Number(without), 7);
      }
  });

  it("pay distinct people above one loud fan, and a selective actor above one who acts on everything", async () => {
    const nobody = { ...featureCases(1)[0]!, posts: [], watched: ["interactions", "posts"] };
    const people = Array.from({ length: 20 }, (_, i) => likeOf(`fan${i}`));
    const loud = Array.from({ length: 20 }, (_, i) => likeOf("fan", HERO, i));
    const everything = Array.from({ length: 20 }, (_, i) => likeOf("fan0", `other${i}`));
    const worlds: FeatureCase[] = [
      { ...nobody, acts: people },
      { ...nobody, acts: loud },
      { ...nobody, acts: people.slice(0, 1) },
      { ...nobody, acts: [...people.slice(0, 1), ...everything] },
    ];
    const [many, one, selective, indifferent] = (await featuresOf(worlds)).map(row => ({
      rank: Number(row["people_rank"]),
      people: Number(row["engaged_people"]),
      likes: row["likes_per_original"],
    }));
    expect(many!.rank).toBeGreaterThan(3 * one!.rank);
    expect(many!.people).toBeCloseTo(20 * one!.people, 6);
    expect(many!.likes).toBe(one!.likes);
    expect(selective!.rank).toBeGreaterThan(5 * indifferent!.rank);
  });
});
