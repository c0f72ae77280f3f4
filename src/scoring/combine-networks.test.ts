import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  anyEvidence,
  drawFeatures,
  evidenceOf,
  publishedModel,
  seededRandom,
} from "../../test/support/account-evidence.ts";
import { PAID_FEATURE_NAMES } from "../features/registry.ts";
import type { FeatureVector } from "./account-evidence.ts";
import { combineNetworks } from "./combine-networks.ts";
import { scoreAccount } from "./score-account.ts";

const model = publishedModel();
const anyScore = anyEvidence().map(evidence => scoreAccount(evidence, model));

function uniform(value: number) {
  const features = Object.fromEntries(PAID_FEATURE_NAMES.map(name => [name, value])) as FeatureVector;
  return scoreAccount(evidenceOf(features), model);
}

describe("combineNetworks", () => {
  it("never lowers a score by linking one more network", () => {
    fc.assert(
      fc.property(fc.array(anyScore, { maxLength: 5 }), anyScore, (linked, another) => {
        const before = combineNetworks(linked, model);
        const after = combineNetworks([...linked, another], model);
        expect(after.score ?? 0).toBeGreaterThanOrEqual((before.score ?? 0) - 1e-9);
        if (before.status === "scored") expect(after.status).toBe("scored");
      }),
    );
  });

  it("is at least the strongest network and gives the same bytes in any order", () => {
    fc.assert(
      fc.property(fc.array(anyScore, { minLength: 1, maxLength: 5 }), scores => {
        const combined = combineNetworks(scores, model);
        for (const { score } of scores) expect(combined.score ?? 0).toBeGreaterThanOrEqual(score ?? 0);
        expect(combineNetworks(scores.toReversed(), model)).toEqual({
          ...combined,
          reason: combineNetworks(scores.toReversed(), model).reason,
        });
        if (combined.status === "scored") {
          expect(combined.interval!.low).toBeLessThanOrEqual(combined.score!);
          expect(combined.interval!.high).toBeGreaterThanOrEqual(combined.score!);
          expect(combined.coverage).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("gives the same when networks are linked one after another, in any order", () => {
    const shuffled = fc
      .array(anyScore, { minLength: 2, maxLength: 6 })
      .chain(scores =>
        fc.tuple(fc.constant(scores), fc.shuffledSubarray(scores, { minLength: scores.length })),
      );
    fc.assert(
      fc.property(shuffled, ([scores, again]) => {
        const combined = combineNetworks(scores, model);
        const reordered = combineNetworks(again, model);
        // The reason is that of the first account.
        expect(reordered).toEqual({ ...combined, reason: reordered.reason });
        let before = combineNetworks([], model);
        for (let size = 1; size <= again.length; size++) {
          const after = combineNetworks(again.slice(0, size), model);
          expect(after.score ?? 0).toBeGreaterThanOrEqual(before.score ?? 0);
          before = after;
        }
        expect(before.score).toBe(combined.score);
      }),
    );
  });

  it("never takes what was not observed on a further network for nothing there", () => {
    const random = seededRandom(20_261_123);
    const other = uniform(3);
    for (let i = 0; i < 200; i++) {
      const features = drawFeatures(random, model);
      for (const name of model.paidFeatures) {
        const [unknown, nothing] = [null, 0].map(value => {
          const one = evidenceOf({ ...features, [name]: value });
          return combineNetworks([other, scoreAccount(one, model)], model);
        });
        expect(unknown!.score!).toBeGreaterThanOrEqual(nothing!.score! - 1e-9);
      }
    }
  });

  it("returns a single network unchanged", () => {
    const only = uniform(3);
    const combined = combineNetworks([only], model);
    expect(combined.score).toBe(only.score);
    expect(combined.interval).toEqual(only.interval);
    expect(combined.coverage).toBe(only.coverage);
  });

  it("adds nothing for a hundred dormant accounts, nor for one without enough data", () => {
    const strong = uniform(3);
    const dormant = Array.from({ length: 100 }, () => uniform(0));
    const unknown = { ...uniform(50), status: "not_enough_data" as const, score: null, interval: null };
    const combined = combineNetworks([...dormant, strong, unknown], model);
    expect(combined.score).toBe(strong.score);
    expect(combined.variance).toBe(strong.variance);
    expect(combined.coverage).toBe(strong.coverage);
  });

  it("adds nearly ln 2 of influence for a twin far above no attention", () => {
    const twin = uniform(100);
    const combined = combineNetworks([twin, twin], model);
    const lost = Math.exp(model.noAttention - twin.influence);
    expect(combined.influence - twin.influence).toBeCloseTo(Math.log(2 - lost), 12);
    expect(combined.variance).toBeLessThan(twin.variance);
  });

  it("has no score for nobody and for accounts without enough data", () => {
    expect(combineNetworks([], model)).toMatchObject({ status: "not_enough_data", score: null, coverage: 0 });
    const unknown = { ...uniform(5), status: "not_enough_data" as const, reason: "Too little." };
    expect(combineNetworks([unknown], model)).toMatchObject({ score: null, reason: "Too little." });
  });
});
