/** The signals of an account that bear on whether it is genuine, in the order in which they are listed. */
export const SIGNAL_NAMES = [
  "followers_per_following",
  "posts_per_follower",
  "posts_per_following",
  "lists_per_follower",
  "lists_per_post",
  "lists_per_following",
  "has_url",
  "age_days",
  "gap_burstiness",
  "quiet_hours_share",
  "repeated_texts_share",
  "copied_texts_share",
  "outside_engagers_share",
  "twins_count",
  "established_engagers_count",
] as const;
export type SignalName = (typeof SIGNAL_NAMES)[number];

/** Where a signal comes from. */
export const SIGNAL_GROUPS = ["profile", "rhythm", "content", "graph"] as const;
export type SignalGroup = (typeof SIGNAL_GROUPS)[number];

/** The numbers of an account that signals are made of: columns of `int_authenticity_signals`. */
export const SIGNAL_COLUMNS = [
  "followers_count",
  "following_count",
  "posts_count",
  "listed_count",
  "has_url",
  "age_days",
  "gap_burstiness",
  "quiet_hours_share",
  "repeated_texts_share",
  "copied_texts_share",
  "outside_engagers_share",
  "twins_count",
  "established_engagers_count",
] as const;
export type SignalColumn = (typeof SIGNAL_COLUMNS)[number];

/** What was observed of an account; null: not observed, which is never suspicion. */
export type AuthenticityEvidence = Readonly<Record<SignalColumn, number | null>>;

/** A signal as people read it. */
export interface SignalDefinition {
  readonly name: SignalName;
  readonly group: SignalGroup;
  readonly label: string;
  /** What is measured, in one sentence. */
  readonly meaning: string;
  readonly unit: string;
  /** Reasons, without a full stop, with `{value}`: where it speaks for the account, and where against it. */
  readonly sentence: { readonly genuine: string; readonly suspicious: string };
}
