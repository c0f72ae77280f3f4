import type { ChangePartName } from "../scoring/split-change.ts";

/** One end of a change. */
export interface ChangeEndAnswer {
  /** End of the window, UTC ISO. */
  readonly as_of: string;
  readonly model: string;
  /** `recomputed`: from the rows that the lake holds today, since no published run speaks for that time. */
  readonly basis: "published" | "recomputed" | "on_demand";
  readonly run_id: string | null;
  /** Null: not enough data then. */
  readonly score: number | null;
}

/** What one feature did within a part. */
export interface ChangeLineAnswer {
  /** Null: no single feature. */
  readonly feature: string | null;
  readonly from: number | null;
  readonly to: number | null;
  readonly points: number;
  readonly sentence: string;
}

/** What one of you, others, method and data moved. */
export interface ChangePartAnswer {
  readonly part: ChangePartName;
  readonly points: number;
  readonly sentence: string;
  /** They sum to `points`. */
  readonly lines: readonly ChangeLineAnswer[];
}

/** Somebody who acts now and did not then, or the other way round. */
export interface MovedPerson {
  readonly handle: string;
  readonly account_id: string;
  readonly acts_count: number;
  readonly last_acted_at: string | null;
}

/** Who began and ceased to act on the account between the two windows. */
export interface MovedPeople {
  readonly joined_count: number;
  readonly left_count: number;
  /** The heaviest first. */
  readonly joined: readonly MovedPerson[];
  readonly left: readonly MovedPerson[];
}

/** A post whose reactions changed between the two runs. */
export interface MovedPost {
  readonly post_id: string;
  readonly posted_at: string | null;
  readonly text: string | null;
  /** 0 for a post outside the window then. */
  readonly reactions_from: number;
  /** 0 for a post outside the window now. */
  readonly reactions_to: number;
}

/** The change of a score since a date, taken apart. */
export interface ChangeAnswer {
  readonly since: string;
  readonly from: ChangeEndAnswer;
  readonly to: ChangeEndAnswer;
  /** Points; null when one end has no score. */
  readonly change: number | null;
  /** you, others, method, data: they sum to `change`; empty when it is null. */
  readonly parts: readonly ChangePartAnswer[];
  readonly people: MovedPeople;
  /** The largest difference first. */
  readonly posts: readonly MovedPost[];
  readonly notes: readonly string[];
}
