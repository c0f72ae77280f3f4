import { expect, it } from "vitest";
import { evidenceOf, publishedModel } from "../../../test/support/account-evidence.ts";
import { PAID_FEATURE_NAMES } from "../../features/registry.ts";
import type { FeatureVector } from "../../scoring/account-evidence.ts";
import { ExpectedFeatures } from "./expected-features.ts";

const zeros = Object.fromEntries(PAID_FEATURE_NAMES.map(name => [name, 0])) as FeatureVector;

it("means counts as they are and PeopleRank by the standing behind its logarithm", () => {
  const expected = new ExpectedFeatures(publishedModel());
  expected.add(new Map([["x:1", evidenceOf({ ...zeros, engaged_people: 3, people_rank: 0 })]]));
  expected.add(new Map([["x:1", evidenceOf({ ...zeros, engaged_people: 6, people_rank: 1 })]]));
  const features = expected.of("x:1")!;
  expect(features.engaged_people).toBe(4.5);
  expect(features.people_rank).toBeCloseTo(Math.log10(5.5), 12);
});

it("leaves out draws in which a feature was not observed, and knows no account that no draw has", () => {
  const expected = new ExpectedFeatures(publishedModel());
  expected.add(new Map([["x:1", evidenceOf({ ...zeros, effective_lists: null, repost_h_index: 2 })]]));
  expected.add(new Map([["x:1", evidenceOf({ ...zeros, effective_lists: null, repost_h_index: null })]]));
  expect(expected.of("x:1")).toMatchObject({ effective_lists: null, repost_h_index: 2 });
  expect(expected.of("x:2")).toBeNull();
});
