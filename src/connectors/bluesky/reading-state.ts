/** Acts of others that can be listed by post. */
export const LISTED_KINDS = ["like", "repost", "reply", "quote"] as const;
export type ListedKind = (typeof LISTED_KINDS)[number];

/** One page of those who acted on one post. */
export interface ActStep {
  readonly ask: ListedKind;
  readonly uri: string;
  /** When the post was published, UTC ISO. */
  readonly postedAt: string;
  /** Acts of the kind that are not listed yet, by the post's own count. */
  readonly leftCount: number;
  /** Of the list; null for its first page. */
  readonly cursor: string | null;
}

/** The profiles of up to 25 people. */
export interface PeopleStep {
  readonly ask: "people";
  readonly dids: readonly string[];
}

export type ReadingStep = ActStep | PeopleStep;

/** How far the reading of one account is: all that the rest depends on, so that it goes on the same anywhere. */
export interface ReadingState {
  readonly version: 1;
  readonly did: string;
  /** When it was begun: counts and profiles are dated by it, UTC ISO. */
  readonly observedAt: string;
  /** Start of the posts that are all read: that of the window, later when the feed was too long. */
  readonly from: string;
  readonly requestCount: number;
  /** "feed" while posts are read, "acts" while those who acted are, "people" while their profiles are. */
  readonly stage: "feed" | "acts" | "people" | "finished";
  readonly feedCursor: string | null;
  /** Asked next, before anything else is chosen. */
  readonly queue: readonly ReadingStep[];
  /** Lists that may be asked for, the most telling first. */
  readonly candidates: readonly ActStep[];
  /** Kinds of which some list was left out. */
  readonly sampledKinds: readonly ListedKind[];
  /** Acts seen of each person who acted. */
  readonly people: Readonly<Record<string, number>>;
}
