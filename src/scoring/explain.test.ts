import { describe, expect, it } from "vitest";
import { evidenceOf, publishedModel } from "../../test/support/account-evidence.ts";
import { PAID_FEATURE_NAMES } from "../features/registry.ts";
import { featureSentence } from "../features/sentence.ts";
import type { FeatureVector } from "./account-evidence.ts";
import { explain } from "./explain.ts";
import { referenceScore, scoreAccount } from "./score-account.ts";

const model = publishedModel();
const features = {
  ...(Object.fromEntries(PAID_FEATURE_NAMES.map(name => [name, null])) as FeatureVector),
  effective_reach: 150,
  engaged_people: 4000,
};

describe("explain", () => {
  it("starts from the reference account and adds up to the score", () => {
    const score = scoreAccount(evidenceOf(features), model);
    const { baseline, reasons } = explain(score, model);
    expect(baseline).toBeCloseTo(referenceScore("x", model), 9);
    expect(reasons.reduce((sum, reason) => sum + reason.points, baseline)).toBeCloseTo(score.score!, 9);
  });

  it("names the strongest reason first, each with the key of its sentence", () => {
    const { reasons } = explain(scoreAccount(evidenceOf(features), model), model);
    expect(reasons[0]).toMatchObject({
      feature: "engaged_people",
      group: "reach",
      value: 4000,
      unit: "people",
      isImputed: false,
      sentenceKey: "engaged_people.observed",
    });
    expect(featureSentence(reasons[0]!.feature, reasons[0]!.value)).toMatch(
      /^Those who acted on it lately weigh as 4,000 people/,
    );
    const sizes = reasons.map(reason => Math.abs(reason.points));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(reasons.find(reason => reason.feature === "people_rank")?.sentenceKey).toBe(
      "people_rank.not_observed",
    );
  });
});
