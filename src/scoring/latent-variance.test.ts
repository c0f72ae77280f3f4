import { describe, expect, it } from "vitest";
import { evidenceOf, publishedModel } from "../../test/support/account-evidence.ts";
import { PAID_FEATURE_NAMES } from "../features/registry.ts";
import type { FeatureVector } from "./account-evidence.ts";
import { latentVariance } from "./latent-variance.ts";
import { samplingVariance } from "./sampling-variance.ts";

const model = publishedModel("renown-2026-11");

function uniform(value: number | null): FeatureVector {
  return Object.fromEntries(PAID_FEATURE_NAMES.map(name => [name, value])) as FeatureVector;
}

describe("latentVariance", () => {
  it("with nothing observed is that of one common factor and eleven own deviations", () => {
    const shapes = model.paidFeatures.map(name => model.features[name]);
    const shared = shapes.reduce((sum, s) => sum + s.unobservedDeviation * s.loading, 0) ** 2;
    const own = shapes.reduce((sum, s) => sum + s.unobservedDeviation ** 2 * (1 - s.loading ** 2), 0);
    expect(latentVariance(evidenceOf(uniform(null), { share: 0 }), model)).toBeCloseTo(shared + own, 12);
  });

  it("with everything observed is that of sampling alone", () => {
    const evidence = evidenceOf(uniform(2));
    expect(latentVariance(evidence, model)).toBeCloseTo(samplingVariance(evidence, model), 12);
  });
});
