import { FEATURES } from "../../features/registry.ts";
import { featureSentence } from "../../features/sentence.ts";
import type { ScoringModel } from "../../scoring/scoring-model.ts";
import { type ModelFile, readModelFile } from "../load-model.ts";
import { qualityTerms } from "../quality-terms.ts";
import { vocabularyTerms } from "../vocabulary-terms.ts";

/** How the served scores are made: everything a reader needs to check a number. */
export interface Methodology {
  readonly schema_version: "1.0";
  readonly model: string;
  readonly intended_use: string;
  readonly constants: readonly {
    readonly name: string;
    readonly value: number;
    readonly unit: string;
    /** Where the value comes from. */
    readonly origin: string;
  }[];
  /** Weight of one act by kind. */
  readonly kind_weights: Readonly<Record<"like" | "mention" | "reply" | "repost" | "quote", number>>;
  readonly features: readonly {
    readonly feature: string;
    readonly group: string;
    readonly use: "paid" | "shown";
    readonly unit: string;
    readonly meaning: string;
    readonly null_meaning: string;
    /** Value of the reference account; null: not paid by this model. */
    readonly reference: number | null;
    /** How the reference value reads; null where there is none. */
    readonly reference_sentence: string | null;
    /** [value, latent] along the curve that pays it; null: not paid by this model. */
    readonly curve: readonly (readonly [number, number])[] | null;
  }[];
  readonly networks: readonly { readonly network: string; readonly is_provisional: boolean }[];
  /** From the influence scale to the score; shares (0..1) of the population below. */
  readonly calibration: {
    readonly population: string;
    readonly size: number;
    readonly date: string;
    readonly method: string;
    readonly anchors: readonly {
      readonly share_below: number;
      readonly influence: number;
      readonly score: number;
    }[];
  };
  /** What the qualities are called and mean, by name. */
  readonly qualities: ReturnType<typeof qualityTerms>;
  /** What the words of older tools mean, by vocabulary. */
  readonly vocabularies: ReturnType<typeof vocabularyTerms>;
  readonly links: Readonly<Record<"reference" | "openapi" | "distribution" | "top", string>>;
}

/** What `model` measures, what it pays for it, and the scale it is read on. */
export function methodologyOf(model: ScoringModel): Methodology {
  const file = readModelFile(model.id);
  const { unit: _unit, origin: _origin, ...kind_weights } = file.kind_weights;
  const { description: population, size, date, method } = model.population;
  return {
    schema_version: "1.0",
    model: model.id,
    intended_use: model.intendedUse,
    constants: Object.entries(file.constants).map(([name, constant]) => ({ name, ...constant })),
    kind_weights,
    features: FEATURES.map(feature => toFeature(feature, file)),
    networks: Object.entries(file.networks).map(([network, { is_provisional }]) => ({
      network,
      is_provisional,
    })),
    calibration: { population, size, date, method, anchors: anchorsOf(model) },
    qualities: qualityTerms(),
    vocabularies: vocabularyTerms(),
    links: {
      reference: "/api/docs",
      openapi: "/api/v1/openapi.json",
      distribution: "/api/v1/distribution",
      top: "/api/v1/top",
    },
  };
}

function toFeature(
  { name, group, use, unit, meaning, nullMeaning }: (typeof FEATURES)[number],
  file: ModelFile,
): Methodology["features"][number] {
  const shape = use === "paid" ? file.features[name as keyof ModelFile["features"]] : undefined;
  const reference = shape?.reference ?? null;
  return {
    ...{ feature: name, group, use, unit, meaning, null_meaning: nullMeaning },
    reference,
    reference_sentence: reference === null ? null : featureSentence(name, reference),
    curve: shape?.knots ?? null,
  };
}

function anchorsOf({ calibration }: ScoringModel): Methodology["calibration"]["anchors"] {
  return calibration.influenceToScore.map(([influence, score], i) => ({
    share_below: calibration.scoreToShare[i]![1],
    influence,
    score,
  }));
}
