import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  anyEvidence,
  anyValue,
  drawFeatures,
  evidenceOf,
  publishedModel,
  seededRandom,
} from "../../test/support/account-evidence.ts";
import { PAID_FEATURE_NAMES } from "../features/registry.ts";
import type { AccountEvidence, FeatureVector } from "./account-evidence.ts";
import { referenceScore, scoreAccount } from "./score-account.ts";

const model = publishedModel();
const anyFeature = fc.constantFrom(...model.paidFeatures);

function every(value: number | null): FeatureVector {
  return Object.fromEntries(PAID_FEATURE_NAMES.map(name => [name, value])) as FeatureVector;
}

function scored(evidence: AccountEvidence): AccountEvidence {
  return { ...evidence, hasEnoughEvidence: true };
}

function withFeature(evidence: AccountEvidence, name: string, value: number | null): AccountEvidence {
  return { ...evidence, features: { ...evidence.features, [name]: value } };
}

describe("a score", () => {
  it("is the bias plus its contributions, within 1e-9", () => {
    fc.assert(
      fc.property(anyEvidence(), evidence => {
        const { latent, contributions } = scoreAccount(evidence, model);
        const sum = contributions.reduce((total, part) => total + part.latent, 0);
        expect(Math.abs(sum + model.bias - latent)).toBeLessThan(1e-9);
      }),
    );
  });

  it("is the reference account's score plus all points", () => {
    fc.assert(
      fc.property(anyEvidence(), evidence => {
        const { score, contributions } = scoreAccount(scored(evidence), model);
        const points = contributions.reduce((total, part) => total + part.points, 0);
        expect(referenceScore(evidence.network, model) + points).toBeCloseTo(score!, 6);
      }),
    );
  });

  it("stays within 0..100 and inside its interval, with coverage in 0..1 and sub-scores in 0..100", () => {
    fc.assert(
      fc.property(anyEvidence(), evidence => {
        const { score, interval, coverage, subscores, variance } = scoreAccount(scored(evidence), model);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        expect(interval!.low).toBeLessThanOrEqual(score!);
        expect(interval!.high).toBeGreaterThanOrEqual(score!);
        expect(interval!.low).toBeGreaterThanOrEqual(0);
        expect(interval!.high).toBeLessThanOrEqual(100);
        expect(coverage).toBeGreaterThanOrEqual(0);
        expect(coverage).toBeLessThanOrEqual(1);
        expect(variance).toBeGreaterThanOrEqual(0);
        for (const subscore of Object.values(subscores)) {
          expect(subscore).toBeGreaterThanOrEqual(0);
          expect(subscore).toBeLessThanOrEqual(100);
        }
      }),
    );
  });

  it("never falls, nor any sub-score, when a paid feature rises", () => {
    const risen = anyFeature.chain(name => fc.tuple(fc.constant(name), anyValue(name), anyValue(name)));
    fc.assert(
      fc.property(anyEvidence(), risen, (evidence, [name, one, other]) => {
        const less = scoreAccount(withFeature(scored(evidence), name, Math.min(one, other)), model);
        const more = scoreAccount(withFeature(scored(evidence), name, Math.max(one, other)), model);
        expect(more.score! - less.score!).toBeGreaterThanOrEqual(-1e-9);
        for (const group of ["reach", "amplification", "network_impact"] as const)
          expect(more.subscores[group] - less.subscores[group]).toBeGreaterThanOrEqual(-1e-9);
      }),
      { numRuns: 300 },
    );
  });

  it.each(model.paidFeatures)("rises with %s in the middle of the scale", name => {
    const reference = evidenceOf(every(0.5));
    const score = (value: number) => scoreAccount(withFeature(reference, name, value), model).score!;
    expect(score(1)).toBeGreaterThan(score(0.5));
  });

  it("takes a null for more than a zero: the null is what the rest leads one to expect", () => {
    for (const features of plausibleFeatures(400))
      for (const name of model.paidFeatures) {
        const missing = scoreAccount(withFeature(evidenceOf(features), name, null), model);
        const zero = scoreAccount(withFeature(evidenceOf(features), name, 0), model);
        expect(missing.score!).toBeGreaterThanOrEqual(zero.score! - 1e-9);
        expect(missing.contributions.find(part => part.feature === name)).toMatchObject({
          value: null,
          isImputed: true,
        });
      }
    for (const name of model.paidFeatures) {
      const reference = evidenceOf(referenceFeatures());
      const missing = scoreAccount(withFeature(reference, name, null), model);
      const zero = scoreAccount(withFeature(reference, name, 0), model);
      expect(missing.score).toBeGreaterThan(zero.score!);
    }
  });

  it("is less covered with a null than with any value, and less sure where the feature weighs", () => {
    for (const features of plausibleFeatures(400))
      for (const name of model.paidFeatures) {
        const missing = scoreAccount(withFeature(evidenceOf(features), name, null), model);
        const known = scoreAccount(evidenceOf(features), model);
        expect(missing.coverage).toBeLessThanOrEqual(known.coverage);
      }
    // At the reference a null is expected to be about what was there, so it is the certainty that changes.
    const reference = evidenceOf(referenceFeatures());
    const whole = scoreAccount(reference, model);
    for (const name of ["effective_reach", "engaged_people", "people_rank", "likes_per_original"] as const) {
      const missing = scoreAccount(withFeature(reference, name, null), model);
      expect(Math.abs(missing.score! - whole.score!)).toBeLessThan(1);
      expect(missing.variance).toBeGreaterThan(whole.variance);
      expect(widthOf(missing)).toBeGreaterThan(widthOf(whole));
      expect(missing.coverage).toBeLessThan(whole.coverage);
    }
  });

  it("has a narrower interval the more of the window was observed, and the same value", () => {
    const results = [0, 0.25, 0.5, 0.75, 1].map(share =>
      scoreAccount(evidenceOf(every(2), { share }), model),
    );
    const widths = results.map(({ interval }) => interval!.high - interval!.low);
    expect(widths).toEqual(widths.toSorted((a, b) => b - a));
    expect(new Set(widths).size).toBe(5);
    expect(new Set(results.map(({ score }) => score)).size).toBe(1);
    expect(results.map(({ coverage }) => coverage)).toEqual(
      results.map(({ coverage }) => coverage).toSorted((a, b) => a - b),
    );
  });

  it("has a narrower interval when the same rates rest on more posts", () => {
    const width = (originals: number) => {
      const { interval } = scoreAccount(evidenceOf(every(2), { originals }), model);
      return interval!.high - interval!.low;
    };
    expect(width(400)).toBeLessThan(width(40));
    expect(width(40)).toBeLessThan(width(5));
  });

  it("of an account nobody acted on is 0, and that of one observed nowhere is the reference with coverage 0", () => {
    expect(scoreAccount(evidenceOf(every(0)), model).score).toBe(0);
    const unknown = scoreAccount(evidenceOf(every(null), { share: 0 }), model);
    expect(unknown.score).toBeCloseTo(referenceScore("x", model), 1);
    expect(unknown.coverage).toBe(0);
  });

  it("of an account at the last knots is 100", () => {
    expect(scoreAccount(evidenceOf({ ...every(1e9), people_rank: 9 }), model).score).toBe(100);
  });

  it("is not given for too little evidence, and the reason says what would be enough", () => {
    const result = scoreAccount({ ...evidenceOf(every(1)), hasEnoughEvidence: false }, model);
    expect(result).toMatchObject({ status: "not_enough_data", score: null, interval: null });
    expect(result.reason).toContain("90 days");
    expect(result.contributions).toHaveLength(model.paidFeatures.length);
  });

  it("takes no coverage for a feature its network has no notion of", () => {
    const withoutLists = withFeature(evidenceOf(every(2)), "effective_lists", null);
    expect(scoreAccount({ ...withoutLists, network: "nostr" }, model).coverage).toBe(1);
    expect(scoreAccount(withoutLists, model).coverage).toBeLessThan(1);
  });

  it("is the same to the last bit whenever it is computed, in whatever order the row's columns come", () => {
    fc.assert(
      fc.property(anyEvidence(), evidence => {
        const reordered = {
          ...evidence,
          features: Object.fromEntries(Object.entries(evidence.features).toReversed()) as FeatureVector,
        };
        const bytes = JSON.stringify(scoreAccount(evidence, model));
        expect(JSON.stringify(scoreAccount(reordered, publishedModel()))).toBe(bytes);
      }),
      { numRuns: 20 },
    );
  });
});

/** Drawn accounts whose features go together as the model says. */
function plausibleFeatures(count: number): readonly FeatureVector[] {
  const random = seededRandom(20_261_123);
  return Array.from({ length: count }, () => drawFeatures(random, model));
}

function widthOf({ interval }: ReturnType<typeof scoreAccount>): number {
  return interval!.high - interval!.low;
}

/** The features of the reference account: each value whose position is the reference of its shape. */
function referenceFeatures(): FeatureVector {
  const values = model.paidFeatures.map(name => {
    const { reference, transform } = model.features[name];
    const amount = transform.scale * Math.expm1(reference);
    return [name, transform.kind === "log1p" ? amount : Math.log10(1 + amount)] as const;
  });
  return Object.fromEntries(values) as FeatureVector;
}
