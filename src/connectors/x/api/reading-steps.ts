import type { ConnectorRecord, TableRow } from "../../contract.ts";
import type { Part } from "../../reading/read-pages.ts";
import { recordsOf, rejection } from "../../reading/rejections.ts";
import { type SpanOrigin, spansOfKinds } from "../../reading/spans.ts";
import { PathRefused, type XAnswer, type XClient } from "./client.ts";
import {
  actOfMention,
  actOn,
  authorsOf,
  postedAtOf,
  type ReadPost,
  readOwnPost,
  reasonOfProblem,
  rowsOfUser,
  usersOf,
} from "./normalise.ts";
import type { NextTask, Place, Task } from "./place.ts";

/** Posts of a page whose reactors are looked up. */
const POSTS_LOOKED_INTO = 5;
/** X hands out no older ones. */
const MOST_POSTS = 3_200;
const MOST_MENTIONS = 800;

const REFUSED: XAnswer = {
  ...{ items: [], includedUsers: [], includedPosts: [], problems: [] },
  ...{ nextToken: null, cost: 0 },
};

/** Asks for one task of `place`; `from` is the start of the window, UTC ISO. */
export async function takeTask(
  client: XClient,
  { task, itemCount, later }: NextTask,
  place: Place,
  from: string,
): Promise<Part<Place>> {
  const path = pathOf(task, place.account_id);
  const refused: ConnectorRecord[] = [];
  const answer = await ask(client, task, path, itemCount, from).catch((error: unknown) => {
    if (!(error instanceof PathRefused) || task.kind === "posts") throw error;
    // Nothing of what was refused is kept: it may be about somebody who is not to be read.
    refused.push(rejection(path, `status_${error.status}`));
    return REFUSED;
  });
  const again = answer.nextToken === null ? [] : [{ ...task, token: answer.nextToken }];
  const after: Place = {
    ...place,
    spent: place.spent + answer.cost,
    asked_count: place.asked_count + 1,
    tasks: [...later, ...again],
  };
  const problems = answer.problems.map(problem => rejection(path, reasonOfProblem(problem)));
  const found =
    task.kind === "posts" ? ownPosts(answer, path, task, after, from) : acts(answer, path, task, after, from);
  return { state: found.state, records: [...refused, ...problems, ...found.records] };
}

function ask(client: XClient, task: Task, path: string, itemCount: number, from: string): Promise<XAnswer> {
  return client.ask(
    path,
    { kind: "posts", authors: task.kind !== "posts", references: task.kind === "mentions" },
    {
      max_results: String(itemCount),
      ...(task.post_id === null && { start_time: `${from.slice(0, 19)}Z` }),
      ...(task.token !== null && { pagination_token: task.token }),
    },
  );
}

/** The account's own posts, and what is asked about those that drew most. */
function ownPosts(answer: XAnswer, path: string, task: Task, place: Place, from: string): Part<Place> {
  const owner = { accountId: place.account_id, handle: place.handle };
  const results = answer.items.map(item => readOwnPost(item, owner, place.seen_at));
  const posts = results.filter((result): result is ReadPost => "rows" in result);
  const posts_count = place.posts_count + answer.items.length;
  const lookups = lookupsOf(posts);
  const tasks = task.token === null ? [MENTIONS, ...lookups, ...place.tasks] : [...place.tasks, ...lookups];
  const isWhole = answer.nextToken === null && posts_count < MOST_POSTS;
  const since = isWhole ? from : oldestOf(posts.map(({ postedAt }) => postedAt));
  const records = results.flatMap(result => recordsOf(result, path));
  return {
    state: { ...place, posts_count, tasks },
    records: [...records, ...postSpans(place, since)],
  };
}

/** Who acted, and with mentions since when that is known. */
function acts(answer: XAnswer, path: string, task: Task, place: Place, from: string): Part<Place> {
  const { account_id, seen_at } = place;
  const users = usersOf(answer.includedUsers).filter(({ id }) => id !== account_id);
  const closed = new Set<string | null>(users.filter(user => user.protected === true).map(({ id }) => id));
  const authors = authorsOf(answer.includedPosts);
  const records = answer.items.flatMap((item): readonly ConnectorRecord[] => {
    const act =
      task.post_id === null
        ? actOfMention(item, authors, account_id)
        : actOn(item, task.kind === "reposts" ? "repost" : "quote", task.post_id, account_id);
    if (act === null) return [];
    if ("reason" in act) return [rejection(path, act.reason)];
    return closed.has(act.row.actor_id) ? [] : [act];
  });
  const people = users.flatMap(user => rowsOfUser(user, seen_at));
  if (task.kind !== "mentions" || answer === REFUSED)
    return { state: place, records: [...records, ...people] };
  const mentions_count = place.mentions_count + answer.items.length;
  const isWhole = answer.nextToken === null && mentions_count < MOST_MENTIONS;
  const since = isWhole ? from : oldestOf(answer.items.flatMap(item => postedAtOf(item) ?? []));
  return {
    state: { ...place, mentions_count },
    records: [...records, ...people, ...mentionSpans(place, since)],
  };
}

function postSpans(place: Place, since: string | null): readonly TableRow[] {
  if (since === null) return [];
  const span = { from: since, observedAt: place.seen_at };
  return [
    ...spansOfKinds(originOf(place), "posts", ["*"], span, true),
    ...spansOfKinds(originOf(place), "post_stats", ["like", "repost", "reply", "quote"], span, true),
  ];
}

/** X gives the newest first, so a page says what there was since its oldest. Replies whose writer took the name off
 *  are not among them. */
function mentionSpans(place: Place, since: string | null): readonly TableRow[] {
  if (since === null) return [];
  const span = { from: since, observedAt: place.seen_at };
  return [
    ...spansOfKinds(originOf(place), "interactions", ["mention"], span, true),
    ...spansOfKinds(originOf(place), "interactions", ["reply"], span, false),
  ];
}

/** Under which name a reading says what it watched. */
export function originOf({ account_id: accountId }: Place): SpanOrigin {
  return { network: "x", accountId, source: "x-api" };
}

const MENTIONS: Task = { kind: "mentions", post_id: null, token: null };

const oldestOf = (times: readonly string[]): string | null => [...times].sort()[0] ?? null;

/** Who reposted and who quoted the posts that drew most. */
function lookupsOf(posts: readonly ReadPost[]): readonly Task[] {
  const drewMost = posts
    .flatMap(({ postId, counts }) => (counts === null ? [] : [{ postId, ...counts }]))
    .sort((a, b) => b.reposts + b.quotes - (a.reposts + a.quotes) || (a.postId < b.postId ? 1 : -1))
    .slice(0, POSTS_LOOKED_INTO);
  return drewMost.flatMap(({ postId, reposts, quotes }): Task[] => [
    ...(reposts > 0 ? [{ kind: "reposts" as const, post_id: postId, token: null }] : []),
    ...(quotes > 0 ? [{ kind: "quotes" as const, post_id: postId, token: null }] : []),
  ]);
}

function pathOf({ kind, post_id }: Task, accountId: string): string {
  if (kind === "posts") return `/2/users/${accountId}/tweets`;
  if (kind === "mentions") return `/2/users/${accountId}/mentions`;
  return `/2/tweets/${post_id}/${kind === "reposts" ? "retweets" : "quote_tweets"}`;
}
