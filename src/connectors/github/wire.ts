import { z } from "zod";

const id = z.number().int().nonnegative();
const count = z.number().int().nonnegative().nullish();

/** Somebody, as lists show them. Source: "Simple User" of https://docs.github.com/rest/users/users */
export const wireUser = z.object({ id, login: z.string().min(1), type: z.string().nullish() });
export type WireUser = z.infer<typeof wireUser>;

/** An account with its counts. Source: https://docs.github.com/rest/users/users#get-a-user */
export const wireProfile = wireUser.extend({
  name: z.string().nullish(),
  bio: z.string().nullish(),
  blog: z.string().nullish(),
  created_at: z.string().nullish(),
  followers: count,
  following: count,
  public_repos: count,
});
export type WireProfile = z.infer<typeof wireProfile>;

/** A repository. Source: https://docs.github.com/rest/repos/repos#list-repositories-for-a-user */
export const wireRepository = z.object({
  id,
  name: z.string(),
  full_name: z.string().regex(/^[^/]+\/[^/]+$/),
  owner: wireUser,
  private: z.boolean().nullish(),
  fork: z.boolean().nullish(),
  description: z.string().nullish(),
  homepage: z.string().nullish(),
  topics: z.array(z.string()).nullish(),
  created_at: z.string(),
  pushed_at: z.string().nullish(),
  stargazers_count: count,
  forks_count: count,
  open_issues_count: count,
});
export type WireRepository = z.infer<typeof wireRepository>;

/** An issue or a pull request. Source: https://docs.github.com/rest/search/search#search-issues-and-pull-requests */
export const wireIssue = z.object({
  id,
  number: z.number().int(),
  title: z.string(),
  body: z.string().nullish(),
  user: wireUser.nullish(),
  created_at: z.string(),
  repository_url: z.string().nullish(),
  comments: count,
  /** Counts by the name of the reaction, and some that are none. */
  reactions: z.record(z.string(), z.unknown()).nullish(),
});
export type WireIssue = z.infer<typeof wireIssue>;

/** A page of a search. Source: https://docs.github.com/rest/search/search */
export const wireSearch = z.object({
  incomplete_results: z.boolean().nullish(),
  items: z.array(z.unknown()),
});

/** A star with its time. Source: https://docs.github.com/rest/activity/starring#list-stargazers */
export const wireStar = z.object({ starred_at: z.string(), user: wireUser.nullish() });

/** A fork: a repository of somebody else. Source: https://docs.github.com/rest/repos/forks#list-forks */
export const wireFork = z.object({ id, created_at: z.string(), owner: wireUser.nullish() });

/** A comment. Source: https://docs.github.com/rest/issues/comments */
export const wireComment = z.object({ id, created_at: z.string(), user: wireUser.nullish() });

/** A reaction with its time. Source: https://docs.github.com/rest/reactions/reactions */
export const wireReaction = z.object({
  id,
  content: z.string(),
  created_at: z.string(),
  user: wireUser.nullish(),
});

/** Something an account did. Since 2025 events leave out most of a pull request.
 *  Source: https://docs.github.com/rest/using-the-rest-api/github-event-types */
export const wireEvent = z.object({
  type: z.string(),
  created_at: z.string(),
  actor: z.object({ id }),
  repo: z.object({ id, name: z.string() }),
  public: z.boolean().nullish(),
  payload: z.object({
    action: z.string().nullish(),
    comment: z.object({ id, body: z.string().nullish() }).nullish(),
    review: z.object({ id, body: z.string().nullish() }).nullish(),
    issue: z.object({ id, user: wireUser.nullish() }).nullish(),
    pull_request: z.object({ user: wireUser.nullish() }).nullish(),
  }),
});
export type WireEvent = z.infer<typeof wireEvent>;
