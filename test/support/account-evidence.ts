import { readFileSync } from "node:fs";
import fc from "fast-check";
import { NETWORKS } from "../../src/domain/network.ts";
import { PAID_FEATURE_NAMES, type PaidFeatureName } from "../../src/features/registry.ts";
import {
  type AccountEvidence,
  type FeatureVector,
  SUPPORT_COLUMNS,
} from "../../src/scoring/account-evidence.ts";
import { positionAt } from "../../src/scoring/impute.ts";
import { parseScoringModel, type ScoringModel } from "../../src/scoring/scoring-model.ts";

/** A published model, by default the newest, read from `weights/`. */
export function publishedModel(id = "renown-2026-12"): ScoringModel {
  const folder = new URL(`../../weights/${id}/`, import.meta.url);
  const read = (file: string) => JSON.parse(readFileSync(new URL(file, folder), "utf8"));
  return parseScoringModel(read("model.json"), read("calibration.json"));
}

/** A seeded stream of numbers in [0, 1) (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A standard normal draw (Box and Muller). */
export function normalDraw(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Features of a plausible account: one common factor and noise of its own for each feature, with the references,
 *  spreads and loadings of the model. */
export function drawFeatures(random: () => number, model: ScoringModel): FeatureVector {
  const factor = normalDraw(random);
  const atZero = model.constants.no_attention_deviations;
  const entries = model.paidFeatures.map(name => {
    const { transform, loading } = model.features[name];
    const deviations = loading * factor + Math.sqrt(1 - loading ** 2) * normalDraw(random);
    const amount = transform.scale * Math.expm1(positionAt(deviations, model.features[name], atZero));
    return [name, transform.kind === "log1p" ? amount : Math.log10(1 + amount)];
  });
  const unpaid = PAID_FEATURE_NAMES.map(name => [name, null]);
  return Object.fromEntries([...unpaid, ...entries]) as FeatureVector;
}

/** Evidence for `features` on X with `originals` posts, everything observed but for what `share` says. */
export function evidenceOf(
  features: FeatureVector,
  { share = 1, originals = 40 }: { readonly share?: number; readonly originals?: number } = {},
): AccountEvidence {
  const received = (rate: number | null) => (rate === null ? null : Math.round(rate * (originals + 3)));
  const shares = Object.fromEntries(SUPPORT_COLUMNS.map(column => [column, share]));
  return {
    network: "x",
    features,
    support: {
      ...(shares as AccountEvidence["support"]),
      likes_received_count: received(features.likes_per_original),
      reposts_received_count: received(features.reposts_per_original),
      replies_received_count: received(features.replies_per_original),
      quotes_received_count: received(features.quotes_per_original),
      mentions_received_count:
        features.mentions_per_day === null ? null : Math.round(features.mentions_per_day * 90),
      originals_count: originals,
      engaged_people_count:
        features.engaged_people === null ? null : Math.ceil(features.engaged_people * 1.5),
    },
    hasEnoughEvidence: true,
  };
}

// Property tests run the same cases every time.
fc.configureGlobal({ seed: 20261122 });

const anyShare = fc.double({ min: 0, max: 1, noNaN: true });
const anyCount = fc.option(fc.integer({ min: 0, max: 1_000_000 }), { freq: 5 });

/** Any value that `feature` can take, from nothing to far beyond the last knot. */
export function anyValue(feature: PaidFeatureName): fc.Arbitrary<number> {
  const most = feature === "people_rank" ? 8 : 1e9;
  return fc.oneof(fc.constant(0), fc.double({ min: 0, max: Math.log1p(most), noNaN: true }).map(Math.expm1));
}

/** Any evidence at all: every value, null and share, whether they fit together or not. */
export function anyEvidence(): fc.Arbitrary<AccountEvidence> {
  const features = PAID_FEATURE_NAMES.map(name => [name, fc.option(anyValue(name), { freq: 4 })]);
  const support = SUPPORT_COLUMNS.map(column => [
    column,
    column.endsWith("_share") ? fc.option(anyShare, { freq: 8 }) : anyCount,
  ]);
  return fc.record({
    network: fc.constantFrom(...NETWORKS),
    features: fc.record(Object.fromEntries(features)) as unknown as fc.Arbitrary<FeatureVector>,
    support: fc.record(Object.fromEntries(support)) as unknown as fc.Arbitrary<AccountEvidence["support"]>,
    hasEnoughEvidence: fc.boolean(),
  });
}
