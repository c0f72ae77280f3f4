import { afterEach, describe, expect, it } from "vitest";
import { type FakeXApi, type FakeXOptions, startFakeXApi } from "../../../../test/support/fake-x-api.ts";
import { FAKE_X_NOW, fakeXWorld } from "../../../../test/support/fake-x-world.ts";
import { readAccount, recordsOf, rowsOf } from "../../../../test/support/read-account.ts";
import { CliError, ConfigProblem, EXIT } from "../../../domain/errors.ts";
import type { HandleQuery } from "../../../domain/handle-query.ts";
import type { ConnectorConfig, Page } from "../../contract.ts";
import { xConnector } from "./connector.ts";

const FROM = "2025-12-01T00:00:00.000Z";
const ADA: HandleQuery = { network: "x", kind: "handle", value: "ada_x" };

let server: FakeXApi | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

async function start(options: FakeXOptions = {}, world = fakeXWorld()): Promise<FakeXApi> {
  server = await startFakeXApi(world, { token: "token-of-the-test", ...options });
  return server;
}

function read(
  config: ConnectorConfig = {},
  { query = ADA, cursor = null }: { readonly query?: HandleQuery; readonly cursor?: string | null } = {},
): Promise<readonly Page[]> {
  const settings = {
    ...{ base_url: server!.url, bearer_token: "token-of-the-test", budget_usd: "50" },
    ...config,
  };
  return readAccount(xConnector, query, settings, { now: FAKE_X_NOW, from: FROM, cursor });
}

/** What X would charge in US dollars for everything the fake handed out. */
const charged = ({ handedOut }: FakeXApi) => handedOut.posts * 0.005 + handedOut.users * 0.01;

describe("reading an X account", () => {
  it("begins with profile, counts and posts, after two requests", async () => {
    const api = await start();
    const first = (await read())[0]!;
    expect(api.asked.slice(0, 2).map(path => path.split("?")[0])).toEqual([
      "/2/users/by/username/ada_x",
      "/2/users/1001/tweets",
    ]);
    expect(rowsOf([first], "accounts")).toMatchObject([
      { account_id: "1001", handle: "ada_x", url: "https://example.org/", is_protected: false },
    ]);
    expect(rowsOf([first], "account_stats")).toMatchObject([
      { followers_count: 40, following_count: 12, posts_count: 120, listed_count: 2 },
    ]);
    expect(rowsOf([first], "posts")).toHaveLength(14);
    expect(rowsOf([first], "posts").find(({ post_id }) => post_id === "500000")!.text).toBe("Post 0 & more");
  });

  it("tells replies and reposts from originals, and counts none of a repost's reactions as received", async () => {
    await start();
    const pages = await read();
    const kindOf = (id: string) => rowsOf(pages, "posts").find(({ post_id }) => post_id === id)!;
    expect(kindOf("500004")).toMatchObject({ kind: "reply", parent_author_id: "1006" });
    expect(kindOf("500005")).toMatchObject({ kind: "repost", parent_author_id: "1007", text: null });
    const counted = rowsOf(pages, "post_stats").map(({ post_id }) => post_id);
    expect(counted).toContain("500004");
    expect(counted).not.toContain("500005");
  });

  it("lists who reposted, quoted, replied and mentioned, when, and on which post, with their profiles", async () => {
    await start();
    const pages = await read();
    const received = rowsOf(pages, "interactions").filter(({ target_id }) => target_id === "1001");
    const has = (kind: string, actor_id: string, post_id: string | null) =>
      received.some(row => row.kind === kind && row.actor_id === actor_id && row.post_id === post_id);
    expect(has("repost", "1002", "500000")).toBe(true);
    expect(has("quote", "1003", "500000")).toBe(true);
    expect(has("reply", "1004", "500000")).toBe(true);
    expect(has("mention", "1002", null)).toBe(true);
    expect(received.every(({ acted_at }) => acted_at !== null)).toBe(true);
    expect(new Set(rowsOf(pages, "account_stats").map(({ account_id }) => account_id)).size).toBe(10);
  });

  it("counts a word of today as it counts the one of yesterday, in requests and answers", async () => {
    await start({ words: "post" });
    const today = await read();
    await server!.stop();
    const api = await start({ words: "tweet" });
    const yesterday = await read();
    const shown = (pages: readonly Page[]) => [
      rowsOf(pages, "account_stats").map(({ posts_count }) => posts_count),
      rowsOf(pages, "post_stats").map(row => [row.post_id, row.repost_count]),
      rowsOf(pages, "interactions").filter(row => row.target_id === "1001"),
    ];
    expect(shown(yesterday)).toEqual(shown(today));
    expect(api.asked.filter(path => path.includes("post.fields"))).toHaveLength(1);
  });

  it("says that posts were watched back to the oldest one read, and the whole window at the end", async () => {
    await start({ pageSize: 6 });
    const spans = rowsOf(await read(), "observations").filter(({ table }) => table === "posts");
    expect(spans.map(({ from_at }) => from_at)).toEqual([
      "2026-02-26T03:00:00.000Z",
      "2026-02-23T21:00:00.000Z",
      FROM,
    ]);
    expect(spans.every(({ is_complete, source }) => is_complete && source === "x-api")).toBe(true);
  });

  it("never says that all replies were seen", async () => {
    await start();
    const spans = rowsOf(await read(), "observations").filter(({ table }) => table === "interactions");
    expect(spans.map(({ kind, is_complete }) => [kind, is_complete])).toEqual([
      ["mention", true],
      ["reply", false],
    ]);
  });

  it("counts partial errors beside the rows, and keeps nothing of them", async () => {
    await start({ hasPartialErrors: true });
    const pages = await read();
    const rejections = recordsOf(pages).flatMap(record => ("rejection" in record ? [record.rejection] : []));
    expect(rowsOf(pages, "posts")).toHaveLength(14);
    expect(rejections[0]).toEqual({ file: "/2/users/1001/tweets", reason: "resource_not_found", raw: "" });
  });

  it("goes on without what this token may not see", async () => {
    await start({ refuse: { path: /quote_tweets/, status: 403 } });
    const pages = await read();
    expect(rowsOf(pages, "interactions").some(({ kind }) => kind === "repost")).toBe(true);
    expect(recordsOf(pages)).toContainEqual({
      rejection: { file: "/2/tweets/500000/quote_tweets", reason: "status_403", raw: "" },
    });
  });

  it.each([
    [401, "RENOWN_X_BEARER_TOKEN", EXIT.usage],
    [402, "credits", EXIT.usage],
    [403, "access to API v2", EXIT.failure],
  ])("says what to do when X answers %i", async (status, hint, exitCode) => {
    await start({ refuse: { path: /by.username/, status } });
    const problem = (await read().catch((error: unknown) => error)) as CliError;
    expect(problem).toBeInstanceOf(CliError);
    expect(problem.message).toContain(hint);
    expect(problem.exitCode).toBe(exitCode);
    expect(problem.message).not.toContain("token-of-the-test");
  });

  it("asks for ids by id, and asks nobody for what can be no handle", async () => {
    const api = await start();
    expect(
      rowsOf(await read({}, { query: { network: "x", kind: "id", value: "1001" } }), "posts"),
    ).toHaveLength(14);
    const sent = api.requestCount;
    const query = { network: "x", kind: "handle", value: "not.a.handle" } as const;
    await expect(read({}, { query })).rejects.toMatchObject({ exitCode: EXIT.unknownHandle });
    expect(api.requestCount).toBe(sent);
  });

  it("refuses a cursor of something else", async () => {
    await start();
    await expect(read({}, { cursor: '{"version":9}' })).rejects.toThrow(ConfigProblem);
  });
});

describe("the money that a reading may cost", () => {
  it.each(["0.035", "0.1", "0.5", "1"])(
    "is never more than $%s when that is the budget",
    async budget_usd => {
      const api = await start({}, fakeXWorld({ ownPosts: 150, fans: 60 }));
      const pages = await read({ budget_usd });
      expect(charged(api)).toBeLessThanOrEqual(Number(budget_usd) + 1e-9);
      expect(charged(api)).toBeGreaterThan(Number(budget_usd) / 3);
      expect(rowsOf(pages, "posts").length).toBeGreaterThan(0);
      expect(pages.at(-1)!.isLast).toBe(true);
    },
  );

  it("stays what it was when a reading goes on at a cursor", async () => {
    const api = await start({}, fakeXWorld({ ownPosts: 150, fans: 60 }));
    const pages = await read({ budget_usd: "1" });
    const spent = charged(api);
    expect(await read({ budget_usd: "1" }, { cursor: pages.at(-1)!.cursor })).toEqual([]);
    expect(charged(api)).toBe(spent);
    await read({ budget_usd: "1" }, { cursor: pages[1]!.cursor });
    const ofFirstTwo = JSON.parse(pages[1]!.cursor).spent / 1e6;
    expect(charged(api) - spent).toBeCloseTo(spent - ofFirstTwo, 9);
  });

  it("buys who acted as well as posts, however little it is", async () => {
    await start({}, fakeXWorld({ ownPosts: 150, fans: 60 }));
    const received = rowsOf(await read({ budget_usd: "0.5" }), "interactions").filter(
      row => row.target_id === "1001",
    );
    expect(new Set(received.map(({ kind }) => kind)).size).toBeGreaterThan(1);
  });

  it("is told before, within the budget, and without a token", () => {
    expect(xConnector.estimate(ADA, { budget_usd: "0.25" })).toMatchObject({ requests: 60, usd: 0.25 });
    expect(xConnector.estimate(ADA, {})!.usd).toBe(1);
    expect(xConnector.estimate(ADA, { budget_usd: "900000" })!.usd).toBe(147.51);
    expect(xConnector.estimate(ADA, {})!.basis).toContain("$0.005 a post");
  });

  it.each(["0.03", "0", "-1", "much", ""])("is refused as a setting when it is %j", budget_usd => {
    expect(xConnector.check({ bearer_token: "x", budget_usd }).map(({ field }) => field)).toEqual([
      "budget_usd",
    ]);
  });
});

describe("what X's policy asks for", () => {
  it("is kept: no verdicts on authenticity from what the API gives", () => {
    expect(xConnector.capabilities.allowsAuthenticity).toBe(false);
  });

  it("leaves out the acts of accounts that turned out to be protected", async () => {
    const world = fakeXWorld();
    const users = world.users.map(user => (user.id === "1002" ? { ...user, isProtected: true } : user));
    await start({}, { ...world, users });
    const pages = await read();
    expect(rowsOf(pages, "interactions").filter(({ actor_id }) => actor_id === "1002")).toEqual([]);
    expect(rowsOf(pages, "accounts").find(({ account_id }) => account_id === "1002")).toMatchObject({
      is_protected: true,
      bio: null,
    });
    expect(rowsOf(pages, "account_stats").some(({ account_id }) => account_id === "1002")).toBe(false);
  });
});
