import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ServerFaults } from "./server-faults.ts";

export interface FakeGraphOptions {
  /** Most items of a page, whatever is asked for. */
  readonly pageSize?: number;
  readonly token?: string;
  /** Whether the token may see insights. */
  readonly allowsInsights?: boolean;
  /** Every question is answered with this error of Meta's. */
  readonly refuse?: {
    readonly status: number;
    readonly code: number;
    readonly headers?: Readonly<Record<string, string>>;
  };
  readonly postCount?: number;
  /** End of the window. */
  readonly now?: string;
}

/** A fake of Meta's Graph API on this machine: the Page `tea.house` (id 2001), one that is not published
 *  (`dark.house`), a person (`ada.person`), and the Instagram accounts 3001 (own) and `cup_makers` (3002). */
export interface FakeGraph {
  readonly url: string;
  readonly requestCount: number;
  /** Paths with their query, in order. */
  readonly asked: readonly string[];
  failRequest(n: number): void;
  limitNext(seconds: number): void;
  addUnknownFields(): void;
  stop(): Promise<void>;
}

export const FAKE_GRAPH_NOW = "2026-03-01T00:00:00.000Z";
const NOBODYS_BUSINESS = [{ id: "77", name: "Rea Reactor" }];

/** Serves the made-up Page and accounts; newest posts first, each a day older than the one before. */
export async function startFakeGraph(options: FakeGraphOptions = {}): Promise<FakeGraph> {
  const { pageSize = 100, token, allowsInsights = true, refuse, postCount = 12 } = options;
  const now = Date.parse(options.now ?? FAKE_GRAPH_NOW);
  const timeBefore = (hours: number) =>
    new Date(now - hours * 3_600_000).toISOString().replace(".000Z", "+0000");
  const asked: string[] = [];
  const faults = new ServerFaults((_resetAt, seconds) => ({ "retry-after": String(seconds) }));

  const summary = (fields: string, edge: string, total: number) =>
    fields.includes(`${edge}.`) && {
      [edge]: {
        data: fields.includes(`${edge}.limit(0)`) ? [] : NOBODYS_BUSINESS,
        summary: { total_count: total },
      },
    };

  const pagePost = (at: number, fields: string) => ({
    id: `2001_${6000 + at}`,
    created_time: timeBefore(24 * (at + 1)),
    ...(at % 5 !== 4 && { message: `Post ${at} about #tea` }),
    ...(at % 5 >= 3 && { parent_id: `2002_${7000 + at}` }),
    privacy: { value: at % 6 === 5 ? "FRIENDS" : "EVERYONE" },
    ...(at % 3 !== 0 && { shares: { count: at } }),
    ...summary(fields, "reactions", 10 + at),
    ...summary(fields, "comments", at),
    ...(fields.includes("insights.") && {
      insights: { data: [{ name: "post_media_view", period: "lifetime", values: [{ value: 100 * at }] }] },
    }),
  });

  const media = (at: number) => ({
    id: String(8000 + at),
    timestamp: timeBefore(24 * (at + 1)),
    caption: at % 4 === 3 ? undefined : `Cup ${at} #ceramics`,
    ...(at % 4 !== 2 && { like_count: 20 + at }),
    comments_count: at,
  });

  const list = <T>(make: (at: number) => T, after: string | null, limit: number, saysNext: boolean) => {
    const start = after === null ? 0 : Number(after.replace("CURSOR", ""));
    const end = Math.min(postCount, start + Math.min(pageSize, limit));
    const data = Array.from({ length: Math.max(0, end - start) }, (_, at) => make(start + at));
    const cursors = { before: `CURSOR${start}`, after: `CURSOR${end}` };
    const next =
      saysNext && end < postCount ? { next: "https://graph.facebook.com/?access_token=SECRET-token" } : {};
    return { data, ...(data.length > 0 && { paging: { cursors, ...next } }) };
  };

  const instagram = (id: string, username: string, fields: string) => ({
    ...{ id, username, name: "Cup Makers", biography: "Made up", website: "https://example.org/" },
    ...{ followers_count: 900, follows_count: 30, media_count: postCount },
    media: list(
      media,
      /media\.after\((\w+)\)/.exec(fields)?.[1] ?? null,
      Number(/\.limit\((\d+)\)\{id,caption/.exec(fields)?.[1]),
      false,
    ),
  });

  const answer = (path: string, query: URLSearchParams): object | number => {
    const fields = query.get("fields") ?? "";
    const [name = "", edge] = path.split("/").slice(2);
    if (edge === "posts" && name === "2001") {
      if (fields.includes("insights.") && !allowsInsights) return 10;
      return list(at => pagePost(at, fields), query.get("after"), Number(query.get("limit")), true);
    }
    if (name === "tea.house" || name === "2001")
      return {
        ...{ id: "2001", username: "tea.house", name: "Tea House", about: "Made up", is_published: true },
        ...{ website: "https://example.org/", followers_count: 500, fan_count: 480 },
        verification_status: "not_verified",
      };
    if (name === "dark.house")
      return {
        id: "2003",
        username: "dark.house",
        name: "Not yet",
        about: "Secret plan",
        is_published: false,
      };
    if (name === "ada.person") return 100;
    if (name === "3001") {
      const asksFor = /^business_discovery\.username\(([\w.]+)\)\{(.*)\}$/.exec(fields);
      if (asksFor === null) return instagram("3001", "own_cups", fields);
      const [, username, inner] = asksFor;
      return username === "cup_makers"
        ? { business_discovery: instagram("3002", "cup_makers", inner!), id: "3001" }
        : 110;
    }
    return 803;
  };

  const server = createServer((request, response) => {
    if (faults.intercept(request, response)) return;
    const url = new URL(request.url ?? "/", "http://fake.test");
    asked.push(`${url.pathname}${url.search}`);
    const send = (status: number, value: object, headers: Readonly<Record<string, string>> = {}) => {
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(JSON.stringify(faults.dress(value)));
    };
    const no = (status: number, code: number, headers = {}) =>
      send(
        status,
        { error: { message: `No, SECRET-token (${code})`, type: "OAuthException", code } },
        headers,
      );
    if (token !== undefined && request.headers.authorization !== `Bearer ${token}`) return no(400, 190);
    if (refuse !== undefined) return no(refuse.status, refuse.code, refuse.headers);
    const found = answer(url.pathname, url.searchParams);
    if (typeof found === "number") no(400, found);
    else send(200, found);
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
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
