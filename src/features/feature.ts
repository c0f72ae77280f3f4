/** The four groups of features, in the order in which they are shown. */
export const FEATURE_GROUPS = ["reach", "amplification", "network_impact", "activity"] as const;
export type FeatureGroup = (typeof FEATURE_GROUPS)[number];

/** The groups that enter the score, each with a sub-score of its own. */
export const PAID_GROUPS = ["reach", "amplification", "network_impact"] as const;
export type PaidGroup = (typeof PAID_GROUPS)[number];

/** The columns of `account_features` that say which share (0..1) of the window could be observed. */
export const EVIDENCE_COLUMNS = [
  "posts_observed_share",
  "like_observed_share",
  "repost_observed_share",
  "reply_observed_share",
  "quote_observed_share",
  "mention_observed_share",
] as const;
export type EvidenceColumn = (typeof EVIDENCE_COLUMNS)[number];

/** The shares that say whether the acts of any kind toward an account could be observed. */
export const ANY_ACT_EVIDENCE = [
  "like_observed_share",
  "repost_observed_share",
  "reply_observed_share",
  "quote_observed_share",
  "mention_observed_share",
] as const satisfies readonly EvidenceColumn[];

/** One feature of an account on a network; `name` is also its SQL column, JSON key and glossary entry. */
export interface FeatureDefinition<Name extends string = string> {
  readonly name: Name;
  readonly group: FeatureGroup;
  /** `paid` features enter the score, `shown` ones never do. */
  readonly use: "paid" | "shown";
  /** Short label for tables, for example `Reposts per original`. */
  readonly label: string;
  /** What is measured, in one sentence. */
  readonly meaning: string;
  readonly unit: string;
  /** Smallest and largest possible value; null means unbounded. */
  readonly range: { readonly min: number | null; readonly max: number | null };
  /** Whether more of it can only raise the score (`up`) or has no bearing on it (`none`). */
  readonly direction: "up" | "none";
  /** What a null value says. */
  readonly nullMeaning: string;
  /** The observed shares that its observation rests on (their mean counts); empty when one sighting is enough. */
  readonly evidence: readonly EvidenceColumn[];
  /** Template with `{value}`: `one` when the value rounds to exactly 1, else `other`. */
  readonly sentence: { readonly one: string; readonly other: string };
}

/** A paid feature: enters the score, more of it can only raise it. */
export interface PaidFeatureDefinition<Name extends string = string> extends FeatureDefinition<Name> {
  readonly group: PaidGroup;
  readonly use: "paid";
  readonly direction: "up";
}
