import { afterEach, describe, expect, it } from "vitest";
import {
  FAKE_GRAPH_NOW,
  type FakeGraph,
  type FakeGraphOptions,
  startFakeGraph,
} from "../../../test/support/fake-graph.ts";
import { readAccount, recordsOf, rowsOf } from "../../../test/support/read-account.ts";
import { ConfigProblem, EXIT } from "../../domain/errors.ts";
import { HttpFailure } from "../../platform/http/http-client.ts";
import { facebookConnector } from "./connector.ts";

const FROM = "2025-12-01T00:00:00.000Z";

let graph: FakeGraph | undefined;
afterEach(async () => {
  await graph?.stop();
  graph = undefined;
});

async function start(options: FakeGraphOptions = {}): Promise<FakeGraph> {
  graph = await startFakeGraph({ token: "SECRET-token", ...options });
  return graph;
}

const read = (value = "tea.house", config: Readonly<Record<string, string>> = {}, from = FROM) =>
  readAccount(
    facebookConnector,
    { network: "facebook", kind: "handle", value },
    { base_url: graph!.url, access_token: "SECRET-token", ...config },
    { now: FAKE_GRAPH_NOW, from },
  );

describe("reading a Facebook Page", () => {
  it("begins with profile, followers and posts with what they drew, after two requests", async () => {
    const api = await start();
    const first = (await read())[0]!;
    expect(api.requestCount).toBe(2);
    expect(rowsOf([first], "accounts")).toMatchObject([
      { account_id: "2001", handle: "tea.house", is_verified: false, is_protected: false },
    ]);
    expect(rowsOf([first], "account_stats")).toMatchObject([{ followers_count: 500, following_count: null }]);
    expect(rowsOf([first], "post_stats")[1]).toMatchObject({
      ...{ post_id: "2001_6001", like_count: 11, repost_count: 1, reply_count: 1, quote_count: null },
      view_count: 100,
    });
    expect(rowsOf([first], "posts")[0]).toMatchObject({ kind: "original", tags: ["tea"] });
  });

  it("asks for and names nobody who reacted or commented", async () => {
    const api = await start();
    const pages = await read();
    for (const edge of ["reactions", "comments"])
      expect(decodeURIComponent(api.asked[1]!)).toContain(`${edge}.limit(0)`);
    expect(JSON.stringify(pages)).not.toContain("Rea Reactor");
    expect(rowsOf(pages, "interactions")).toEqual([]);
    expect(facebookConnector.capabilities.listsActors).toBe(false);
  });

  it("takes absent shares for none, but only where totals are given", async () => {
    await start();
    const counts = rowsOf(await read(), "post_stats");
    expect(counts.find(({ post_id }) => post_id === "2001_6000")!.repost_count).toBe(0);
  });

  it("tells posts passed on with words from those without, which have no counts", async () => {
    await start();
    const pages = await read();
    const kinds = new Map(rowsOf(pages, "posts").map(({ post_id, kind }) => [post_id, kind]));
    expect(kinds.get("2001_6003")).toBe("quote");
    expect(kinds.get("2001_6004")).toBe("repost");
    expect(rowsOf(pages, "post_stats").some(({ post_id }) => post_id === "2001_6004")).toBe(false);
  });

  it("leaves out posts that are not for everyone, and counts them", async () => {
    await start();
    const pages = await read();
    expect(rowsOf(pages, "posts").some(({ post_id }) => post_id === "2001_6005")).toBe(false);
    expect(recordsOf(pages)).toContainEqual({
      rejection: { file: "facebook posts", reason: "not_public", raw: "" },
    });
  });

  it("goes on without views where the token may not see insights, and asks for them once", async () => {
    const api = await start({ allowsInsights: false, pageSize: 4 });
    const counts = rowsOf(await read(), "post_stats");
    expect(counts.length).toBeGreaterThan(5);
    expect(counts.every(({ view_count }) => view_count === null)).toBe(true);
    expect(api.asked.filter(path => path.includes("insights"))).toHaveLength(1);
  });

  it("stops at the window's start and says that the window was watched whole", async () => {
    const api = await start({ pageSize: 3, postCount: 60 });
    const from = "2026-02-24T00:00:00.000Z";
    const pages = await read("tea.house", {}, from);
    expect(rowsOf(pages, "posts").every(({ posted_at }) => posted_at! >= from)).toBe(true);
    expect(api.requestCount).toBe(4);
    const spans = rowsOf(pages, "observations").filter(({ table }) => table === "posts");
    expect(spans.at(-1)).toMatchObject({ from_at: from, to_at: FAKE_GRAPH_NOW, is_complete: true });
  });

  it("puts the token in no address, and asks the version that is set", async () => {
    const api = await start();
    await read("tea.house", { graph_version: "v26.0" });
    expect(api.asked.every(path => path.startsWith("/v26.0/") && !path.includes("SECRET"))).toBe(true);
  });

  it.each(["ada.person", "nobody", "me", "two words"])(
    "answers %j, which is no Page, with the free way",
    async value => {
      await start();
      const problem = await read(value).catch((error: unknown) => error);
      expect(problem).toMatchObject({ exitCode: EXIT.unknownHandle });
      expect((problem as Error).message).toContain("closed to every program");
      expect((problem as Error).message).toContain("renown import EXPORT.zip");
    },
  );

  it("reads nothing of a Page that is not published", async () => {
    await start();
    const pages = await read("dark.house");
    expect(recordsOf(pages)).toHaveLength(1);
    expect(JSON.stringify(pages)).not.toContain("Secret plan");
  });

  it("asks for a new token when the old one is no longer good, and does not repeat it", async () => {
    await start({ token: "another" });
    const problem = await read().catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ConfigProblem);
    expect((problem as Error).message).toContain("RENOWN_FACEBOOK_ACCESS_TOKEN");
    expect((problem as Error).message).not.toContain("SECRET");
  });

  it("says how long Meta wants to be left alone", async () => {
    const usage = { "2001": [{ type: "pages", call_count: 100, estimated_time_to_regain_access: 17 }] };
    const headers = { "x-business-use-case-usage": JSON.stringify(usage) };
    await start({ refuse: { status: 400, code: 80_001, headers } });
    const problem = await read().catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(HttpFailure);
    expect((problem as Error).message).toContain("17 minutes");
  });

  it("costs nothing, and names each setting that stands in the way", () => {
    expect(facebookConnector.estimate({ network: "facebook", kind: "id", value: "1" }, {})).toBeNull();
    expect(facebookConnector.check({}).map(({ field }) => field)).toEqual(["access_token"]);
    const issues = facebookConnector.check({ access_token: "x", graph_version: "25" });
    expect(issues.map(({ field }) => field)).toEqual(["graph_version"]);
  });
});
