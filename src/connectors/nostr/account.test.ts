import { afterEach, describe, expect, it } from "vitest";
import { nostrPerson, startNostrRelay } from "../../../test/support/nostr-relay.ts";
import { nostrVillage } from "../../../test/support/nostr-village.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import type { HttpClient } from "../../platform/http/http-client.ts";
import { createSocketClient } from "../../platform/http/open-socket-client.ts";
import type { Page, TableRow } from "../contract.ts";
import { nostrConnector } from "./connector.ts";

type Relay = Awaited<ReturnType<typeof startNostrRelay>>;
const relays: Relay[] = [];
afterEach(async () => {
  for (const relay of relays.splice(0)) await relay.stop();
});

async function relayWith(...given: Parameters<typeof startNostrRelay>): Promise<Relay> {
  const relay = await startNostrRelay(...given);
  relays.push(relay);
  return relay;
}

/** Domains that answer with a list of names. */
const domains = (names: Readonly<Record<string, Readonly<Record<string, string>>>>): HttpClient => ({
  sentCount: 0,
  close: async () => {},
  request: async address => {
    const { host } = new URL(address);
    const body = new TextEncoder().encode(JSON.stringify({ names: names[host] ?? {} }));
    return { status: names[host] === undefined ? 404 : 200, headers: new Headers(), url: address, body };
  },
});

async function read(
  urls: readonly string[],
  query: HandleQuery,
  http = domains({}),
): Promise<readonly Page[]> {
  const { signal } = new AbortController();
  const sockets = createSocketClient({ userAgent: "Renown-test/1", signal, guard: { allowLoopback: true } });
  const effects = { http, sockets, now: () => new Date("2026-03-01T00:00:00Z"), signal };
  const reading = { from: "2025-12-01T00:00:00Z", cursor: null };
  const pages: Page[] = [];
  for await (const page of nostrConnector.readAccount(query, reading, { relays: urls.join(", ") }, effects))
    pages.push(page);
  return pages;
}

const byKey = (key: string): HandleQuery => ({ network: "nostr", kind: "id", value: key });
const rowsIn = (pages: readonly Page[]): readonly TableRow[] =>
  pages.flatMap(({ records }) => records.filter(record => "row" in record));
const actsIn = (pages: readonly Page[]) =>
  rowsIn(pages).flatMap(({ table, row }) => (table === "interactions" ? [row] : []));

describe("reading a Nostr account", () => {
  it("tells likes, reposts, answers, quotes and mentions apart, and leaves out dislikes and threads of others", async () => {
    const { ada, bo, dee, ed, notes, events } = nostrVillage();
    const pages = await read([(await relayWith(events)).url], byKey(ada.key));
    const acts = actsIn(pages);
    const count = (kind: string) => acts.filter(act => act.kind === kind).length;
    // Four readers like the first 4, 5, 6 and 7 notes.
    expect([count("like"), count("repost"), count("mention")]).toEqual([22, 1, 1]);
    expect(acts.filter(act => act.kind === "reply")).toMatchObject([
      { actor_id: dee.key, post_id: notes[5]!.id },
    ]);
    expect(acts.filter(act => act.kind === "quote")).toMatchObject([
      { actor_id: ed.key, post_id: notes[7]!.id },
    ]);
    expect(acts.filter(act => act.actor_id === bo.key)).toHaveLength(4);
    expect(acts.every(act => act.target_id === ada.key)).toBe(true);
  });

  it("gives profile, follows, posts and deletions first, and the profiles of readers last", async () => {
    const { ada, notes, events } = nostrVillage();
    const pages = await read([(await relayWith(events)).url], byKey(ada.key));
    const first = rowsIn(pages.slice(0, 1));
    expect(first.find(({ table }) => table === "accounts")?.row).toMatchObject({
      ...{
        account_id: ada.key,
        handle: null,
        display_name: "ada",
        bio: "ada writes",
        url: "https://ada.example",
      },
    });
    expect(first.find(({ table }) => table === "account_stats")?.row).toMatchObject({ following_count: 2 });
    expect(first.find(({ table }) => table === "removals")?.row).toMatchObject({ subject_id: notes[11]!.id });
    const posts = first.flatMap(({ table, row }) => (table === "posts" ? [row] : []));
    expect(posts).toHaveLength(13);
    expect(posts.find(post => post.post_id === notes[0]!.id)).toMatchObject({
      ...{ kind: "original", tags: ["tea"], links: ["https://example.org/0"] },
    });
    const names = rowsIn(pages.slice(-1)).flatMap(({ table, row }) =>
      table === "accounts" ? [row.display_name] : [],
    );
    expect(names.toSorted()).toEqual(["reader0", "reader1", "reader2", "reader3"]);
  });

  it("reads an account of any size in pages, with a bounded number of questions", async () => {
    const star = nostrPerson("star");
    const crowd = Array.from({ length: 3 }, (_, place) => nostrPerson(`fan${place}`));
    const start = Date.parse("2026-02-01T00:00:00Z") / 1000;
    const note = star.sign({ kind: 1, created_at: start, tags: [], content: "hello" });
    const likes = Array.from({ length: 260 }, (_, k) =>
      crowd[k % 3]!.sign({
        ...{ kind: 7, created_at: start + k + 1, content: "+" },
        tags: [
          ["e", note.id],
          ["p", star.key],
        ],
      }),
    );
    const relay = await relayWith([note, ...likes], { mostEvents: 100 });
    const acts = actsIn(await read([relay.url], byKey(star.key)));
    expect(new Set(acts.map(act => act.interaction_id)).size).toBe(260);
    expect(relay.requestCount).toBeLessThan(10);
  });

  it("joins what several relays hold, goes on without one that is away, and believes no forged event", async () => {
    const { ada, notes, events } = nostrVillage();
    const forged = { ...notes[0]!, content: "I never wrote this", id: "a".repeat(64) };
    const one = await relayWith(events.filter((_, place) => place % 2 === 0));
    const two = await relayWith([...events.filter((_, place) => place % 2 === 1), forged]);
    const gone = await relayWith([]);
    await relays.pop()!.stop();
    const pages = await read([one.url, two.url, gone.url], byKey(ada.key));
    const posts = rowsIn(pages).filter(({ table }) => table === "posts");
    expect(new Set(posts.map(({ row }) => (row as { post_id: string }).post_id)).size).toBe(13);
    const refused = pages.flatMap(({ records }) =>
      records.flatMap(r => ("rejection" in r ? [r.rejection.reason] : [])),
    );
    expect(refused).toContain("bad_signature");
    await expect(read([gone.url], byKey(ada.key))).rejects.toThrow(/cannot be reached/);
  });

  it("takes a name only from its domain, and finds an account by it", async () => {
    const { ada, bo, events } = nostrVillage();
    const { url } = await relayWith(events);
    const http = domains({ "ada.example": { _: ada.key, ada: ada.key, bo: "not a key" } });
    const handleOf = async (query: HandleQuery) =>
      rowsIn(await read([url], query, http)).flatMap(({ table, row }) =>
        table === "accounts" ? [row] : [],
      )[0];
    const named = { network: "nostr", kind: "handle", value: "ada@ada.example" } as const;
    expect(await handleOf(named)).toMatchObject({
      account_id: ada.key,
      handle: "ada@ada.example",
      is_verified: true,
    });
    expect(await handleOf(byKey(bo.key))).toMatchObject({ handle: null, is_verified: null });
    for (const value of ["bo@ada.example", "ada@elsewhere.example", "nobody@ada.example"])
      await expect(read([url], { ...named, value }, http)).rejects.toThrow(/No relay/);
  });

  it("reads nothing of somebody who asked to vanish", async () => {
    const { ada, events } = nostrVillage();
    const vanish = ada.sign({
      ...{ kind: 62, created_at: Date.parse("2026-02-20T00:00:00Z") / 1000, content: "" },
      tags: [["relay", "ALL_RELAYS"]],
    });
    const rows = rowsIn(await read([(await relayWith([...events, vanish])).url], byKey(ada.key)));
    expect(rows).toMatchObject([
      { table: "accounts", row: { is_indexable: false, display_name: null, bio: null } },
      { table: "removals", row: { subject: "account", subject_id: ada.key } },
    ]);
  });
});
