import type { HandleQuery } from "../domain/handle-query.ts";
import type { NetworkName } from "../domain/network.ts";
import type { EngineRow } from "../engines/contract.ts";

/** The marts a run publishes, one Parquet file each. */
export const MARTS = [
  "account_features",
  "people_edges",
  "account_posts",
  "account_style",
  "identity_accounts",
  "account_scores",
  "identity_scores",
] as const;
export type MartName = (typeof MARTS)[number];

/** What every answer of a run carries. */
export interface RunStamp {
  readonly basis: "published" | "on_demand";
  /** Null when computed on demand: nothing was published. */
  readonly runId: string | null;
  /** End of the window, UTC ISO. */
  readonly asOf: string;
  readonly modelId: string;
}

/** An account as a run holds it. */
export interface StoredAccount {
  readonly network: NetworkName;
  readonly accountId: string;
  readonly handle: string | null;
  readonly displayName: string | null;
  /** `network:account_id` of the identity it belongs to; of itself until linked. */
  readonly identityId: string;
  /** False when it stands in no leaderboard: self-supplied, opted out or not scored. */
  readonly isRanked: boolean;
  readonly isSelfSupplied: boolean;
  readonly isProtected: boolean;
  /** Its row of account_features. */
  readonly features: EngineRow;
}

/** Somebody who acted on an account within the window. */
export interface PersonBehind {
  readonly account_id: string;
  readonly handle: string | null;
  readonly display_name: string | null;
  /** The person's own score; null when there was not enough data. */
  readonly score: number | null;
  readonly likes: number;
  readonly reposts: number;
  readonly replies: number;
  readonly quotes: number;
  readonly mentions: number;
  /** UTC ISO. */
  readonly last_acted_at: string | null;
}

/** A post of the account with the reactions it drew; null counts were not observed. */
export interface PostBehind {
  readonly post_id: string;
  readonly kind: string;
  readonly posted_at: string | null;
  /** First 140 characters. */
  readonly text: string | null;
  readonly like_count: number | null;
  readonly repost_count: number | null;
  readonly reply_count: number | null;
  readonly quote_count: number | null;
}

/** A line of a leaderboard: an identity, or an account when a network was asked for. */
export interface RankedEntry {
  /** identity_id, or `network:account_id`. */
  readonly id: string;
  readonly accounts: readonly RankedAccount[];
  readonly score: number;
  readonly low: number;
  readonly high: number;
  /** Value and variance on the influence scale u. */
  readonly influence: number;
  readonly variance: number;
  readonly coverage: number;
  readonly followers_count: number | null;
  readonly engaged_people_count: number | null;
}

export interface RankedAccount {
  readonly network: NetworkName;
  readonly account_id: string;
  readonly handle: string | null;
}

/** How many scored accounts of a population stand below a score. */
export interface Standing {
  /** Accounts counted. */
  readonly size: number;
  /** 0..100: share below, equal ones counted half; null when nobody was counted. */
  readonly percentile: number | null;
}

/** A point of an account's published history. */
export interface HistoryPoint {
  readonly as_of: string;
  readonly published_at: string | null;
  readonly model: string;
  readonly score: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Reads the marts of one run. Forgotten accounts are in no answer. */
export interface RunReader {
  readonly stamp: RunStamp;
  /** The account asked for; for a handle its latest holder, without regard to case. Null when the run does not hold it. */
  findAccount(query: HandleQuery): Promise<StoredAccount | null>;
  /** Every account of an identity, in order of network and id. */
  members(identityId: string): Promise<readonly StoredAccount[]>;
  /** Who acted on it, the heaviest first. */
  peopleBehind(account: StoredAccount, limit: number): Promise<readonly PersonBehind[]>;
  /** Its posts, the most reacted to first. */
  postsBehind(account: StoredAccount, limit: number): Promise<readonly PostBehind[]>;
  /** The highest scores: identities, or the accounts of one network. Only ranked and scored ones. */
  top(options: { readonly network?: string; readonly limit: number }): Promise<readonly RankedEntry[]>;
  /** Its row of account_style, the counts that older vocabularies need; null when the run holds none. */
  styleOf(account: StoredAccount): Promise<EngineRow | null>;
  /** How many identities, or accounts of one network, are ranked. */
  rankedCount(network?: string): Promise<number>;
  /** Share (0..100) of the network's accounts with enough data that stand below the account, by feature, equal
   *  ones counted half; null where its value, or everybody else's, was not observed. */
  featurePercentiles(
    account: StoredAccount,
    features: readonly string[],
  ): Promise<Readonly<Record<string, number | null>>>;
  /** Where `score` stands among the scored accounts of this lake on the network. */
  standingInLake(network: string, score: number): Promise<Standing>;
  /** The same among accounts with half to double the followers. */
  standingAmongSimilar(network: string, score: number, followersCount: number): Promise<Standing>;
}
