import type { StandingWeights } from "../../graph/on-demand/standing-weights.ts";

/** An account that was fetched: its posts, their counts and who acted on them. */
export interface FetchedSubject {
  readonly network: string;
  readonly account_id: string;
}

/** Marts of the newest published run, as SQL text that may stand after FROM. */
export interface KnownRun {
  /** Mart people_standing. */
  readonly standings: string;
  /** Mart people_edges. */
  readonly edges: string;
}

/** What a run over fetched rows needs beside them: the acts of engagers on others, and who acts on them, were not fetched. */
export interface OnDemandEngagers {
  readonly subjects: readonly FetchedSubject[];
  /** Null when nothing was ever published. */
  readonly known: KnownRun | null;
  readonly weights: StandingWeights;
}

/** The kinds of act that networks count on a post. */
export const COUNTED_KINDS = ["like", "repost", "reply", "quote"] as const;
export type CountedKind = (typeof COUNTED_KINDS)[number];

/** Acts of one kind on an account within the window. */
export interface ActsOfKind {
  readonly read: number;
  /** At least `read`; the same where the network counts nothing or everything was read. */
  readonly counted: number;
}

/** How much of the people who acted on an account was read, and where their standing comes from. */
export interface EngagerReading extends FetchedSubject {
  readonly acts: Readonly<Record<CountedKind, ActsOfKind>>;
  /** More acts were counted than read. */
  readonly is_sample: boolean;
  readonly people_read: number;
  /** Distinct people behind all counted acts; `people_read` when not a sample. */
  readonly people_estimated: number;
  /** Standard deviation of the logarithm of `people_estimated`; 0 when not a sample. */
  readonly people_relative_error: number;
  /** People read whose standing is that of the newest run. */
  readonly known_count: number;
  /** People read whose standing is estimated from their own profile numbers. */
  readonly estimated_count: number;
  /** People read of whom no number is known: they count as the mean engager. */
  readonly unread_count: number;
  /** Id of the weights of the estimate. */
  readonly standing_weights: string;
}
