import { afterEach, describe, expect, it } from "vitest";
import { FAKE_GRAPH_NOW, type FakeGraph, startFakeGraph } from "../../../test/support/fake-graph.ts";
import { readAccount, rowsOf } from "../../../test/support/read-account.ts";
import { EXIT } from "../../domain/errors.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import { instagramConnector } from "./connector.ts";

let graph: FakeGraph | undefined;
afterEach(async () => {
  await graph?.stop();
  graph = undefined;
});

const read = (query: Pick<HandleQuery, "kind" | "value">) =>
  readAccount(
    instagramConnector,
    { network: "instagram", ...query },
    { base_url: graph!.url, access_token: "SECRET-token", account_id: "3001" },
    { now: FAKE_GRAPH_NOW, from: "2025-12-01T00:00:00.000Z" },
  );

describe("reading an Instagram business account", () => {
  it("has profile, counts and posts after one request, on behalf of one's own account", async () => {
    graph = await startFakeGraph({ token: "SECRET-token" });
    const [first] = await read({ kind: "handle", value: "cup_makers" });
    expect(graph.asked[0]).toMatch(/^\/v25\.0\/3001\?fields=business_discovery\.username%28cup_makers%29/);
    expect(rowsOf([first!], "accounts")).toMatchObject([{ account_id: "3002", handle: "cup_makers" }]);
    expect(rowsOf([first!], "account_stats")).toMatchObject([
      { followers_count: 900, following_count: 30, posts_count: 12 },
    ]);
    expect(rowsOf([first!], "post_stats")[1]).toMatchObject({
      ...{ post_id: "8001", like_count: 21, reply_count: 1, repost_count: null, view_count: null },
    });
    expect(rowsOf([first!], "posts")[1]).toMatchObject({ text: "Cup 1 #ceramics", tags: ["ceramics"] });
  });

  it("keeps hidden likes unknown, and posts without words without words", async () => {
    graph = await startFakeGraph({ token: "SECRET-token" });
    const pages = await read({ kind: "handle", value: "cup_makers" });
    expect(rowsOf(pages, "post_stats").find(({ post_id }) => post_id === "8002")!.like_count).toBeNull();
    expect(rowsOf(pages, "posts").find(({ post_id }) => post_id === "8003")).toMatchObject({
      text: null,
      tags: null,
    });
  });

  it("goes on by cursor until a page is empty", async () => {
    graph = await startFakeGraph({ token: "SECRET-token", pageSize: 5 });
    const pages = await read({ kind: "handle", value: "cup_makers" });
    expect(rowsOf(pages, "posts")).toHaveLength(12);
    expect(pages.map(({ isLast }) => isLast)).toEqual([false, false, false, true]);
  });

  it("reads an account that the token manages by its id", async () => {
    graph = await startFakeGraph({ token: "SECRET-token", pageSize: 5 });
    const pages = await read({ kind: "id", value: "3001" });
    expect(rowsOf(pages, "accounts")).toMatchObject([{ account_id: "3001", handle: "own_cups" }]);
    expect(rowsOf(pages, "posts")).toHaveLength(12);
  });

  it("answers a personal account with the free way", async () => {
    graph = await startFakeGraph({ token: "SECRET-token" });
    const problem = await read({ kind: "handle", value: "ada" }).catch((error: unknown) => error);
    expect(problem).toMatchObject({ exitCode: EXIT.unknownHandle });
    expect((problem as Error).message).toContain("renown import EXPORT.zip");
  });
});
