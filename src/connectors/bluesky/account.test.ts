import { afterEach, describe, expect, it } from "vitest";
import { startFakeBluesky } from "../../../test/support/fake-bluesky-server.ts";
import { type FakeWorldOptions, fakeBlueskyWorld } from "../../../test/support/fake-bluesky-world.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import { createHttpClient } from "../../platform/http/http-client.ts";
import type { ConnectorEffects, Page, TableRow } from "../contract.ts";
import { blueskyConnector } from "./connector.ts";

const NOW = new Date("2026-03-01T00:00:00.000Z");
const FROM = "2025-12-01T00:00:00.000Z";
const STAR: HandleQuery = { network: "bluesky", kind: "handle", value: "star.fake.test" };

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function fake(world: Partial<FakeWorldOptions>, pageSize = 100) {
  const server = await startFakeBluesky(
    fakeBlueskyWorld({
      ...{ postCount: 5, newestAt: "2026-02-20T12:00:00Z", hoursApart: 24, peopleCount: 20 },
      ...{ likesOf: index => index, ...world },
    }),
    { pageSize },
  );
  const signal = new AbortController().signal;
  const http = createHttpClient({ userAgent: "Renown-test/1", signal, guard: { allowLoopback: true } });
  closers.push(() => http.close(), server.stop);
  const sockets = { open: () => Promise.reject(new Error("no socket is needed")) };
  const effects: ConnectorEffects = { http, sockets, now: () => NOW, signal };
  const read = async (query = STAR): Promise<readonly Page[]> => {
    const pages: Page[] = [];
    const config = { service: server.url };
    for await (const page of blueskyConnector.readAccount(
      query,
      { from: FROM, cursor: null },
      config,
      effects,
    ))
      pages.push(page);
    return pages;
  };
  return { server, http, effects, read };
}

const rowsIn = (pages: readonly Page[]): readonly TableRow[] =>
  pages.flatMap(({ records }) => records.filter(record => "row" in record));

/** Spans of acts by kind: whether each was complete. */
const actSpans = (pages: readonly Page[]) =>
  Object.fromEntries(
    rowsIn(pages).flatMap(({ table, row }) =>
      table === "observations" && row.table === "interactions" ? [[row.kind, row.is_complete]] : [],
    ),
  );

describe("reading a Bluesky account", () => {
  it("gives profile, counts and newest posts with two requests", async () => {
    const { read, server } = await fake({});
    const [first] = await read();
    expect(server.asked.slice(0, 2)).toEqual(["app.bsky.actor.getProfile", "app.bsky.feed.getAuthorFeed"]);
    const tables = rowsIn([first!]).map(({ table }) => table);
    for (const table of ["accounts", "account_stats", "posts", "post_stats"]) expect(tables).toContain(table);
  });

  it("lists everybody who acted when there are few, and says so", async () => {
    const { read } = await fake({ likesOf: index => 2 * index });
    const pages = await read();
    const counts = { like: 0, repost: 0, reply: 0, quote: 0 } as Record<string, number>;
    for (const { table, row } of rowsIn(pages)) if (table === "interactions") counts[row.kind!]! += 1;
    // Likes 0, 2, 4, 6, 8; a third of each reposted, a fifth replied and quoted, rounded down.
    expect(counts).toEqual({ like: 20, repost: 5, reply: 2, quote: 2 });
    expect(actSpans(pages)).toEqual({ like: true, repost: true, reply: true, quote: true });
    expect(pages.at(-1)!.isLast).toBe(true);
  });

  it("needs no more than 60 requests for 50,000 followers and 2,000 posts, and calls those it listed a sample", async () => {
    const { read, server, http } = await fake({
      ...{
        postCount: 2000,
        hoursApart: 0.9,
        peopleCount: 50_000,
        likesOf: index => 10 + ((index * 37) % 5000),
      },
    });
    const pages = await read();
    expect(http.sentCount).toBeLessThanOrEqual(60);
    expect(server.asked.filter(query => query.endsWith("getAuthorFeed"))).toHaveLength(20);
    const rows = rowsIn(pages);
    expect(rows.filter(({ table }) => table === "posts")).toHaveLength(2000);
    expect(rows.filter(({ table }) => table === "interactions").length).toBeGreaterThan(2000);
    expect(rows.filter(({ table }) => table === "account_stats").length).toBeGreaterThan(250);
    expect(Object.values(actSpans(pages))).not.toContain(true);
  });

  it("asks who liked, reposted, answered and quoted a large account in equal numbers of requests", async () => {
    const large = { postCount: 2000, hoursApart: 0.9, peopleCount: 50_000, likesOf: () => 5000 };
    const { read, server } = await fake(large);
    const kinds = new Set(
      rowsIn(await read()).flatMap(({ table, row }) => (table === "interactions" ? [row.kind] : [])),
    );
    expect([...kinds].sort()).toEqual(["like", "quote", "reply", "repost"]);
    const asked = ["getLikes", "getRepostedBy", "getPostThread", "getQuotes"].map(
      name => server.asked.filter(query => query.endsWith(`.${name}`)).length,
    );
    expect(Math.max(...asked) - Math.min(...asked)).toBeLessThanOrEqual(1);
    expect(Math.min(...asked)).toBeGreaterThan(5);
  });

  it("asks for the lists that tell most where those of a kind are short", async () => {
    const { read, server } = await fake({
      postCount: 200,
      hoursApart: 6,
      peopleCount: 5000,
      likesOf: () => 100,
    });
    await read();
    const asked = (name: string) => server.asked.filter(query => query.endsWith(`.${name}`)).length;
    // Worth of one list of a post: likes 100, reposts 132, replies 60, quotes 100.
    expect(asked("getPostThread")).toBeGreaterThan(0);
    expect(asked("getPostThread")).toBeLessThan(asked("getLikes"));
    expect(asked("getLikes")).toBeGreaterThan(10);
  });

  it("says which posts it has read when the feed is longer than it may ask for", async () => {
    const { read, http } = await fake({ postCount: 3000, hoursApart: 0.5, likesOf: () => 0 });
    const rows = rowsIn(await read());
    expect(http.sentCount).toBeLessThanOrEqual(60);
    const posted = rows.flatMap(({ table, row }) => (table === "posts" ? [row.posted_at!] : [])).sort();
    expect(posted.length).toBeLessThan(3000);
    const spans = rows.flatMap(({ table, row }) =>
      table === "observations" && row.table === "posts" ? [row] : [],
    );
    expect(spans).toMatchObject([{ from_at: posted[0], is_complete: true }]);
  });

  it("leaves out posts from before the window, and stops asking there", async () => {
    const { read, server } = await fake({ postCount: 300, hoursApart: 24, likesOf: () => 0 }, 50);
    const posted = rowsIn(await read()).flatMap(({ table, row }) =>
      table === "posts" ? [row.posted_at!] : [],
    );
    expect(posted).toHaveLength(82);
    expect(posted.every(time => time >= FROM)).toBe(true);
    expect(server.asked.filter(query => query.endsWith("getAuthorFeed"))).toHaveLength(2);
  });

  it("dates a repost by its post, since no list tells when it was made, the same in each reading", async () => {
    const { read } = await fake({ likesOf: () => 6 });
    const postedAt = new Map(
      rowsIn(await read()).flatMap(({ table, row }) =>
        table === "posts" ? [[row.post_id, row.posted_at] as const] : [],
      ),
    );
    const reposts = async () =>
      rowsIn(await read()).flatMap(({ table, row }) =>
        table === "interactions" && row.kind === "repost" ? [row] : [],
      );
    const first = await reposts();
    expect(first.length).toBe(10);
    for (const { post_id, acted_at } of first) expect(acted_at).toBe(postedAt.get(post_id!));
    expect(await reposts()).toEqual(first);
  });

  it("takes a deactivated account away, and reads nothing more of it", async () => {
    const { read, server } = await fake({});
    const pages = await read({ ...STAR, value: "gone.fake.test" });
    expect(rowsIn(pages)).toMatchObject([
      { table: "accounts", row: { account_id: "did:plc:gone", is_indexable: false } },
      { table: "removals", row: { subject: "account", subject_id: "did:plc:gone", reason: "deactivated" } },
    ]);
    expect(server.asked).toEqual(["app.bsky.actor.getProfile", "com.atproto.identity.resolveHandle"]);
  });

  it("keeps nothing of the profile of somebody who asks not to be shown, and asks for no post", async () => {
    const { read, server } = await fake({});
    const pages = await read({ ...STAR, value: "shy.fake.test" });
    expect(rowsIn(pages)).toMatchObject([
      { row: { handle: "shy.fake.test", is_indexable: false, display_name: null, bio: null } },
    ]);
    expect(server.asked).toEqual(["app.bsky.actor.getProfile"]);
  });
});

describe("member sources of Bluesky", () => {
  const membersOf = async (name: string, uri: string): Promise<readonly string[]> => {
    const { effects, server } = await fake({ peopleCount: 7, postCount: 20 }, 3);
    const source = blueskyConnector.memberSources.find(known => known.name === name)!;
    const members: string[] = [];
    for await (const { value } of source.members(uri, { service: server.url }, effects)) members.push(value);
    return members;
  };
  const everybody = Array.from({ length: 7 }, (_, person) => `did:plc:person${person}`);

  it("gives each account of a list, a starter pack or a feed once, over all pages", async () => {
    expect(await membersOf("list", "at://did:plc:star/app.bsky.graph.list/abc")).toEqual(everybody);
    expect(await membersOf("feed", "at://did:plc:star/app.bsky.feed.generator/abc")).toEqual(everybody);
    expect(await membersOf("starter-pack", "at://did:plc:star/app.bsky.graph.starterpack/abc")).toEqual(
      everybody,
    );
  });

  it("says of each account of a list that it stands on it, and once what the list is called", async () => {
    const { effects, server } = await fake({ peopleCount: 7, postCount: 20 }, 3);
    const uri = "at://did:plc:star/app.bsky.graph.list/abc";
    const source = blueskyConnector.memberSources.find(({ name }) => name === "list")!;
    const rows: TableRow[] = [];
    for await (const member of source.members(uri, { service: server.url }, effects))
      rows.push(...(member.rows ?? []));
    const lists = rows.flatMap(({ table, row }) => (table === "lists" ? [row] : []));
    expect(new Set(lists.map(row => `${row.list_id} ${row.owner_id} ${row.name}`))).toEqual(
      new Set([`${uri} did:plc:star Bread people`]),
    );
    const acts = rows.flatMap(({ table, row }) => (table === "interactions" ? [row] : []));
    expect(acts.map(({ kind, target_id, post_id }) => [kind, target_id, post_id])).toEqual(
      everybody.map(did => ["list", did, uri]),
    );
  });

  it("takes the address on bsky.app, and refuses what is no such thing", async () => {
    expect(await membersOf("list", "https://bsky.app/profile/did:plc:star/lists/abc")).toEqual(everybody);
    expect(await membersOf("starter-pack", "https://bsky.app/starter-pack/did:plc:star/abc")).toEqual(
      everybody,
    );
    await expect(membersOf("list", "at://did:plc:star/app.bsky.feed.post/abc")).rejects.toThrow(/at-uri/);
    await expect(membersOf("list", "bread")).rejects.toThrow(/at-uri/);
  });
});
