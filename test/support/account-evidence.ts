import { readFileSync } from "node:fs";
import { PAID_FEATURE_NAMES, type PaidFeatureName } from "../../src/features/registry.ts";
import {
  type AccountEvidence,
  type FeatureVector,
  SUPPORT_COLUMNS,
} from "../../src/scoring/account-evidence.ts";
import { parseScoringModel, type ScoringModel } from "../../src/scoring/scoring-model.ts";

const folder = new URL("../../weights/renown-2026-11/", import.meta.url);

/** The published model, read from `weights/`. */
export function publishedModel(): ScoringModel {
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

/** Features of a plausible account: one common factor, its lower side at six tenths of the upper one, and noise of
 *  its own for each feature, with the references, spreads and loadings of the model. */
export function drawFeatures(random: () => number, model: ScoringModel): FeatureVector {
  const draw = normalDraw(random);
  const factor = draw < 0 ? 0.6 * draw : draw;
  const entries = PAID_FEATURE_NAMES.map(name => {
    const { transform, reference, spread, loading } = model.features[name];
    const standard = loading * factor + Math.sqrt(1 - loading ** 2) * normalDraw(random);
    const amount = transform.scale * Math.expm1(Math.max(0, reference + spread * standard));
    return [name, transform.kind === "log1p" ? amount : Math.log10(1 + amount)];
  });
  return Object.fromEntries(entries) as Record<PaidFeatureName, number>;
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
