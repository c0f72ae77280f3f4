import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { FakeXPost, FakeXUser, FakeXWorld } from "./fake-x-world.ts";
import { ServerFaults } from "./server-faults.ts";

export interface FakeXOptions {
  /** Most items of a page, whatever is asked for. */
  readonly pageSize?: number;
  readonly token?: string;
  /** Words of requests and answers: "post" (as X publishes them today) or "tweet" (as they were). */
  readonly words?: "post" | "tweet";
  /** Answers this status to paths that it matches. */
  readonly refuse?: { readonly path: RegExp; readonly status: number };
  /** Puts a partial error beside the data of every page. */
  readonly hasPartialErrors?: boolean;
}

/** A fake of X's API v2 on this machine. It counts what X would charge for. */
export interface FakeXApi {
  readonly url: string;
  readonly requestCount: number;
  /** Posts and accounts handed out, those in `includes` too. */
  readonly handedOut: { readonly posts: number; readonly users: number };
  /** Paths with their query, in order. */
  readonly asked: readonly string[];
  failRequest(n: number): void;
  limitNext(seconds: number): void;
  addUnknownFields(): void;
  stop(): Promise<void>;
}

const RATE_LIMIT = 900;

/** Serves the users, timelines, mentions, reposts and quotes of `world`. */
export async function startFakeXApi(world: FakeXWorld, options: FakeXOptions = {}): Promise<FakeXApi> {
  const { pageSize = 100, words = "post" } = options;
  const users = new Map(world.users.map(user => [user.id, user]));
  const posts = new Map(world.posts.map(post => [post.id, post]));
  const handedOut = { posts: 0, users: 0 };
  const asked: string[] = [];
  const faults = new ServerFaults(resetAt => rateHeaders(0, resetAt));

  const actsOn = (id: string, type: string) =>
    world.posts.filter(({ reference }) => reference?.id === id && reference.type === type);

  const toUser = ({ id, username, followers, isProtected }: FakeXUser) => ({
    ...{ id, username, name: `Name of ${username}`, description: "Made up", protected: isProtected },
    ...{ created_at: "2015-05-01T10:00:00.000Z", verified: false, url: "https://t.co/abc" },
    entities: {
      url: { urls: [{ start: 0, end: 1, url: "https://t.co/abc", expanded_url: "https://example.org/" }] },
    },
    public_metrics: {
      ...{ followers_count: followers, following_count: 12, listed_count: 2 },
      [words === "post" ? "post_count" : "tweet_count"]: 120,
    },
  });

  const toPost = (post: FakeXPost, isExpanded: (name: string) => boolean) => ({
    ...{ id: post.id, text: post.text, created_at: post.at, lang: "en" },
    ...(isExpanded("author_id") && { author_id: post.author }),
    conversation_id: post.reference?.type === "replied_to" ? post.reference.id : post.id,
    entities: {
      mentions: post.mentions.map(id => {
        const { username } = users.get(id)!;
        const start = post.text.indexOf(`@${username}`);
        return { start, end: start + username.length + 1, username, id };
      }),
    },
    ...(post.reference !== undefined &&
      isExpanded("referenced_posts") && {
        [words === "post" ? "referenced_posts" : "referenced_tweets"]: [post.reference],
      }),
    public_metrics: {
      [words === "post" ? "repost_count" : "retweet_count"]: actsOn(post.id, "retweeted").length,
      reply_count: actsOn(post.id, "replied_to").length,
      like_count: post.likes,
      quote_count: actsOn(post.id, "quoted").length,
      ...{ bookmark_count: 0, impression_count: 100 * post.likes },
    },
  });

  const page = (found: readonly FakeXPost[], query: URLSearchParams) => {
    const from = query.get("start_time") ?? "";
    const all = found.filter(({ at }) => at >= from);
    const start = Number(query.get("pagination_token") ?? 0);
    const size = Math.min(pageSize, Number(query.get("max_results") ?? 10));
    const items = all.slice(start, start + size);
    const expansions = (query.get("expansions") ?? "").split(",");
    const isExpanded = (name: string) => words === "tweet" || expansions.includes(name);
    const authors = expansions.includes("author_id")
      ? [...new Set(items.map(({ author }) => author))].map(id => toUser(users.get(id)!))
      : [];
    const referenced = expansions.includes("referenced_posts")
      ? [...new Set(items.flatMap(({ reference }) => reference?.id ?? []))].flatMap(id => posts.get(id) ?? [])
      : [];
    handedOut.posts += items.length + referenced.length;
    handedOut.users += authors.length;
    const next = start + size < all.length ? { next_token: String(start + size) } : {};
    return {
      ...(items.length > 0 && { data: items.map(post => toPost(post, isExpanded)) }),
      ...(authors.length + referenced.length > 0 && {
        includes: {
          ...(authors.length > 0 && { users: authors }),
          ...(referenced.length > 0 && { posts: referenced.map(post => toPost(post, isExpanded)) }),
        },
      }),
      ...(options.hasPartialErrors && { errors: [problem("resource-not-found", "Not Found Error", "post")] }),
      meta: { result_count: items.length, ...next },
    };
  };

  const answer = (path: string, query: URLSearchParams): object | null => {
    const [, , area, id = "", edge, name] = path.split("/");
    if (area === "users" && (id === "by" || edge === undefined)) {
      const user = id === "by" ? world.users.find(one => one.username === name) : users.get(id);
      if (user === undefined) return { errors: [problem("resource-not-found", "Not Found Error", "user")] };
      handedOut.users += 1;
      return { data: toUser(user) };
    }
    if (area === "users" && edge === "tweets")
      return page(
        world.posts.filter(({ author }) => author === id),
        query,
      );
    if (area === "users" && edge === "mentions")
      return page(
        world.posts.filter(
          ({ mentions, reference }) => mentions.includes(id) && reference?.type !== "retweeted",
        ),
        query,
      );
    if (area === "tweets" && edge === "retweets") return page(actsOn(id, "retweeted"), query);
    if (area === "tweets" && edge === "quote_tweets") return page(actsOn(id, "quoted"), query);
    return null;
  };

  const server = createServer((request, response) => {
    if (faults.intercept(request, response)) return;
    const url = new URL(request.url ?? "/", "http://fake.test");
    asked.push(`${url.pathname}${url.search}`);
    const send = (status: number, value: unknown) => {
      response.writeHead(status, {
        "content-type": status === 200 ? "application/json" : "application/problem+json",
        ...rateHeaders(RATE_LIMIT - 1, new Date(Date.now() + 900_000)),
      });
      response.end(JSON.stringify(faults.dress(value)));
    };
    const { token, refuse } = options;
    const title = (status: number) => ({ title: "Refused", type: "about:blank", status, detail: "Refused" });
    if (token !== undefined && request.headers.authorization !== `Bearer ${token}`)
      return send(401, title(401));
    if (refuse?.path.test(url.pathname)) return send(refuse.status, title(refuse.status));
    if (words === "tweet" && (url.searchParams.has("post.fields") || url.search.includes("referenced_posts")))
      return send(400, {
        ...{ title: "Invalid Request", type: "https://api.twitter.com/2/problems/invalid-request" },
        detail: "One or more parameters to your request was invalid.",
        errors: [{ message: "The query parameter [post.fields] is not one of [id,expansions,tweet.fields]" }],
      });
    const found = answer(url.pathname, url.searchParams);
    send(found === null ? 404 : 200, found ?? title(404));
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    handedOut,
    asked,
    get requestCount() {
      return faults.requestCount;
    },
    failRequest: n => faults.failRequest(n),
    limitNext: seconds => faults.limitNext(seconds),
    addUnknownFields: () => faults.addUnknownFields(),
    stop: () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function rateHeaders(remaining: number, resetAt: Date): Record<string, string> {
  return {
    "x-rate-limit-limit": String(RATE_LIMIT),
    "x-rate-limit-remaining": String(remaining),
    "x-rate-limit-reset": String(Math.ceil(resetAt.getTime() / 1000)),
  };
}

function problem(word: string, title: string, resource: string): object {
  return {
    ...{ type: `https://api.x.com/2/problems/${word}`, title, resource_type: resource },
    ...{ detail: `Could not find ${resource} with that id.`, parameter: "id", value: "1", resource_id: "1" },
  };
}
