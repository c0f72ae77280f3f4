/** The four qualities, in the order in which they are shown. */
export const QUALITY_NAMES = ["conversation", "timeliness", "flexibility", "voice_authenticity"] as const;
export type QualityName = (typeof QUALITY_NAMES)[number];

/** Why a quality has no value: nobody watched, or fewer cases than it needs. */
export type QualityReason = "not_observed" | "too_few_cases";

/** One column of `account_qualities` shown beside the headline value. */
export interface QualityPartDefinition {
  /** SQL column and JSON key. */
  readonly name: string;
  readonly label: string;
  readonly unit: string;
}

/** One quality of an account; `name` is also its SQL column, JSON key and heading in docs/qualities.md. Shown
 *  beside the score and never part of it. */
export interface QualityDefinition {
  readonly name: QualityName;
  readonly label: string;
  /** What the headline value measures, in one sentence. */
  readonly meaning: string;
  readonly unit: "share" | "hours";
  /** Smallest and largest possible value; null means unbounded. */
  readonly range: { readonly min: number; readonly max: number | null };
  /** Whether the larger or the smaller value is the better one. */
  readonly better: "more" | "less";
  /** What a better account is than another: "quicker" in "quicker than 95 %". */
  readonly directionWord: string;
  /** Fewest cases of which there is a value, the column that counts them and what they are. */
  readonly needs: { readonly minimum: number; readonly column: string; readonly cases: string };
  /** What a null value says, by reason. */
  readonly nullMeaning: Readonly<Record<QualityReason, string>>;
  readonly parts: readonly QualityPartDefinition[];
  /** Template of the sentence for an observed value, without a full stop: `{value}` or a part's name in braces. */
  readonly sentence: string;
}
