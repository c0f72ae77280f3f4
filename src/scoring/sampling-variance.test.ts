import { describe, expect, it } from "vitest";
import { evidenceOf, normalDraw, publishedModel, seededRandom } from "../../test/support/account-evidence.ts";
import { PAID_FEATURE_NAMES } from "../features/registry.ts";
import { curveAt } from "../lib/piecewise-curve.ts";
import type { FeatureVector } from "./account-evidence.ts";
import { burstVariance, countDeviation, observedDeviation, samplingVariance } from "./sampling-variance.ts";
import type { ScoringModel } from "./scoring-model.ts";

const model = publishedModel("renown-2026-11");

/** A gamma draw of `shape` > 0 and scale 1. Source: Marsaglia and Tsang 2000. */
function gammaDraw(shape: number, random: () => number): number {
  if (shape < 1) return gammaDraw(shape + 1, random) * (1 - random()) ** (1 / shape);
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

function withConstants(values: Readonly<Record<string, number>>): ScoringModel {
  return { ...model, constants: { ...model.constants, ...values } };
}

describe("countDeviation", () => {
  it.each([
    ["reposts_per_original", 0.5, 60, 0.1],
    ["reposts_per_original", 4, 60, 0.1],
    ["likes_per_original", 2, 50, 0.1],
    ["likes_per_original", 80, 20, 0.1],
    ["replies_per_original", 1, 100, 0.1],
    // Where the slope of the curve alone is several times too wide.
    ["reposts_per_original", 0, 40, 0.35],
    ["quotes_per_original", 0, 40, 0.35],
  ] as const)("agrees with sampled rates for %s = %f over %i posts", (name, value, originals, within) => {
    const shape = { ...model.features[name], dispersion: 1.2 };
    const exposure = originals + model.constants.rate_prior_originals;
    const count = Math.round(value * exposure);
    const rate = count / exposure;
    const { support } = evidenceOf({ ...uniform(1), [name]: rate }, { originals });
    const closed = countDeviation(rate, shape, support, model.constants)!;
    const random = seededRandom(7);
    const mean = count + model.constants.count_prior;
    const draws = Array.from({ length: 20_000 }, () => {
      const drawn = gammaDraw(mean / shape.dispersion, random) * shape.dispersion;
      return curveAt(shape.curve, Math.log1p(drawn / exposure / shape.transform.scale));
    });
    const middle = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    const sampled = draws.reduce((sum, draw) => sum + (draw - middle) ** 2, 0) / draws.length;
    expect(Math.abs(closed / Math.sqrt(sampled) - 1)).toBeLessThan(within);
  });

  it("falls as one over the root of the count for the same rate", () => {
    const shape = model.features.reposts_per_original;
    const deviation = (originals: number) =>
      countDeviation(10, shape, evidenceOf(uniform(10), { originals }).support, model.constants)!;
    expect((deviation(97) / deviation(997)) ** 2).toBeCloseTo(10, 1);
  });

  it("is positive for zero acts and null where no count was observed", () => {
    const shape = model.features.reposts_per_original;
    const { support } = evidenceOf(uniform(0));
    expect(countDeviation(0, shape, support, model.constants)).toBeGreaterThan(0);
    const unseen = { ...support, reposts_received_count: null };
    expect(countDeviation(1, shape, unseen, model.constants)).toBeNull();
  });
});

describe("observedDeviation", () => {
  it("is 0 for a state that one sighting shows whole, and null for what was not observed", () => {
    expect(observedDeviation(evidenceOf(uniform(5)), "listed_count", model)).toBe(0);
    expect(observedDeviation(evidenceOf(uniform(null)), "engaged_people", model)).toBeNull();
  });

  it("never exceeds that of the feature unobserved", () => {
    const { unobservedDeviation, loading } = model.features.people_rank;
    const evidence = evidenceOf(uniform(0), { originals: 1 });
    const limit = unobservedDeviation * Math.sqrt(1 - loading ** 2);
    expect(observedDeviation(evidence, "people_rank", model)).toBeLessThanOrEqual(limit);
  });
});

it("samplingVariance is the sum of the squares of the observed deviations", () => {
  const evidence = evidenceOf({ ...uniform(2), people_rank: null });
  const squares = model.paidFeatures.map(name => (observedDeviation(evidence, name, model) ?? 0) ** 2);
  expect(samplingVariance(evidence, model)).toBeCloseTo(
    squares.reduce((sum, square) => sum + square, 0),
    12,
  );
});

describe("burstVariance", () => {
  const bursty = withConstants({ burst_variance: 1, burst_span_days: 3 });
  const of = (share: number) => burstVariance(evidenceOf(uniform(2), { share }), bursty);

  it("is quartered by twice the days seen, but not within the days that a burst lasts", () => {
    expect(of(0.5) / of(1)).toBeCloseTo(4, 12);
    expect(of(1)).toBeCloseTo((3 / 90) ** 2, 12);
    expect(of(1 / 90)).toBe(1);
    expect(of(2 / 90)).toBe(1);
    expect(of(3 / 90) / of(6 / 90)).toBeCloseTo(4, 12);
  });

  it("is the same however many acts were counted, and whichever features were observed", () => {
    const many = evidenceOf({ ...uniform(1e6), people_rank: null }, { originals: 1_000_000 });
    expect(burstVariance(many, bursty)).toBe(of(1));
  });

  it("is 0 in a model without it", () => {
    expect(burstVariance(evidenceOf(uniform(2)), model)).toBe(0);
  });
});
