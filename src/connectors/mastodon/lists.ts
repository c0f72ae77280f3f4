import { ACT_WORTH, type ListRules, type ListState } from "../reading/list-plan.ts";

/** One page of what the account published. */
export interface StatusesStep {
  readonly ask: "statuses";
  /** 1 and up. */
  readonly page: number;
  readonly url: string;
}

/** One page of those who acted on one post; answers come all at once. */
export interface ActorsStep {
  readonly ask: "like" | "repost" | "reply";
  /** The server's own number of the post, and its address. */
  readonly id: string;
  readonly uri: string;
  /** When it was published, UTC ISO. */
  readonly postedAt: string;
  readonly page: number;
  readonly url: string;
  /** Acts of the kind that are not listed yet, by the post's own count. */
  readonly leftCount: number;
}

export type ListStep = StatusesStep | ActorsStep;

/** How far the reading of one account is. */
export interface ReadingState extends ListState<ListStep> {
  readonly origin: string;
  readonly domain: string;
  readonly isMastodon: boolean;
  /** The account by the server's own number. */
  readonly localId: string;
}

/** Requests for one account after it was found, however large it is. */
export const MOST_REQUESTS = 58;
/** Pages of its posts, of 40 each: with up to two more requests a page for whom they answer, that leaves a third of the
 *  requests for people. */
export const MOST_STATUS_PAGES = 12;
/** Pages of one list of actors that are read: 240 people stand for the rest, so that more posts are looked at. */
export const MOST_ACTOR_PAGES = 3;
export const STATUSES_A_PAGE = 40;
export const ACTORS_A_PAGE = 80;

/** Which lists come first; the next page of one after the first of another that tells half as much. Posts are declared from
 *  where they were read. Profiles come along with the lists. */
export const mastodonLists: ListRules<ReadingState, ListStep> = {
  worthOf: list =>
    list.ask === "statuses"
      ? Number.MAX_VALUE
      : (ACT_WORTH[list.ask] * Math.min(ACTORS_A_PAGE, list.leftCount)) / list.page,
  nameOf: list => (list.ask === "statuses" ? list.ask : `${list.uri} ${list.ask}`),
  listsPosts: ({ ask }) => ask === "statuses",
  partOf: ({ ask }) => (ask === "statuses" ? "posts" : ask),
  peoplePerRequest: 1,
};
