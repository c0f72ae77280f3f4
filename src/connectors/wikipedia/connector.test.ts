import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeWikipedia, startFakeWikipedia } from "../../../test/support/fake-wikipedia.ts";
import { parseHandle } from "../../domain/handle.ts";
import { isProfileOf } from "../../domain/link-proof.ts";
import { createHttpClient } from "../../platform/http/http-client.ts";
import type { TableRow } from "../contract.ts";
import { wikipediaConnector } from "./connector.ts";

let fake: FakeWikipedia;
beforeEach(async () => {
  fake = await startFakeWikipedia();
});
afterEach(() => fake.stop());

async function read(handle: string): Promise<readonly TableRow[]> {
  const { signal } = new AbortController();
  const http = createHttpClient({
    userAgent: "Renown-test/1",
    signal,
    guard: { allowLoopback: true },
    retries: 0,
  });
  const sockets = { open: () => Promise.reject(new Error("no sockets here")) };
  const effects = { http, sockets, now: () => new Date("2026-03-01T09:00:00.000Z"), signal };
  const reading = { from: "2026-02-01T00:00:00.000Z", cursor: null };
  const rows: TableRow[] = [];
  try {
    for await (const page of wikipediaConnector.readAccount(
      parseHandle(handle),
      reading,
      { endpoint: fake.url },
      effects,
    ))
      for (const record of page.records) if ("row" in record) rows.push(record);
    return rows;
  } finally {
    await http.close();
  }
}
const only = (rows: readonly TableRow[], table: string) =>
  rows.filter(row => row.table === table).map(({ row }) => row);

describe("an article of Wikipedia", () => {
  it("is an account by its page id, with the website that Wikidata prefers", async () => {
    const profile = {
      account_id: "en:7",
      handle: "en:Ada_Example",
      url: "https://ada.example/",
      bio: "invented baker",
    };
    for (const handle of [
      "wikipedia:en:Ada_Example",
      "wikipedia:en:7",
      "https://en.wikipedia.org/wiki/Ada_Example",
    ])
      expect(only(await read(handle), "accounts"), handle).toMatchObject([profile]);
  });

  it("can be proven by a page that links to its address, since the profile names that page", async () => {
    const [row] = only(await read("wikipedia:en:7"), "accounts") as { handle: string; url: string }[];
    const account = {
      network: "wikipedia",
      accountId: "en:7",
      handle: row!.handle,
      url: row!.url,
      bio: null,
    } as const;
    expect(isProfileOf("https://en.wikipedia.org/wiki/Ada_Example", account)).toBe(true);
    expect(isProfileOf("https://de.wikipedia.org/wiki/Ada_Example", account)).toBe(false);
  });

  it("has the views of each day of the window that is over, dated by the day's end", async () => {
    const stats = only(await read("wikipedia:en:7"), "post_stats");
    expect(stats).toHaveLength(28);
    expect(stats[0]).toMatchObject({
      post_id: "en:7",
      view_count: 10,
      observed_at: "2026-02-02T00:00:00.000Z",
      like_count: null,
    });
    expect(stats.at(-1)).toMatchObject({ view_count: 37, observed_at: "2026-03-01T00:00:00.000Z" });
  });

  it("has every article that links to it, and their number", async () => {
    const rows = await read("wikipedia:en:7");
    expect(only(rows, "interactions")).toHaveLength(7);
    expect(only(rows, "interactions")[0]).toMatchObject({
      kind: "list",
      actor_id: "en:100",
      target_id: "en:7",
      acted_at: null,
    });
    expect(only(rows, "account_stats")).toMatchObject([{ listed_count: 7, followers_count: null }]);
  });

  it("makes nothing that a score is made of: no reaction, no post of the window, no follower", async () => {
    const rows = await read("wikipedia:en:7");
    const acts = only(rows, "interactions").map(row => ("kind" in row ? row.kind : null));
    expect(new Set(acts)).toEqual(new Set(["list"]));
    expect(only(rows, "posts")).toMatchObject([{ posted_at: "2010-04-01T12:00:00.000Z" }]);
    for (const row of only(rows, "post_stats"))
      expect(row).toMatchObject({
        like_count: null,
        repost_count: null,
        reply_count: null,
        quote_count: null,
      });
  });

  it.each(["wikipedia:en:Example", "wikipedia:en:Nobody", "wikipedia:en:99"])(
    "named %s is unknown",
    async handle => {
      await expect(read(handle)).rejects.toThrow("has no article");
    },
  );
});
