import type { NetworkName } from "../domain/network.ts";

/** A topic of an account as a run holds it: its row of account_topics. */
export interface StoredTopic {
  readonly topic_id: string;
  readonly level: "area" | "topic";
  /** People act on the account about it. */
  readonly is_influence: boolean;
  /** The account writes about it or acts on it. */
  readonly is_interest: boolean;
  /** 0..1; null when it is no influence topic. */
  readonly influence_strength: number | null;
  /** 0..1, share of what the account writes and acts on; null when it is no interest topic. */
  readonly interest_strength: number | null;
  /** Expertise 0..100 with its 90 % interval; null when nobody was seen to act. */
  readonly score: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** What the score is made of and its variance, before the scale. */
  readonly latent: number | null;
  readonly variance: number | null;
  readonly passed_standing: number | null;
  /** 0..1: share of the people who act on it about the topic whose own interest it is. */
  readonly insiders_share: number | null;
  readonly acts_received_count: number;
  readonly people_count: number;
  /** People left when any one post is taken away. */
  readonly people_beyond_best_count: number;
  readonly unseen_beyond_best_count: number;
  readonly posts_acted_on_count: number;
  readonly posts_acted_on_days_count: number;
  readonly own_posts_count: number;
  readonly own_post_days_count: number;
  readonly acts_given_count: number;
  readonly acted_on_people_count: number;
  readonly acts_given_days_count: number;
  readonly is_in_bio: boolean;
  /** People on whose lists it stands under a name that speaks for the topic. */
  readonly list_owners_count: number;
  /** At most three of those lists, each of another owner who did not opt out. */
  readonly lists: readonly TopicListing[];
}

/** A list on which an account stands. */
export interface TopicListing {
  readonly list_id: string;
  readonly owner_id: string;
  readonly list_name: string;
}

/** An account on the leaderboard of a topic. */
export interface TopicLeader {
  readonly network: NetworkName;
  readonly account_id: string;
  readonly handle: string | null;
  readonly display_name: string | null;
  /** Expertise 0..100 with its 90 % interval. */
  readonly score: number;
  readonly low: number;
  readonly high: number;
  /** What the score is made of and its variance, before the scale. */
  readonly latent: number;
  readonly variance: number;
  /** Influence score 0..100 over everything; null when there was not enough data. */
  readonly overall_score: number | null;
  /** Its 90 % interval; null without one. */
  readonly overall_low: number | null;
  readonly overall_high: number | null;
  /** Share of the evidence about the account that could be observed, 0..1. */
  readonly coverage: number | null;
  readonly followers_count: number | null;
  readonly people_count: number;
  readonly acts_received_count: number;
  readonly posts_acted_on_count: number;
}

/** A post that stands for a topic of its author. */
export interface TopicPost {
  readonly post_id: string;
  readonly kind: string;
  readonly posted_at: string | null;
  /** First 140 characters. */
  readonly text: string | null;
  /** Null counts were not observed. */
  readonly like_count: number | null;
  readonly repost_count: number | null;
  readonly reply_count: number | null;
  readonly quote_count: number | null;
  /** 0..1: how surely it is about the topic. */
  readonly weight: number;
  /** Kinds and words of the strongest cues; null when they spoke for a topic under this one. */
  readonly evidence: string | null;
  /** People seen to act on it. */
  readonly people_count: number;
}

/** Somebody who acts on an account about a topic. */
export interface TopicPerson {
  readonly account_id: string;
  readonly handle: string | null;
  readonly display_name: string | null;
  /** Influence score over everything; null when there was not enough data. */
  readonly score: number | null;
  readonly acts_count: number;
  readonly posts_count: number;
  /** 0..1: share of what the person writes and acts on that is about the topic. */
  readonly focus_share: number;
  readonly last_age_days: number;
}

/** How much is said about a topic over all networks, nobody by name. */
export interface TopicTotal {
  readonly topic_id: string;
  readonly slug: string;
  readonly name: string;
  readonly level: "area" | "topic";
  readonly area_ids: readonly string[];
  readonly is_sensitive: boolean;
  readonly posts_count: number;
  readonly authors_count: number;
  readonly people_count: number;
  readonly acts_count: number;
  /** Accounts that influence others about it and may be named. */
  readonly leaders_count: number;
}
