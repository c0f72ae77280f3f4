import { describe, expect, it } from "vitest";
import { EVIDENCE_COLUMNS, FEATURE_GROUPS } from "./feature.ts";
import { FEATURES, featureNamed, PAID_FEATURES, paidFeatureNamed, SHOWN_FEATURES } from "./registry.ts";

describe("the feature registry", () => {
  it("pays these features and no other", () => {
    expect(PAID_FEATURES.map(feature => feature.name)).toEqual([
      "effective_reach",
      "listed_count",
      "effective_lists",
      "reach_per_followed",
      "engaged_people",
      "reposts_per_original",
      "quotes_per_original",
      "replies_per_original",
      "likes_per_original",
      "repost_h_index",
      "mentions_per_day",
      "people_rank",
      "notable_engagers_count",
    ]);
  });

  it("names every feature once, in snake_case", () => {
    const names = FEATURES.map(feature => feature.name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
  });

  it.each(FEATURES.map(feature => [feature.name, feature] as const))(
    "documents %s in full",
    (name, feature) => {
      expect(feature.meaning).toMatch(/^[A-Z].*\w.*\.$/);
      expect(feature.nullMeaning).toMatch(/^[A-Z].*\.$/);
      expect(feature.label.length).toBeGreaterThan(3);
      expect(feature.unit).toMatch(/^[a-z]/);
      expect(FEATURE_GROUPS).toContain(feature.group);
      expect(feature.range.max ?? Number.POSITIVE_INFINITY).toBeGreaterThan(feature.range.min ?? 0);
      for (const column of feature.evidence) expect(EVIDENCE_COLUMNS).toContain(column);
      for (const sentence of Object.values(feature.sentence)) {
        expect(sentence).toContain("{value}");
        expect(sentence).not.toMatch(/\.$/);
      }
      expect(featureNamed(name)).toBe(feature);
    },
  );

  it("lets paid features only raise the score, and shown ones never touch it", () => {
    expect(PAID_FEATURES.every(feature => feature.use === "paid" && feature.direction === "up")).toBe(true);
    expect(SHOWN_FEATURES.every(feature => feature.use === "shown" && feature.direction === "none")).toBe(
      true,
    );
    for (const feature of PAID_FEATURES) expect(paidFeatureNamed(feature.name)).toBe(feature);
  });
});
