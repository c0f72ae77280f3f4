import type { NetworkName } from "../../domain/network.ts";
import type { ScoreAnswer } from "../score-answer.ts";

/** What a dossier tells about the accounts asked for, in the order asked. */
export interface Dossier {
  readonly schema_version: "1.0";
  readonly subjects: readonly DossierSubject[];
  readonly intended_use: string;
}

/** An account, or why nothing can be told of what was asked for. */
export type DossierSubject = FoundSubject | MissingSubject;

export interface MissingSubject {
  readonly kind: "missing";
  /** As it was asked for. */
  readonly handle: string;
  readonly reason: string;
}

export interface FoundSubject {
  readonly kind: "found";
  readonly network: NetworkName;
  readonly answer: ScoreAnswer;
  /** Score of the reference account: it and all points sum to the score. */
  readonly baseline_score: number;
  /** Short name of each feature that has a contribution. */
  readonly labels: Readonly<Record<string, string>>;
  readonly posts: DossierPosts;
  /** What of the window could be observed. */
  readonly observed: readonly ObservedShare[];
  /** What the person says; null when the profile is not claimed or nothing was said. */
  readonly statement: Statement | null;
}

/** The posts of the window, chosen four ways. */
export interface DossierPosts {
  readonly drew_most: PostChoice;
  readonly typical: PostChoice;
  readonly answers: PostChoice;
  /** Null when no topic was asked for. */
  readonly on_topic: (PostChoice & { readonly topic: string }) | null;
}

export interface PostChoice {
  readonly posts: readonly DossierPost[];
  /** How many the window holds of the set chosen from; null: not known. */
  readonly posts_count: number | null;
  /** Why no post is shown; null when one is. */
  readonly reason: string | null;
}

export interface DossierPost {
  readonly post_id: string;
  /** Null when the network's id of the post does not tell. */
  readonly url: string | null;
  readonly kind: string;
  readonly posted_at: string | null;
  /** First 140 characters. */
  readonly text: string | null;
  /** Null counts were not observed. */
  readonly like_count: number | null;
  readonly repost_count: number | null;
  readonly reply_count: number | null;
  readonly quote_count: number | null;
  /** 1..5 for the posts that drew most; null otherwise. */
  readonly strength: number | null;
  /** Who was answered; null when nobody was. */
  readonly answered: string | null;
}

export interface ObservedShare {
  /** "Likes received". */
  readonly what: string;
  /** 0..1 of the window's days; null: not known. */
  readonly share: number | null;
}

export interface Statement {
  /** At most 500 characters. */
  readonly text: string;
  /** When control of the account was proven, UTC ISO. */
  readonly claimed_at: string;
}
