import { ACT_WORTH, type ListRules, type ListState } from "../reading/list-plan.ts";

/** Acts of others that can be listed by post. */
export const LISTED_KINDS = ["like", "repost", "reply", "quote"] as const;
export type ListedKind = (typeof LISTED_KINDS)[number];

/** One page of what the account published. */
export interface FeedStep {
  readonly ask: "feed";
  /** 1 and up. */
  readonly page: number;
  /** Of the feed; null for its first page. */
  readonly cursor: string | null;
}

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

/** How far the reading of one account is. */
export type ReadingState = ListState<FeedStep | ActStep>;

/** Requests for one account in all, however large it is: 60 answer within ten seconds. */
export const MOST_REQUESTS = 60;
/** Of these for its posts: 2,200 posts, reposts and replies. */
export const MOST_FEED_REQUESTS = 22;
/** Of these for the profiles of those who acted. */
export const MOST_PEOPLE_REQUESTS = 12;
/** The most that one answer lists. */
export const PAGE_SIZE = 100;

/** Which lists come first: of a large account, where every list fills its page, each kind as often as the others. The feed is
 *  declared from where it was read, so nothing of it is ever missing. */
export const blueskyLists: ListRules<ReadingState, FeedStep | ActStep> = {
  worthOf: list =>
    list.ask === "feed" ? Number.MAX_VALUE : ACT_WORTH[list.ask] * Math.min(PAGE_SIZE, list.leftCount),
  nameOf: list => (list.ask === "feed" ? list.ask : `${list.uri} ${list.ask}`),
  listsPosts: ({ ask }) => ask === "feed",
  partOf: ({ ask }) => (ask === "feed" ? null : ask),
  peoplePerRequest: 25,
  turns: { kindOf: ({ ask }) => ask, mostWorth: PAGE_SIZE },
};
