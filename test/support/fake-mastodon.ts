import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { FakeAccount, FakeMastodonWorld, FakeStatus } from "./fake-mastodon-world.ts";
import { ServerFaults } from "./server-faults.ts";

/** Ways in which servers of the fediverse differ. */
export interface FakeMastodonOptions {
  /** Most items of a list, whatever is asked for; 40 when absent. */
  readonly pageSize?: number;
  /** Where people believe it is, in Link headers; its own address when absent. */
  readonly publicOrigin?: string;
  /** "4.5.0" when absent. */
  readonly version?: string;
  /** Routes that it does not have: it answers 404 in HTML. */
  readonly lacks?: readonly string[];
  /** Nothing but the instance without it. */
  readonly token?: string;
}

/** A fake of one Mastodon server on this machine. */
export interface FakeMastodon {
  readonly url: string;
  /** Path and query of every request that was answered. */
  readonly asked: readonly string[];
  /** Authorization headers that came. */
  readonly authorizations: readonly string[];
  readonly requestCount: number;
  failRequest(n: number): void;
  limitNext(seconds: number): void;
  addUnknownFields(): void;
  /** Publishes: the newest of the timeline from now on. */
  publish(status: FakeStatus): void;
  stop(): Promise<void>;
}

interface Answer {
  readonly body: unknown;
  readonly next?: string | null;
}

/** Serves `world` as docs.joinmastodon.org describes it, as far as the connector asks. */
export async function startFakeMastodon(
  world: FakeMastodonWorld,
  options: FakeMastodonOptions = {},
): Promise<FakeMastodon> {
  const statuses = [...world.statuses];
  const accountsById = new Map(world.accounts.map(account => [account.id, account]));
  const asked: string[] = [];
  const authorizations: string[] = [];
  const faults = new ServerFaults(resetAt => ({
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": resetAt.toISOString(),
  }));
  const isOpen = ({ visibility }: FakeStatus) => visibility === "public" || visibility === "unlisted";
  const statusById = (id: string) => statuses.find(status => status.id === id);
  const publicOrigin = () => options.publicOrigin ?? url();
  const mostItems = options.pageSize ?? 40;

  /** A list of statuses, newest first, cut as max_id and min_id say. */
  const slice = (all: readonly FakeStatus[], from: URL): Answer => {
    const limit = Math.min(Number(from.searchParams.get("limit") ?? 20), mostItems);
    const [maxId, minId] = [from.searchParams.get("max_id"), from.searchParams.get("min_id")];
    const inRange = all.filter(({ id }) => (maxId === null || id < maxId) && (minId === null || id > minId));
    const items = minId === null ? inRange.slice(0, limit) : inRange.slice(-limit);
    return {
      body: items,
      next: items.length === 0 ? null : `${from.pathname}?${withParam(from, "max_id", items.at(-1)!.id)}`,
    };
  };
  const people = (ids: readonly string[], from: URL): Answer => {
    const start = Number(from.searchParams.get("max_id") ?? 0);
    const end = start + Math.min(Number(from.searchParams.get("limit") ?? 40), mostItems);
    const items = ids.slice(start, end).map(id => accountsById.get(id));
    return {
      body: items,
      next: end < ids.length ? `${from.pathname}?${withParam(from, "max_id", String(end))}` : null,
    };
  };

  const answerTo = (from: URL): Answer | null => {
    const value = (name: string) => from.searchParams.get(name) ?? "";
    const [, collection = "", id = "", part = ""] =
      /^\/api\/v1\/(accounts|statuses)\/?([^/]*)\/?(.*)$/.exec(from.pathname) ?? [];
    if (from.pathname === "/api/v2/instance")
      return { body: instanceOf(world, options.version ?? "4.5.0", publicOrigin()) };
    if (from.pathname === "/.well-known/webfinger") return webfinger(value("resource"));
    if (from.pathname === "/.well-known/nodeinfo")
      return {
        body: {
          links: [
            {
              rel: "http://nodeinfo.diaspora.software/ns/schema/2.0",
              href: `${publicOrigin()}/nodeinfo/2.0`,
            },
          ],
        },
      };
    if (from.pathname === "/nodeinfo/2.0")
      return { body: { version: "2.0", software: { name: "misskey", version: "2025.1" } } };
    if (from.pathname === "/api/v2/search")
      return { body: { accounts: found(value("q").replace(/^@/, "")), statuses: [], hashtags: [] } };
    if (from.pathname === "/api/v1/timelines/public")
      return slice(
        statuses.filter(
          status =>
            isOpen(status) &&
            status["reblog"] === null &&
            (value("local") !== "true" || !status.account.acct.includes("@")),
        ),
        from,
      );
    if (from.pathname.startsWith("/users/")) {
      const actor = world.accounts.find(account => String(account["uri"]).endsWith(from.pathname));
      return actor === undefined
        ? null
        : { body: { id: actor["uri"], type: "Person", preferredUsername: actor["username"] } };
    }
    if (collection === "accounts" && id === "")
      return { body: from.searchParams.getAll("id[]").flatMap(one => accountsById.get(one) ?? []) };
    if (collection === "statuses" && id === "")
      return { body: from.searchParams.getAll("id[]").flatMap(one => statusById(one) ?? []) };
    if (collection === "accounts" && id === "lookup")
      return found(value("acct")).map(body => ({ body }))[0] ?? null;
    if (collection === "accounts" && part === "statuses")
      return slice(
        statuses.filter(
          status =>
            status.account.id === id && (value("exclude_reblogs") !== "true" || status["reblog"] === null),
        ),
        from,
      );
    const status = collection === "statuses" ? statusById(id) : undefined;
    if (status === undefined || !isOpen(status)) return null;
    if (part === "favourited_by") return people(world.likers[id] ?? [], from);
    if (part === "reblogged_by") return people(world.boosters[id] ?? [], from);
    return part === "context" ? { body: { ancestors: [], descendants: descendants(id) } } : null;
  };
  const found = (acct: string): readonly FakeAccount[] =>
    world.accounts.filter(account =>
      [account.acct, `${account.acct}@${world.domain}`].includes(acct.toLowerCase()),
    );
  const webfinger = (resource: string): Answer | null => {
    const [account] = found(resource.replace(/^acct:|@.*/g, ""));
    const self = { rel: "self", type: "application/activity+json", href: account?.["uri"] };
    return account === undefined ? null : { body: { subject: resource, links: [self] } };
  };
  const descendants = (id: string): readonly FakeStatus[] =>
    statuses
      .filter(status => status["in_reply_to_id"] === id)
      .flatMap(status => [status, ...descendants(status.id)]);

  const reply = (request: IncomingMessage, response: ServerResponse): void => {
    if (faults.intercept(request, response)) return;
    const from = new URL(request.url ?? "/", url());
    asked.push(`${from.pathname}${from.search}`);
    const { authorization } = request.headers;
    if (authorization !== undefined) authorizations.push(authorization);
    if (options.lacks?.some(route => from.pathname.startsWith(route))) {
      response.writeHead(404, { "content-type": "text/html" }).end("<html><h1>Nothing here</h1></html>");
      return;
    }
    const isRefused =
      options.token !== undefined &&
      from.pathname !== "/api/v2/instance" &&
      authorization !== `Bearer ${options.token}`;
    const answer = isRefused ? null : answerTo(from);
    const link = answer?.next
      ? { link: `<${publicOrigin()}${answer.next}>; rel="next", <${publicOrigin()}/prev>; rel="prev"` }
      : {};
    response.writeHead(isRefused ? 401 : answer === null ? 404 : 200, {
      "content-type": "application/json; charset=utf-8",
      "x-ratelimit-limit": "300",
      "x-ratelimit-remaining": "299",
      "x-ratelimit-reset": new Date(Date.now() + 300_000).toISOString(),
      ...link,
    });
    const refusal = { error: isRefused ? "This method requires an authenticated user" : "Record not found" };
    response.end(JSON.stringify(faults.dress(answer?.body ?? refusal)));
  };

  const server = createServer(reply);
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  return {
    url: url(),
    asked,
    authorizations,
    get requestCount() {
      return faults.requestCount;
    },
    failRequest: n => faults.failRequest(n),
    limitNext: seconds => faults.limitNext(seconds),
    addUnknownFields: () => faults.addUnknownFields(),
    publish: status => void statuses.unshift(status),
    stop: () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function withParam(from: URL, name: string, value: string): string {
  const query = new URLSearchParams(from.search);
  query.delete("min_id");
  query.set(name, value);
  return query.toString();
}

/** Source: docs.joinmastodon.org/entities/Instance. */
function instanceOf({ domain, accounts }: FakeMastodonWorld, version: string, origin: string): object {
  return {
    ...{
      domain,
      title: "Home",
      version,
      source_url: "https://example.org/source",
      description: "A small server",
    },
    usage: { users: { active_month: 12 } },
    thumbnail: { url: `https://${domain}/thumbnail.png` },
    icon: [{ src: `https://${domain}/icon.png`, size: "36x36" }],
    languages: ["en"],
    configuration: {
      urls: {
        streaming: origin.replace(/^http/, "ws"),
        about: null,
        privacy_policy: null,
        status: null,
        terms_of_service: null,
      },
      vapid: { public_key: "made-up" },
      accounts: { max_featured_tags: 10, max_pinned_statuses: 5 },
      statuses: { max_characters: 500, max_media_attachments: 4, characters_reserved_per_url: 23 },
      media_attachments: {
        supported_mime_types: [],
        image_size_limit: 1,
        image_matrix_limit: 1,
        video_size_limit: 1,
        video_frame_rate_limit: 1,
        video_matrix_limit: 1,
      },
      polls: {
        max_options: 4,
        max_characters_per_option: 50,
        min_expiration: 300,
        max_expiration: 2_629_746,
      },
      translation: { enabled: false },
    },
    registrations: {
      enabled: false,
      approval_required: false,
      reason_required: false,
      message: null,
      min_age: null,
      url: null,
    },
    api_versions: { mastodon: 7 },
    contact: { email: "staff@example.org", account: accounts[0] },
    rules: [],
  };
}
