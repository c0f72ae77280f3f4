import type { QualityDefinition, QualityName } from "../qualities/quality.ts";
import { QUALITIES } from "../qualities/registry.ts";

/** What a quality is called and means, the same for every account. */
export interface QualityTerms {
  readonly label: string;
  readonly meaning: string;
  readonly unit: "share" | "hours";
  /** Null: no limit. */
  readonly range: { readonly min: number; readonly max: number | null };
  readonly better: "more" | "less";
  /** What an account is that does better: quicker. */
  readonly comparative: string;
  readonly parts: readonly { readonly name: string; readonly label: string; readonly unit: string }[];
}

/** What each of the four qualities is called and means. */
export function qualityTerms(): Readonly<Record<QualityName, QualityTerms>> {
  return Object.fromEntries(QUALITIES.map(quality => [quality.name, termsOf(quality)])) as Record<
    QualityName,
    QualityTerms
  >;
}

function termsOf(quality: QualityDefinition): QualityTerms {
  const { label, meaning, unit, range, better, directionWord: comparative, parts } = quality;
  return {
    ...{ label, meaning, unit, range, better, comparative },
    parts: parts.map(({ name, label, unit }) => ({ name, label, unit })),
  };
}
