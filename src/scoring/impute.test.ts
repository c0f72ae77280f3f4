import { describe, expect, it } from "vitest";
import { publishedModel } from "../../test/support/account-evidence.ts";
import { PAID_FEATURE_NAMES } from "../features/registry.ts";
import type { FeatureVector } from "./account-evidence.ts";
import { placeFeatures } from "./impute.ts";
import { transform } from "./transform.ts";

const model = publishedModel("renown-2026-11");
const nothing = Object.fromEntries(PAID_FEATURE_NAMES.map(name => [name, null])) as FeatureVector;

function rankPosition(features: Partial<FeatureVector>): number {
  const places = placeFeatures({ ...nothing, ...features }, model);
  return places.find(place => place.feature === "people_rank")!.position;
}

describe("placeFeatures", () => {
  it("puts everything at the reference account when nothing was observed", () => {
    for (const { feature, position, isImputed } of placeFeatures(nothing, model)) {
      expect(position).toBe(model.features[feature].reference);
      expect(isImputed).toBe(true);
    }
  });

  it("follows one observed feature by the product of the two loadings", () => {
    const { people_rank, likes_per_original } = model.features;
    const likes = 50;
    const standard =
      (transform(likes, likes_per_original.transform) - likes_per_original.reference) /
      likes_per_original.spread;
    expect(rankPosition({ likes_per_original: likes })).toBeCloseTo(
      people_rank.reference +
        people_rank.spread * people_rank.loading * likes_per_original.loading * standard,
      12,
    );
  });

  it("trusts two features that agree more than one", () => {
    const { likes_per_original: likes, reposts_per_original: reposts } = model.features;
    const spreadAbove = (shape: typeof likes) =>
      shape.transform.scale * Math.expm1(shape.reference + shape.spread);
    const one = rankPosition({ likes_per_original: spreadAbove(likes) });
    const two = rankPosition({
      likes_per_original: spreadAbove(likes),
      reposts_per_original: spreadAbove(reposts),
    });
    expect(two).toBeGreaterThan(one);
    expect(two).toBeLessThan(model.features.people_rank.reference + model.features.people_rank.spread);
  });

  it("leaves observed features where they are and never places below nothing", () => {
    const zeros = Object.fromEntries(PAID_FEATURE_NAMES.map(name => [name, 0])) as FeatureVector;
    const places = placeFeatures({ ...zeros, notable_engagers_count: null }, model);
    for (const { feature, position } of places)
      if (feature !== "notable_engagers_count") expect(position).toBe(0);
    expect(places.every(({ position }) => position >= 0)).toBe(true);
  });
});
