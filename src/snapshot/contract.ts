import type { HandleQuery } from "../domain/handle-query.ts";
import type { NetworkName } from "../domain/network.ts";
import type { EngineRow } from "../engines/contract.ts";
import type { StoredTopic, TopicLeader, TopicPerson, TopicPost, TopicTotal } from "./topic-rows.ts";

/** The marts a run publishes, one Parquet file each. */
export const MARTS = [
  "account_features",
  "people_edges",
  "people_standing",
  "account_posts",
  "account_moments",
  "moment_people",
  "account_qualities",
  "quality_posts",
  "sampled_posts",
  "account_style",
  "account_authenticity",
  "audience_quality",
  "audience_suspects",
  "account_topics",
  "topic_leaders",
  "topic_posts",
  "topic_people",
  "topic_lists",
  "topic_totals",
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
  /** End of the window of topics, qualities, style, moments and samples of posts, when these were carried over from an earlier
   *  run; as of the run itself when absent. */
  readonly partsAsOf?: string;
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

/** Which of an account's posts a sample was drawn from: its own words, or its answers to somebody else. */
export type SampledSet = "posts" | "answers";

/** A post drawn by a fixed seed, whatever it drew. */
export interface SampledPost extends PostBehind {
  /** The person answered; null when not drawn from answers. */
  readonly target_id: string | null;
  readonly target_handle: string | null;
}

/** Posts drawn from a set, at most three, and how many the window holds of it. */
export interface PostSample {
  readonly posts: readonly SampledPost[];
  readonly posts_count: number;
}

/** One of the people of the highest standing who reacted to a post. */
export interface StoredReactor {
  readonly account_id: string;
  readonly handle: string | null;
  readonly display_name: string | null;
  /** Paid standing, >= 1: 1 is somebody nobody acted on. */
  readonly standing: number;
  readonly likes: number;
  readonly reposts: number;
  readonly replies: number;
  readonly quotes: number;
}

/** One of the posts of an account that drew most. */
export interface StoredMoment extends PostBehind {
  /** Reactions, each times its kind weight. */
  readonly reactions_weight: number;
  /** Distinct people whose reactions were seen; null when only counts were observed. */
  readonly people_seen_count: number | null;
  readonly own_posts_count: number;
  /** 0..1: share of the account's own posts that drew less, equal ones counted half. */
  readonly own_below_share: number;
  readonly similar_posts_count: number;
  /** 0..1: the same among posts of accounts within the same doubling of followers. */
  readonly similar_below_share: number;
  /** 1..5, by the mean of the two shares. */
  readonly strength: number;
  /** At most 5, the highest standing first. */
  readonly people: readonly StoredReactor[];
}

/** `moved_by`: people on whom the account acts. `moves`: people who act on it. */
export type AroundSide = "moved_by" | "moves";

/** Somebody on one side of an account, with the acts of whoever of the two is moved. */
export interface PersonAround extends PersonBehind {
  /** The person's paid standing, >= 1. */
  readonly standing: number;
  /** 0..1: share of attention that goes from the moved one to the mover. */
  readonly attention_share: number;
  /** The person's standing times that share. */
  readonly passed_standing: number;
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
  readonly display_name: string | null;
}

/** How many scored accounts of a population stand below a score. */
export interface Standing {
  /** Accounts counted. */
  readonly size: number;
  /** 0..100: share below, equal ones counted half; null when nobody was counted. */
  readonly percentile: number | null;
}

/** Where a value of a quality stands among accounts of its network that have one. */
export interface QualityStanding {
  /** Accounts compared. */
  readonly size: number;
  /** Percentage of them with a smaller value, equal ones counted half; null when nobody was compared. */
  readonly smallerPercent: number | null;
  /** The same with a larger value. */
  readonly largerPercent: number | null;
  /** The band of audiences compared; null when every account of the network was. */
  readonly audience: {
    readonly column: "followers_count" | "engaged_people_count";
    readonly low: number;
    readonly high: number;
  } | null;
  /** Accounts of half to double the audience that have a value; null where the audience is unknown. */
  readonly alikeCount: number | null;
}

/** A post of the account that shows one of its qualities. */
export interface QualityPost {
  readonly quality: string;
  readonly post_id: string;
  readonly posted_at: string | null;
  /** First 140 characters. */
  readonly text: string | null;
  /** Whom it answers; null when nobody. */
  readonly target_id: string | null;
  readonly target_handle: string | null;
  /** What it shows; `quality_posts` lists the words. */
  readonly note: string;
  readonly amount: number | null;
}

/** The qualities of an account as a run holds them. */
export interface StoredQualities {
  /** Its row of account_qualities. */
  readonly row: EngineRow;
  /** By quality; those without a value are left out. */
  readonly standings: Readonly<Record<string, QualityStanding>>;
  /** In the order in which they are shown, at most three of a quality. */
  readonly posts: readonly QualityPost[];
}

/** A point of an account's published history. */
export interface HistoryPoint {
  readonly as_of: string;
  readonly published_at: string | null;
  readonly model: string;
  readonly score: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** 0..1; null: published before it was kept. */
  readonly coverage: number | null;
}

/** Reads the marts of one run. Forgotten accounts are in no answer. */
export interface RunReader {
  readonly stamp: RunStamp;
  /** When those were counted whom accounts are compared with, UTC ISO; as of the run itself when absent. */
  readonly populationAsOf?: string;
  /** The account asked for; for a handle its latest holder, without regard to case. Null when the run does not hold it. */
  findAccount(query: HandleQuery): Promise<StoredAccount | null>;
  /** Every account of an identity, in order of network and id. */
  members(identityId: string): Promise<readonly StoredAccount[]>;
  /** Who acted on it, the heaviest first. */
  peopleBehind(account: StoredAccount, limit: number): Promise<readonly PersonBehind[]>;
  /** Its posts, the most reacted to first. */
  postsBehind(account: StoredAccount, limit: number): Promise<readonly PostBehind[]>;
  /** At most three of its posts by a fixed seed; answers to people who are not to be shown are left out of the posts,
   *  not of their count. Null for runs published before samples were kept. */
  sampledPosts(account: StoredAccount, set: SampledSet): Promise<PostSample | null>;
  /** False for runs published before moments and shares of attention were kept: then the next three answer nothing. */
  readonly hasPeopleAround: boolean;
  /** The posts that drew most, the heaviest first; at most 20 are kept. */
  moments(account: StoredAccount, limit: number): Promise<readonly StoredMoment[]>;
  /** Who moves the account, by the share of its attention, or whom it moves, by the standing they pass to it. */
  peopleAround(account: StoredAccount, side: AroundSide, limit: number): Promise<readonly PersonAround[]>;
  /** How many people stand on one side of the account, and how many of them are not shown. */
  countAround(
    account: StoredAccount,
    side: AroundSide,
  ): Promise<{ readonly people_count: number; readonly hidden_people_count: number }>;
  /** When the proof that put each account into an identity was seen, by `network:account_id`. */
  linkedTimes(identityId: string): Promise<ReadonlyMap<string, string>>;
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
  /** Its row, standings and posts for the columns `qualities` of account_qualities; null when the run has no row. */
  qualities(account: StoredAccount, qualities: readonly string[]): Promise<StoredQualities | null>;
  /** Its row of audience_quality, the counts of people around it by class; empty when nobody is; null for runs published
   *  before these were kept. */
  audienceOf(account: StoredAccount): Promise<EngineRow | null>;
  /** False for runs published before topics were kept: then the next five answer nothing. */
  readonly hasTopics: boolean;
  /** Its topics without those that it hid or disputed: influence topics first, by expertise, then interests. */
  topicsOf(account: StoredAccount): Promise<readonly StoredTopic[]>;
  /** The accounts with most expertise in a topic, over all networks or of one; at most 200 of a network are kept. */
  topicLeaders(
    topicId: string,
    options: { readonly network?: string; readonly limit: number },
  ): Promise<readonly TopicLeader[]>;
  /** The up to five posts of the account that stand for a topic of its. */
  topicPosts(account: StoredAccount, topicId: string): Promise<readonly TopicPost[]>;
  /** The up to five people who act most on the account about a topic. */
  topicPeople(account: StoredAccount, topicId: string): Promise<readonly TopicPerson[]>;
  /** How much is said about each topic of the run, nobody by name; sensitive topics too. */
  topicTotals(): Promise<readonly TopicTotal[]>;
  /** Where `score` stands among the scored accounts of this lake on the network. */
  standingInLake(network: string, score: number): Promise<Standing>;
  /** The same among accounts with half to double the followers. */
  standingAmongSimilar(network: string, score: number, followersCount: number): Promise<Standing>;
}
