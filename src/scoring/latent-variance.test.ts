import { describe, expect, it } from "vitest";
import { evidenceOf, normalDraw, publishedModel, seededRandom } from "../../test/support/account-evidence.ts";
import { PAID_FEATURE_NAMES } from "../features/registry.ts";
import type { FeatureVector } from "./account-evidence.ts";
import { countVariance, latentVariance } from "./latent-variance.ts";

const model = publishedModel();

/** A gamma draw of `shape` >= 1 and scale 1. Source: Marsaglia and Tsang 2000. */
function gammaDraw(shape: number, random: () => number): number {
  const d = shape - 1 / 3;
  for (;;) {
    const x = normalDraw(random);
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

function uniform(value: number | null): FeatureVector {
  return Object.fromEntries(PAID_FEATURE_NAMES.map(name => [name, value])) as FeatureVector;
}

describe("countVariance", () => {
  it.each([
    ["reposts_per_original", 0.5, 60],
    ["reposts_per_original", 4, 60],
    ["likes_per_original", 2, 50],
    ["likes_per_original", 80, 20],
    ["replies_per_original", 1, 100],
  ] as const)("agrees with sampled rates for %s = %f over %i posts", (name, value, originals) => {
    const shape = model.features[name];
    const exposure = originals + model.constants.rate_prior_originals;
    const count = Math.round(value * exposure);
    const rate = count / exposure;
    const { support } = evidenceOf({ ...uniform(1), [name]: rate }, { originals });
    const closed = countVariance(rate, shape, support, model.constants)!;
    const random = seededRandom(7);
    const draws = Array.from({ length: 20_000 }, () => {
      const mean = count + model.constants.count_prior;
      const drawn = gammaDraw(mean / shape.dispersion, random) * shape.dispersion;
      return Math.log1p(drawn / exposure / shape.transform.scale);
    });
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    const sampled = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
    expect(Math.abs(Math.sqrt(closed / sampled) - 1)).toBeLessThan(0.1);
  });

  it("falls as one over the count for the same rate", () => {
    const shape = model.features.reposts_per_original;
    const variance = (originals: number) =>
      countVariance(10, shape, evidenceOf(uniform(10), { originals }).support, model.constants)!;
    expect(variance(97) / variance(997)).toBeCloseTo(10, 1);
  });

  it("is positive for zero acts and null where no count was observed", () => {
    const shape = model.features.reposts_per_original;
    const { support } = evidenceOf(uniform(0));
    expect(countVariance(0, shape, support, model.constants)).toBeGreaterThan(0);
    const unseen = { ...support, reposts_received_count: null };
    expect(countVariance(1, shape, unseen, model.constants)).toBeNull();
  });
});

describe("latentVariance", () => {
  it("with nothing observed is that of one common factor and eleven own deviations", () => {
    const shapes = PAID_FEATURE_NAMES.map(name => model.features[name]);
    const shared = shapes.reduce((sum, s) => sum + s.unobservedDeviation * s.loading, 0) ** 2;
    const own = shapes.reduce((sum, s) => sum + s.unobservedDeviation ** 2 * (1 - s.loading ** 2), 0);
    expect(latentVariance(evidenceOf(uniform(null), { share: 0 }), model)).toBeCloseTo(shared + own, 12);
  });
});
