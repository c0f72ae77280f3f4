import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { FakeActs, FakeBlueskyWorld, FakePost } from "./fake-bluesky-world.ts";
import { ServerFaults } from "./server-faults.ts";

/** A fake AppView on this machine: our own code, which answers the queries that the connector sends and no others. The
 *  real one is in test/bluesky-network. */
export interface FakeBluesky {
  readonly url: string;
  readonly faults: ServerFaults;
  /** Queries in the order they came: "app.bsky.feed.getLikes". */
  readonly asked: string[];
  stop(): Promise<void>;
}

export interface FakeBlueskyOptions {
  /** The most entries of one answer, whatever is asked for. */
  readonly pageSize?: number;
  /** Requests answered within `limitSeconds`; then 429 until the next such span. */
  readonly limit?: { readonly count: number; readonly milliseconds: number };
}

type Parameters = URLSearchParams;
type Json = Readonly<Record<string, unknown>>;

class Refusal extends Error {
  constructor(
    readonly word: string,
    message: string,
  ) {
    super(message);
  }
}

const POSTS = "app.bsky.feed.post";

/** Starts a fake AppView for `world`. It also knows `shy.fake.test`, who asks not to be shown, and `gone.fake.test`,
 *  who is deactivated. */
export async function startFakeBluesky(
  world: FakeBlueskyWorld,
  options: FakeBlueskyOptions = {},
): Promise<FakeBluesky> {
  const faults = new ServerFaults(resetAt => ({
    "ratelimit-limit": "3000",
    "ratelimit-remaining": "0",
    "ratelimit-reset": String(Math.ceil(resetAt.getTime() / 1000)),
    "ratelimit-policy": "3000;w=300",
  }));
  const asked: string[] = [];
  const answers = answersOf(world, options.pageSize ?? 100);
  const limiter = options.limit === undefined ? null : new Limiter(options.limit);
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const url = new URL(request.url ?? "", "http://fake");
    const query = url.pathname.replace("/xrpc/", "");
    asked.push(query);
    if (faults.intercept(request, response)) return;
    const rate = limiter?.take() ?? null;
    for (const [name, value] of Object.entries(rate?.headers ?? {})) response.setHeader(name, value);
    const send = (status: number, body: Json): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    const answer = answers[query];
    if (rate?.isRefused) send(429, { error: "RateLimitExceeded", message: "Rate Limit Exceeded" });
    else if (answer === undefined) send(501, { error: "MethodNotImplemented" });
    else
      try {
        send(200, faults.dress(answer(url.searchParams)));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        send(400, { error: error.word, message: error.message });
      }
  };
  const server = createServer(handle);
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults,
    asked,
    stop: () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Grants so many requests in each span of time, as a PDS does. */
class Limiter {
  private resetAt = 0;
  private remaining = 0;

  constructor(private readonly limit: { readonly count: number; readonly milliseconds: number }) {}

  take(): { readonly isRefused: boolean; readonly headers: Readonly<Record<string, string>> } {
    const now = Date.now();
    if (now >= this.resetAt) {
      // Resets are told in whole seconds, so they lie on whole seconds.
      this.resetAt = Math.ceil((now + this.limit.milliseconds) / 1000) * 1000;
      this.remaining = this.limit.count;
    }
    const isRefused = this.remaining === 0;
    this.remaining = Math.max(0, this.remaining - 1);
    return {
      isRefused,
      headers: {
        "ratelimit-limit": String(this.limit.count),
        "ratelimit-remaining": String(this.remaining),
        "ratelimit-reset": String(this.resetAt / 1000),
      },
    };
  }
}

function answersOf(
  world: FakeBlueskyWorld,
  pageSize: number,
): Readonly<Record<string, (of: Parameters) => Json>> {
  const { star } = world;
  const postUri = (post: FakePost) => `at://${star.did}/${POSTS}/${post.rkey}`;
  const findPost = (uri: string | null): FakePost => {
    const post = world.posts.find(known => postUri(known) === uri);
    if (post === undefined) throw new Refusal("NotFound", `Post not found: ${uri}`);
    return post;
  };
  const starView = { did: star.did, handle: star.handle, displayName: "The star", labels: [] };
  const viewOf = (post: FakePost) => ({
    uri: postUri(post),
    cid: "bafyfake",
    author: starView,
    record: { $type: POSTS, text: `Post ${post.rkey}`, createdAt: post.at, langs: ["en"] },
    likeCount: post.likes.count,
    repostCount: post.reposts.count,
    replyCount: post.replies.count,
    quoteCount: post.quotes.count,
    indexedAt: post.at,
  });
  const page = <T>(of: Parameters, count: number, entryAt: (index: number) => T) => {
    const start = Number(of.get("cursor") ?? 0);
    const size = Math.min(pageSize, Number(of.get("limit") ?? 50), count - start);
    const entries = Array.from({ length: Math.max(0, size) }, (_, at) => entryAt(start + at));
    const end = start + entries.length;
    return { entries, ...(end < count && { cursor: String(end) }) };
  };
  const actPage = <T>(of: Parameters, acts: FakeActs, entryOf: (person: number, at: string) => T) =>
    page(of, acts.count, index => {
      const { person, at } = acts.at(index);
      return entryOf(person, at);
    });
  const answerView = (person: number, at: string, record: Json) => ({
    uri: `at://${personOf(person).did}/${POSTS}/a${at.replace(/\D/g, "")}`,
    cid: "bafyfake",
    author: personOf(person),
    record: { $type: POSTS, text: "An answer", createdAt: at, ...record },
    indexedAt: at,
  });
  return {
    "app.bsky.actor.getProfile": of => {
      const actor = of.get("actor");
      if (actor === "gone.fake.test") throw new Refusal("AccountDeactivated", "Account is deactivated");
      if (actor === "shy.fake.test") return shyView();
      if (actor !== star.handle && actor !== star.did)
        throw new Refusal("InvalidRequest", "Profile not found");
      return {
        ...starView,
        description: "Made up",
        createdAt: "2023-05-01T00:00:00.000Z",
        followersCount: star.followerCount,
        followsCount: 12,
        postsCount: world.posts.length,
      };
    },
    "com.atproto.identity.resolveHandle": of => {
      if (of.get("handle") === "gone.fake.test") return { did: "did:plc:gone" };
      throw new Refusal("InvalidRequest", "Unable to resolve handle");
    },
    "app.bsky.actor.getProfiles": of => ({
      profiles: of.getAll("actors").map(did => {
        const person = Number(did.slice("did:plc:person".length));
        return { ...personOf(person), followersCount: person, followsCount: 10, postsCount: 5 };
      }),
    }),
    "app.bsky.feed.getAuthorFeed": of => {
      const { entries: feed, ...rest } = page(of, world.posts.length, index => ({
        post: viewOf(world.posts[index]!),
      }));
      return { feed, ...rest };
    },
    "app.bsky.feed.getLikes": of => {
      const { entries: likes, ...rest } = actPage(of, findPost(of.get("uri")).likes, (person, at) => ({
        actor: personOf(person),
        createdAt: at,
        indexedAt: at,
      }));
      return { uri: of.get("uri"), likes, ...rest };
    },
    "app.bsky.feed.getRepostedBy": of => {
      const { entries: repostedBy, ...rest } = actPage(of, findPost(of.get("uri")).reposts, personOf);
      return { uri: of.get("uri"), repostedBy, ...rest };
    },
    "app.bsky.feed.getQuotes": of => {
      const uri = of.get("uri")!;
      const embed = { $type: "app.bsky.embed.record", record: { uri, cid: "bafyfake" } };
      const { entries: posts, ...rest } = actPage(of, findPost(uri).quotes, (person, at) =>
        answerView(person, at, { embed }),
      );
      return { uri, posts, ...rest };
    },
    "app.bsky.feed.getPostThread": of => {
      const uri = of.get("uri")!;
      const post = findPost(uri);
      const ref = { uri, cid: "bafyfake" };
      const replies = Array.from({ length: Math.min(post.replies.count, 200) }, (_, index) => {
        const { person, at } = post.replies.at(index);
        return { post: answerView(person, at, { reply: { root: ref, parent: ref } }) };
      });
      return { thread: { post: viewOf(post), replies } };
    },
    "app.bsky.graph.getList": of => {
      const { entries: items, ...rest } = page(of, world.peopleCount, person => ({
        uri: `at://did:plc:star/app.bsky.graph.listitem/${person}`,
        subject: personOf(person),
      }));
      const named = { name: "Bread people", purpose: "app.bsky.graph.defs#curatelist", description: null };
      return { list: { uri: of.get("list"), creator: { did: "did:plc:star" }, ...named }, items, ...rest };
    },
    "app.bsky.graph.getStarterPack": () => ({
      starterPack: { list: { uri: "at://did:plc:star/app.bsky.graph.list/pack" } },
    }),
    "app.bsky.feed.getFeed": of => {
      const { entries: feed, ...rest } = page(of, world.posts.length, index => ({
        post: { ...viewOf(world.posts[index]!), author: personOf(index % world.peopleCount) },
      }));
      return { feed, ...rest };
    },
  };
}

function personOf(person: number) {
  return {
    did: `did:plc:person${person}`,
    handle: `person${person}.fake.test`,
    displayName: `Person ${person}`,
    createdAt: "2024-01-01T00:00:00.000Z",
    labels: [],
  };
}

function shyView() {
  const did = "did:plc:shy";
  return {
    did,
    handle: "shy.fake.test",
    displayName: "Shy",
    description: "Not for everybody",
    labels: [{ src: did, val: "!no-unauthenticated", cts: "2024-01-01T00:00:00.000Z" }],
    followersCount: 3,
  };
}
