import { afterEach, describe, expect, it } from "vitest";
import {
  type FakeMastodon,
  type FakeMastodonOptions,
  startFakeMastodon,
} from "../../../test/support/fake-mastodon.ts";
import { fakeAccount, fakeStatus, fakeVillage } from "../../../test/support/fake-mastodon-world.ts";
import { routedHttp } from "../../../test/support/routed-http.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import type { HttpClient } from "../../platform/http/http-client.ts";
import type { ConnectorConfig, Page, TableRow } from "../contract.ts";
import { mastodonConnector } from "./connector.ts";

const ADA: HandleQuery = { network: "mastodon", kind: "handle", value: "ada@home.test" };
const WINDOW = { from: "2025-12-01T00:00:00.000Z", cursor: null };

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve(options: FakeMastodonOptions = {}): Promise<FakeMastodon> {
  const fake = await startFakeMastodon(fakeVillage(), { publicOrigin: "https://home.test", ...options });
  closers.push(() => fake.stop());
  return fake;
}

function pagesOf(http: HttpClient, query: HandleQuery, config: ConnectorConfig = {}) {
  closers.push(() => http.close());
  const signal = new AbortController().signal;
  const sockets = { open: () => Promise.reject(new Error("no sockets here")) };
  const now = () => new Date("2026-03-01T00:00:00.000Z");
  return mastodonConnector.readAccount(query, WINDOW, config, { http, sockets, now, signal });
}

async function rowsOf(pages: AsyncIterable<Page>): Promise<readonly TableRow[]> {
  const rows: TableRow[] = [];
  for await (const page of pages) for (const record of page.records) if ("row" in record) rows.push(record);
  return rows;
}
const only = (rows: readonly TableRow[], table: string) =>
  rows.filter(row => row.table === table).map(({ row }) => row);

describe("reading an account", () => {
  it("gives profile, newest posts and their counts within four requests", async () => {
    const fake = await serve();
    const http = routedHttp({ "https://home.test": fake.url });
    const first = await pagesOf(http, ADA)[Symbol.asyncIterator]().next();
    expect(http.sentCount).toBe(4);
    const tables = new Set(
      (first.value as Page).records.map(record => ("row" in record ? record.table : "")),
    );
    expect(tables).toEqual(
      new Set(["accounts", "account_stats", "posts", "post_stats", "interactions", "observations"]),
    );
  });

  it("gives every public post of the window once, and none for followers, for one, or from before", async () => {
    const fake = await serve({ pageSize: 4 });
    const rows = await rowsOf(pagesOf(routedHttp({ "https://home.test": fake.url }), ADA));
    const own = only(rows, "posts").filter(
      row => "author_id" in row && row.author_id === "https://home.test/users/ada",
    );
    expect(own).toHaveLength(14);
    const text = JSON.stringify(rows);
    for (const hidden of ["For followers", "For one", "Too old"]) expect(text).not.toContain(hidden);
  });

  it("names who liked, boosted and answered, with the likers' own counts", async () => {
    const fake = await serve();
    const acts = only(
      await rowsOf(pagesOf(routedHttp({ "https://home.test": fake.url }), ADA)),
      "interactions",
    );
    const of = (kind: string) => acts.filter(row => "kind" in row && row.kind === kind);
    // Of post at: at % 9 likers, cut to what there is, less the locked one; at % 3 boosters.
    expect(of("like").length).toBeGreaterThan(20);
    expect(of("repost")).toHaveLength(12);
    expect(of("reply")).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          actor_id: "https://home.test/users/bob",
          target_id: "https://home.test/users/ada",
        }),
        expect.objectContaining({
          actor_id: "https://home.test/users/cyd",
          target_id: "https://home.test/users/bob",
        }),
        expect.objectContaining({
          actor_id: "https://home.test/users/ada",
          target_id: "https://home.test/users/bob",
        }),
      ]),
    );
    expect(JSON.stringify(acts)).not.toContain("users/shy");
  });

  it("claims the window as watched whole only at the account's own Mastodon server", async () => {
    const fake = await serve();
    const at = async (query: HandleQuery, config: ConnectorConfig) =>
      only(
        await rowsOf(
          pagesOf(routedHttp({ "https://home.test": fake.url, "https://ask.test": fake.url }), query, config),
        ),
        "observations",
      );
    const own = await at(ADA, {});
    expect(own.every(row => "is_complete" in row && row.is_complete)).toBe(true);
    expect(own).toContainEqual(
      expect.objectContaining({ table: "interactions", kind: "like", from_at: WINDOW.from }),
    );
    const remote = await at({ ...ADA, value: "rita@far.test" }, { instance: "ask.test" });
    expect(remote.length).toBeGreaterThan(0);
    expect(remote.some(row => "is_complete" in row && row.is_complete)).toBe(false);
  });

  it("claims nothing whole at a server of another make", async () => {
    const fake = await serve({ version: "2.7.2 (compatible; Pleroma 2.6.0)" });
    const spans = only(
      await rowsOf(pagesOf(routedHttp({ "https://home.test": fake.url }), ADA)),
      "observations",
    );
    expect(spans.some(row => "is_complete" in row && row.is_complete)).toBe(false);
  });

  it("of somebody with 2,000 posts and 50,000 followers shares 60 requests between posts and people", async () => {
    const star = fakeAccount(1, "star", { followers_count: 50_000 });
    const fans = Array.from({ length: 200 }, (_, at) => fakeAccount(10 + at, `fan${at}`));
    const counts = { favourites_count: 200, reblogs_count: 200, replies_count: 9 };
    const statuses = Array.from({ length: 2000 }, (_, at) => fakeStatus(9999 - at, at / 25, star, counts));
    const everybody = Object.fromEntries(statuses.map(({ id }) => [id, fans.map(fan => fan.id)]));
    const world = {
      domain: "home.test",
      accounts: [star, ...fans],
      statuses,
      likers: everybody,
      boosters: everybody,
    };
    const fake = await startFakeMastodon(world, { publicOrigin: "https://home.test", pageSize: 80 });
    closers.push(() => fake.stop());
    const http = routedHttp({ "https://home.test": fake.url }, { maxRequests: 60 });
    const rows = await rowsOf(pagesOf(http, { ...ADA, value: "star@home.test" }));
    expect(fake.requestCount).toBe(60);
    expect(only(rows, "posts")).toHaveLength(480);
    const acts = only(rows, "interactions");
    expect(new Set(acts.map(row => ("post_id" in row ? row.post_id : null))).size).toBe(46);
    expect(acts).toHaveLength(46 * 80);
    // Older posts were not read, so nothing is claimed of their time.
    const spans = only(rows, "observations").flatMap(row => ("from_at" in row ? [row.from_at] : []));
    expect(spans.every(from => from !== null && from > "2026-02-08")).toBe(true);
  });

  it.each(["hush@home.test", "shy@home.test"])(
    "gives of %s the marked row and asks no further",
    async value => {
      const fake = await serve();
      const rows = await rowsOf(pagesOf(routedHttp({ "https://home.test": fake.url }), { ...ADA, value }));
      expect(rows.map(({ table }) => table)).toEqual(["accounts"]);
      expect(fake.requestCount).toBe(2);
    },
  );
});

describe("finding an account", () => {
  it("goes by WebFinger from the handle's domain to the server it lives on", async () => {
    const home = await serve();
    const pointer = await serve({ lacks: ["/api/"] });
    const http = routedHttp({ "https://ada.example": pointer.url, "https://home.test": home.url });
    const rows = await rowsOf(pagesOf(http, { ...ADA, value: "ada@ada.example" }));
    expect(only(rows, "accounts")[0]).toMatchObject({ handle: "ada@home.test" });
    expect(only(rows, "posts").length).toBeGreaterThan(0);
  });

  it("says which program runs at a server that does not speak the API", async () => {
    const other = await serve({ lacks: ["/api/"] });
    const pages = pagesOf(routedHttp({ "https://home.test": other.url }), ADA);
    await expect(rowsOf(pages)).rejects.toThrow("does not speak Mastodon's API (it runs misskey 2025.1)");
  });

  it("searches where a server has no lookup", async () => {
    const fake = await serve({ lacks: ["/api/v1/accounts/lookup"] });
    const rows = await rowsOf(pagesOf(routedHttp({ "https://home.test": fake.url }), ADA));
    expect(only(rows, "posts").length).toBeGreaterThan(0);
    expect(fake.asked.some(path => path.startsWith("/api/v2/search"))).toBe(true);
  });

  it("takes an actor URI to the name its own server gives", async () => {
    const fake = await serve();
    const query: HandleQuery = { network: "mastodon", kind: "id", value: "https://home.test/users/ada" };
    const rows = await rowsOf(pagesOf(routedHttp({ "https://home.test": fake.url }), query));
    expect(only(rows, "accounts")[0]).toMatchObject({ account_id: query.value });
  });

  it("sends the token to the server it belongs to, and to no other", async () => {
    const own = await serve({ token: "SECRET-token" });
    const http = routedHttp({ "https://home.test": own.url });
    const config = { instance: "home.test", access_token: "SECRET-token" };
    expect((await rowsOf(pagesOf(http, ADA, config))).length).toBeGreaterThan(0);
    const other = await serve();
    const elsewhere = routedHttp({ "https://ask.test": own.url, "https://home.test": other.url });
    await rowsOf(
      pagesOf(
        elsewhere,
        { network: "mastodon", kind: "id", value: "https://home.test/users/ada" },
        { ...config, instance: "ask.test" },
      ),
    );
    expect(other.authorizations).toEqual([]);
    expect(own.authorizations.length).toBeGreaterThan(0);
  });

  it("says what to set when posts are shown to members only, and keeps the profile", async () => {
    const fake = await serve({ lacks: ["/api/v1/accounts/101/statuses"] });
    const records = [];
    for await (const page of pagesOf(routedHttp({ "https://home.test": fake.url }), ADA))
      records.push(...page.records);
    expect(records).toContainEqual({ rejection: { file: "home.test", reason: "posts_not_shown", raw: "" } });
    expect(records.some(record => "row" in record && record.table === "account_stats")).toBe(true);
  });
});

describe("settings", () => {
  it("need the server that a token belongs to, and a host for it", () => {
    expect(mastodonConnector.check({})).toEqual([]);
    expect(mastodonConnector.check({ instance: "mastodon.social", access_token: "SECRET-a" })).toEqual([]);
    expect(mastodonConnector.check({ access_token: "SECRET-a" })).toMatchObject([{ field: "instance" }]);
    expect(mastodonConnector.check({ instance: "not a host/at all" })).toMatchObject([{ field: "instance" }]);
  });
});
