import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { FakeAccount, FakeWorld } from "./fake-network-world.ts";
import { ServerFaults } from "./server-faults.ts";

export interface FakeServerOptions {
  readonly pageSize?: number;
  /** Requests allowed in a period, told by headers; beyond it the answer is 429. No limit when absent. */
  readonly limit?: { readonly requests: number; readonly periodMilliseconds: number };
  /** Asked for as a bearer token when given. */
  readonly token?: string;
  /** Called with the path of each request that is answered. */
  readonly onRequest?: (path: string) => void;
}

/** A fake network over HTTP on this machine; its protocol is four questions in JSON. */
export interface FakeServer {
  readonly url: string;
  readonly requestCount: number;
  /** Answers of status 429 so far. */
  readonly refusedCount: number;
  failRequest(n: number): void;
  limitNext(seconds: number): void;
  addUnknownFields(): void;
  stop(): Promise<void>;
}

/** Serves `world`:
 *  /profile?handle= or ?id=, /posts?id=&cursor=, /acts?post=&cursor=, /profiles?ids=a,b. */
export async function startFakeNetwork(
  world: FakeWorld,
  options: FakeServerOptions = {},
): Promise<FakeServer> {
  const pageSize = options.pageSize ?? 50;
  const byId = new Map(world.accounts.map(account => [account.id, account]));
  const byHandle = new Map(world.accounts.map(account => [account.handle, account]));
  const postsById = new Map(
    world.accounts.flatMap(account => account.posts.map(post => [post.id, post] as const)),
  );
  const faults = new ServerFaults(resetAt => ({
    "ratelimit-remaining": "0",
    "ratelimit-reset": String(Math.ceil(resetAt.getTime() / 1000)),
  }));
  const limiter = new Limiter(options.limit ?? null);

  const answer = (url: URL): object | null => {
    const value = (name: string) => url.searchParams.get(name) ?? "";
    const page = <T>(items: readonly T[]) => {
      const start = Number(value("cursor"));
      const next = start + pageSize;
      return { items: items.slice(start, next), next: next < items.length ? String(next) : null };
    };
    switch (url.pathname) {
      case "/profile": {
        const account = byHandle.get(value("handle").toLowerCase()) ?? byId.get(value("id"));
        return account === undefined ? null : profileOf(account);
      }
      case "/posts": {
        const posts = byId.get(value("id"))?.posts ?? [];
        return page(posts.map(({ acts, ...post }) => ({ ...post, ...countsOf(acts) })));
      }
      case "/acts":
        return page(postsById.get(value("post"))?.acts ?? []);
      case "/profiles": {
        const ids = value("ids").split(",");
        return { items: ids.flatMap(id => (byId.has(id) ? [profileOf(byId.get(id)!)] : [])) };
      }
      default:
        return null;
    }
  };

  const server = createServer((request, response) => {
    if (faults.intercept(request, response)) return;
    const url = new URL(request.url ?? "/", "http://fake.test");
    if (!limiter.allows(response)) return;
    if (options.token !== undefined && request.headers.authorization !== `Bearer ${options.token}`) {
      response.writeHead(401).end("{}");
      return;
    }
    options.onRequest?.(url.pathname);
    const found = answer(url);
    response.writeHead(found === null ? 404 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(faults.dress(found ?? { error: "not found" })));
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get requestCount() {
      return faults.requestCount;
    },
    get refusedCount() {
      return limiter.refusedCount;
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

function profileOf({ id, handle, isProtected, isListed, followers, posts }: FakeAccount) {
  return {
    ...{ id, handle, name: handle.split(".")[0], followers, posts: posts.length },
    ...{ protected: isProtected, listed: isListed },
  };
}

function countsOf(acts: FakeAccount["posts"][number]["acts"]) {
  const likes = acts.filter(({ kind }) => kind === "like").length;
  return { likes, reposts: acts.length - likes };
}

/** A fixed number of requests a period, as networks count them. */
class Limiter {
  refusedCount = 0;
  private startedAt = 0;
  private count = 0;

  constructor(private readonly limit: FakeServerOptions["limit"] | null) {}

  /** Sets the headers; false when the request was refused here. */
  allows(response: ServerResponse): boolean {
    if (this.limit === null || this.limit === undefined) return true;
    const now = Date.now();
    if (now >= this.startedAt + this.limit.periodMilliseconds) {
      this.startedAt = now;
      this.count = 0;
    }
    const isAllowed = this.count < this.limit.requests;
    if (isAllowed) this.count += 1;
    else this.refusedCount += 1;
    response.setHeader("ratelimit-remaining", String(this.limit.requests - this.count));
    const resetAt = new Date(this.startedAt + this.limit.periodMilliseconds);
    response.setHeader("ratelimit-reset", resetAt.toISOString());
    if (!isAllowed) response.writeHead(429).end("{}");
    return isAllowed;
  }
}
