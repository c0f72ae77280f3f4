import type { ListState } from "../reading/list-plan.ts";

/** The lists that are asked for. */
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

/** How far the reading of one account is. */
export interface ReadingState extends ListState<ListStep> {
  readonly login: string;
  /** Whether GitHub lists who starred: to outsiders it does not. */
  readonly stars: "untried" | "listed" | "refused";
}
