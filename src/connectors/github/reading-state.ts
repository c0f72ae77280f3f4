/** Lists that GitHub gives a page at a time: what the account published, and who acted on it. */
export type ListName =
  | "repositories"
  | "top_repositories"
  | "issues"
  | "pull_requests"
  | "own_events"
  | "stars"
  | "forks"
  | "opened"
  | "comments"
  | "answers"
  | "reactions"
  | "followers";

/** One page of a list. */
export interface ListStep {
  readonly ask: ListName;
  /** Of which repository ("ada/engine") or issue ("ada/engine/issues/7"); empty where it is the account's own. */
  readonly path: string;
  /** The post that was acted on; null where the list is not about one. */
  readonly postId: string | null;
  readonly page: number;
  /** What the page tells at most, in likes. */
  readonly worth: number;
}

/** The profile of one of those who acted. */
export interface PersonStep {
  readonly ask: "person";
  readonly accountId: string;
}

export type ReadingStep = ListStep | PersonStep;

/** What may be said to be completely read. */
export const CLAIMS = ["posts", "like", "repost"] as const;
export type Claim = (typeof CLAIMS)[number];

/** How far the reading of one account is: all that the rest depends on, so that it goes on the same anywhere. */
export interface ReadingState {
  readonly version: 1;
  readonly accountId: string;
  readonly login: string;
  /** When it was begun: counts and profiles are dated by it, UTC ISO. */
  readonly observedAt: string;
  /** Start of the window, UTC ISO. */
  readonly from: string;
  /** Requests that may still be sent, those for profiles included. */
  readonly requestsLeft: number;
  /** Of these for the profiles of those who acted. */
  readonly peopleRequests: number;
  /** "posts" while what was published is read, "acts" while those who acted are, "people" while their profiles are. */
  readonly stage: "posts" | "acts" | "people" | "finished";
  /** Asked next, before anything else is chosen. */
  readonly queue: readonly ReadingStep[];
  /** Lists that may be asked for, the most telling first. */
  readonly candidates: readonly ListStep[];
  /** Whether GitHub lists who starred: to outsiders it does not. */
  readonly stars: "untried" | "listed" | "refused";
  /** Of which some part was left out. */
  readonly sampled: readonly Claim[];
  /** Acts seen of each person who acted. */
  readonly people: Readonly<Record<string, number>>;
}

/** `state` with `claims` known to be read only in part. */
export function withSampled(state: ReadingState, claims: readonly Claim[]): ReadingState {
  const sampled = CLAIMS.filter(claim => state.sampled.includes(claim) || claims.includes(claim));
  return { ...state, sampled };
}
