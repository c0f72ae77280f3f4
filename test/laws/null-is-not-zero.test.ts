import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PaidFeatureName } from "../../src/features/registry.ts";
import type { FeatureVector } from "../../src/scoring/account-evidence.ts";
import { latentVariance } from "../../src/scoring/latent-variance.ts";
import { regressionFor } from "../../src/scoring/regression.ts";
import { scoreAccount } from "../../src/scoring/score-account.ts";
import {
  anyEvidence,
  drawFeatures,
  evidenceOf,
  publishedModel,
  seededRandom,
} from "../support/account-evidence.ts";

const model = publishedModel();
const random = seededRandom(20_261_123);
const accounts = Array.from({ length: 300 }, () => drawFeatures(random, model));

function scored(features: FeatureVector, changed: Partial<FeatureVector>) {
  return scoreAccount(evidenceOf({ ...features, ...changed }), model);
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("what was not observed", () => {
  it.each(model.paidFeatures)("scores above nothing, by what the rest leads to expect: %s", name => {
    const gains = accounts.map(
      features => scored(features, { [name]: null }).latent - scored(features, { [name]: 0 }).latent,
    );
    for (const gain of gains) expect(gain).toBeGreaterThanOrEqual(-1e-9);
    expect(meanOf(gains)).toBeGreaterThan(0);
  });

  it.each(model.paidFeatures)(
    "never makes a score surer, whatever else is known of the account: %s",
    name => {
      for (const features of accounts) {
        const patterns = [{}, ...Array.from({ length: 4 }, () => someUnknown(model.paidFeatures))];
        for (const unknown of patterns) {
          const share = random();
          const variance = (changed: Partial<FeatureVector>) =>
            latentVariance(evidenceOf({ ...features, ...unknown, ...changed }, { share }), model);
          const known = variance({ [name]: features[name] });
          expect(variance({ [name]: null })).toBeGreaterThanOrEqual(known - 1e-9);
        }
      }
    },
  );

  it("never makes a score surer for any evidence at all on networks that have the feature", () => {
    fc.assert(
      fc.property(anyEvidence(), fc.constantFrom(...model.paidFeatures), (evidence, name) => {
        fc.pre(evidence.features[name] !== null && !model.networks[evidence.network].unavailable.has(name));
        const unknown = { ...evidence, features: { ...evidence.features, [name]: null } };
        expect(latentVariance(unknown, model)).toBeGreaterThanOrEqual(latentVariance(evidence, model) - 1e-9);
      }),
      { numRuns: 2000 },
    );
  });

  // The step of the proof in latent-variance.ts that rests on the numbers of the model.
  it("is expected to follow the observed sum ever more, the less was observed", () => {
    const reference = model.referenceContributions!;
    const count = model.paidFeatures.length;
    const carries = Array.from({ length: 2 ** count }, (_, pattern) => {
      const isObserved = model.paidFeatures.map((_, place) => (pattern & (1 << place)) !== 0);
      return regressionFor(isObserved, reference).carry;
    });
    for (let pattern = 1; pattern < carries.length; pattern++)
      for (let place = 0; place < count; place++) {
        const without = pattern & ~(1 << place);
        // Of one weak feature alone the carry can be two ten-thousandths less than of two.
        if (without !== 0 && without !== pattern)
          expect(carries[without]!).toBeGreaterThan(carries[pattern]! * (1 - 2e-4));
      }
  });
});

/** Nulls for some of `names`, few or many. */
function someUnknown(names: readonly PaidFeatureName[]): Partial<FeatureVector> {
  const share = random();
  return Object.fromEntries(names.filter(() => random() < share).map(name => [name, null]));
}
