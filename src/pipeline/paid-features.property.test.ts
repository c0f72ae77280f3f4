import { describe, expect, it } from "vitest";
import { OWN_POSTS, RECEIPTS } from "../../test/support/feature-changes.ts";
import { type FeatureCase, featureCases, featuresOf } from "../../test/support/paid-feature-cases.ts";
import { STATE_KINDS } from "../domain/interchange/schema.ts";
import { PAID_FEATURE_NAMES, type PaidFeatureName } from "../features/registry.ts";

const CASES = 120;
/** Between two solutions, each within the kernel's tolerance of 1e-9. */
const SLACK = 1e-7;

const cases = featureCases(CASES);
const changes = Object.entries({ ...RECEIPTS, ...OWN_POSTS });
const rows = await featuresOf([...cases, ...changes.flatMap(([, change]) => cases.map(one => change(one)))]);

/** Whether everything of the case was watched, so that nothing is null for want of looking. */
const isWatched = (one: FeatureCase) => one.watched.length === 2;

/** Before and after of `feature` in every case under the change called `name`; null is not observed. */
function pairsOf(name: string, feature: PaidFeatureName) {
  const start = CASES * (1 + changes.findIndex(([other]) => other === name));
  return cases.map((one, i) => ({
    one,
    was: rows[i]![feature] as number | null,
    is: rows[start + i]![feature] as number | null,
  }));
}

const rises = (name: string, feature: PaidFeatureName) =>
  pairsOf(name, feature).some(({ was, is }) => was !== null && is! > was + SLACK);

describe.each(PAID_FEATURE_NAMES)("%s", feature => {
  it.each(Object.keys(RECEIPTS))("never falls, nor is lost, by %s", name => {
    for (const { one, was, is } of pairsOf(name, feature))
      if (was !== null)
        expect(is ?? Number.NEGATIVE_INFINITY, JSON.stringify(one)).toBeGreaterThanOrEqual(was - SLACK);
  });

  it.each(Object.keys(OWN_POSTS))("never rises, nor is lost, by posting one more %s", name => {
    for (const { one, was, is } of pairsOf(name, feature)) {
      if (was !== null)
        expect(is ?? Number.POSITIVE_INFINITY, JSON.stringify(one)).toBeLessThanOrEqual(was + SLACK);
      else if (isWatched(one)) expect(is, JSON.stringify(one)).toBeNull();
    }
  });

  it("is raised by something received", () => {
    expect(Object.keys(RECEIPTS).filter(name => rises(name, feature))).not.toEqual([]);
  });
});

describe("what is received", () => {
  const isState = (name: string) => STATE_KINDS.some(kind => name.startsWith(`a ${kind} of`));

  it.each(Object.keys(RECEIPTS))("raises a paid feature, unless it is a state: %s", name => {
    expect(PAID_FEATURE_NAMES.some(feature => rises(name, feature))).toBe(!isState(name));
  });
});

describe("what is posted where everything was watched", () => {
  it.each(["reply", "repost"])("dilutes nothing when it is a %s", name => {
    for (const feature of PAID_FEATURE_NAMES)
      for (const { one, was, is } of pairsOf(name, feature))
        if (was !== null && isWatched(one))
          expect(Math.abs(is! - was), `${feature} ${JSON.stringify(one)}`).toBeLessThan(SLACK);
  });

  it.each(["original", "quote"])("dilutes the rates when it is a %s", name => {
    const fallen = (feature: PaidFeatureName) =>
      pairsOf(name, feature).some(({ one, was, is }) => isWatched(one) && was !== null && is! < was - SLACK);
    expect(PAID_FEATURE_NAMES.filter(fallen)).toEqual([
      "reposts_per_original",
      "quotes_per_original",
      "replies_per_original",
      "likes_per_original",
    ]);
  });
});
