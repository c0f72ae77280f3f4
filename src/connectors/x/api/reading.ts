import { RequestsSpent } from "../../../platform/http/http-client.ts";
import type { ConnectorRecord, Page } from "../../contract.ts";
import { rejection } from "../../reading/rejections.ts";
import { type Span, spansOfKinds } from "../../reading/spans.ts";
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
import { nextTask, type Place, type Task } from "./place.ts";

/** The `source` of every observation from X's API. */
export const SOURCE = "x-api";

/** Posts of a page whose reactors are looked up. */
const POSTS_LOOKED_INTO = 5;
/** X hands out no older ones. */
const MOST_POSTS = 3_200;
const MOST_MENTIONS = 800;

const NO_ANSWER: XAnswer = {
  items: [],
  includedUsers: [],
  includedPosts: [],
  problems: [],
  nextToken: null,
  cost: 0,
};

/** One reading of one account: posts first, then who spoke to it, then who passed on what drew most. */
export class XReading {
  constructor(
    private readonly client: XClient,
    /** Start of the window, UTC ISO. */
    private readonly from: string,
    /** Millionths of a dollar. */
    private readonly budget: number,
    private place: Place,
  ) {}

  /** The pages from its place on. The first carries `records` as well. */
  async *pages(records: readonly ConnectorRecord[]): AsyncGenerator<Page> {
    let before = records;
    for (let next = nextTask(this.place, this.budget); ; ) {
      if (next === null) {
        if (before.length > 0) yield this.page(before, true);
        return;
      }
      const start = this.place;
      this.place = { ...start, tasks: [...next.later] };
      const found = await this.do(next.task, next.itemCount).catch((error: unknown) => {
        if (!(error instanceof RequestsSpent)) throw error;
        return null;
      });
      if (found === null) {
        this.place = start;
        if (before.length > 0) yield this.page(before, false);
        return;
      }
      next = nextTask(this.place, this.budget);
      yield this.page([...before, ...found], next === null);
      if (next === null) return;
      before = [];
    }
  }

  private page(records: readonly ConnectorRecord[], isLast: boolean): Page {
    return { records, cursor: JSON.stringify(this.place), isLast, spentUsd: this.place.spent / 1e6 };
  }

  private async do(task: Task, itemCount: number): Promise<readonly ConnectorRecord[]> {
    const path = pathOf(task, this.place.account_id);
    const refused: ConnectorRecord[] = [];
    const answer = await this.ask(task, path, itemCount).catch((error: unknown) => {
      if (!(error instanceof PathRefused) || task.kind === "posts") throw error;
      // Nothing of what was refused is kept: it may be about somebody who is not to be read.
      refused.push(rejection(path, `status_${error.status}`));
      return NO_ANSWER;
    });
    const { place } = this;
    const again = answer.nextToken === null ? [] : [{ ...task, token: answer.nextToken }];
    this.place = {
      ...place,
      spent: place.spent + answer.cost,
      asked_count: place.asked_count + 1,
      tasks: [...place.tasks, ...again],
    };
    const problems = answer.problems.map(problem => rejection(path, reasonOfProblem(problem)));
    if (task.kind === "posts") return [...problems, ...this.ownPosts(answer, path, task)];
    const isWatched = refused.length === 0 && task.kind === "mentions";
    return [
      ...refused,
      ...problems,
      ...this.acts(task, answer, path),
      ...(isWatched ? this.mentionSpans(answer) : []),
    ];
  }

  private ask(task: Task, path: string, itemCount: number): Promise<XAnswer> {
    const isOfAccount = task.post_id === null;
    return this.client.ask(
      path,
      { kind: "posts", authors: task.kind !== "posts", references: task.kind === "mentions" },
      {
        max_results: String(itemCount),
        ...(isOfAccount && { start_time: `${this.from.slice(0, 19)}Z` }),
        ...(task.token !== null && { pagination_token: task.token }),
      },
    );
  }

  private ownPosts(answer: XAnswer, path: string, task: Task): readonly ConnectorRecord[] {
    const { place } = this;
    const owner = { accountId: place.account_id, handle: place.handle };
    const results = answer.items.map(item => readOwnPost(item, owner, place.seen_at));
    const posts = results.filter((result): result is ReadPost => "rows" in result);
    const postsCount = place.posts_count + answer.items.length;
    const lookups = lookupsOf(posts);
    const tasks: Task[] =
      task.token === null ? [MENTIONS, ...lookups, ...place.tasks] : [...place.tasks, ...lookups];
    this.place = { ...place, posts_count: postsCount, tasks };
    const isWhole = answer.nextToken === null && postsCount < MOST_POSTS;
    const since = isWhole ? this.from : oldestOf(posts.map(({ postedAt }) => postedAt));
    return [
      ...results.flatMap((result): readonly ConnectorRecord[] =>
        "rows" in result ? result.rows : [rejection(path, result.reason)],
      ),
      ...(since === null ? [] : this.postSpans(since)),
    ];
  }

  private acts(task: Task, answer: XAnswer, path: string): readonly ConnectorRecord[] {
    const { account_id, seen_at } = this.place;
    const users = usersOf(answer.includedUsers).filter(({ id }) => id !== account_id);
    const closed = new Set<string | null>(users.filter(user => user.protected === true).map(({ id }) => id));
    const authors = authorsOf(answer.includedPosts);
    const acts = answer.items.flatMap((item): readonly ConnectorRecord[] => {
      const act =
        task.post_id === null
          ? actOfMention(item, authors, account_id)
          : actOn(item, task.kind === "reposts" ? "repost" : "quote", task.post_id, account_id);
      if (act === null) return [];
      if ("reason" in act) return [rejection(path, act.reason)];
      return closed.has(act.row.actor_id) ? [] : [act];
    });
    return [...acts, ...users.flatMap(user => rowsOfUser(user, seen_at))];
  }

  private postSpans(from: string): readonly ConnectorRecord[] {
    return [
      ...this.spans("posts", ["*"], from, true),
      ...this.spans("post_stats", ["like", "repost", "reply", "quote"], from, true),
    ];
  }

  /** X gives the newest first, so a page says what there was since its oldest. Replies whose writer took the name off
   *  are not among them. */
  private mentionSpans(answer: XAnswer): readonly ConnectorRecord[] {
    const mentionsCount = this.place.mentions_count + answer.items.length;
    this.place = { ...this.place, mentions_count: mentionsCount };
    const isWhole = answer.nextToken === null && mentionsCount < MOST_MENTIONS;
    const since = isWhole ? this.from : oldestOf(answer.items.flatMap(item => postedAtOf(item) ?? []));
    if (since === null) return [];
    return [
      ...this.spans("interactions", ["mention"], since, true),
      ...this.spans("interactions", ["reply"], since, false),
    ];
  }

  private spans(table: Span["table"], kinds: readonly string[], from: string, isComplete: boolean) {
    const { account_id: accountId, seen_at: observedAt } = this.place;
    const origin = { network: "x", accountId, source: SOURCE } as const;
    return spansOfKinds(origin, table, kinds, { from, observedAt }, isComplete);
  }
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
