import { afterEach, describe, expect, it } from "vitest";
import { type FakeGithub, type FakeGithubWorld, startFakeGithub } from "../../../test/support/fake-github.ts";
import { actsOf, fakeGithubWorld, fansOf } from "../../../test/support/fake-github-world.ts";
import { readAccount, recordsOf, rowsOf } from "../../../test/support/read-account.ts";
import { parseHandle } from "../../domain/handle.ts";
import type { Page } from "../contract.ts";
import { githubConnector } from "./connector.ts";

const servers: FakeGithub[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

const WINDOW = { now: "2026-03-01T00:00:00.000Z", from: "2025-12-01T00:00:00.000Z" };

async function open(changes: Partial<FakeGithubWorld> = {}, token?: string): Promise<FakeGithub> {
  const server = await startFakeGithub(fakeGithubWorld(changes), token === undefined ? {} : { token });
  servers.push(server);
  return server;
}

function read(server: FakeGithub, handle = "github:ada", token?: string): Promise<readonly Page[]> {
  const config = { base_url: server.url, ...(token !== undefined && { token }) };
  return readAccount(githubConnector, parseHandle(handle), config, WINDOW);
}

const actsWith = (pages: readonly Page[], kind: string, target = "7") =>
  rowsOf(pages, "interactions").filter(row => row.kind === kind && row.target_id === target);
const completeOf = (pages: readonly Page[], table: string, kind: string) =>
  rowsOf(pages, "observations").find(row => row.table === table && row.kind === kind)?.is_complete;

describe("an account of GitHub", () => {
  it("is found by name and by number, with its profile and what it is", async () => {
    const server = await open();
    for (const handle of ["github:ada", "github:7", "https://github.com/ADA"]) {
      const [profile] = rowsOf(await read(server, handle), "accounts");
      expect(profile, handle).toMatchObject({
        ...{ account_id: "7", handle: "ada", display_name: "ada in full", kind: "unknown" },
        ...{ url: "https://ada.example", created_at: "2011-04-01T10:00:00.000Z", is_protected: false },
      });
    }
    const pages = await read(server, "github:engines-org");
    expect(rowsOf(pages, "accounts")[0]).toMatchObject({ account_id: "8", kind: "organisation" });
    expect(server.asked.filter(path => path.includes("author:engines-org"))).toEqual([]);
  });

  it("published its repositories, issues and pull requests, and reposted what it forked", async () => {
    const pages = await read(await open());
    const posts = rowsOf(pages, "posts").map(({ post_id, kind, posted_at }) => [post_id, kind, posted_at]);
    expect(posts.filter(([, kind]) => kind !== "reply").sort()).toEqual([
      ["issue/501", "original", "2026-02-03T10:00:00.000Z"],
      ["issue/502", "original", "2026-02-08T10:00:00.000Z"],
      ["repository/71", "original", "2019-03-01T10:00:00.000Z"],
      ["repository/72", "original", "2026-01-10T10:00:00.000Z"],
      ["repository/73", "repost", "2026-01-20T10:00:00.000Z"],
    ]);
    const stats = rowsOf(pages, "post_stats");
    expect(stats.find(row => row.post_id === "repository/71")).toMatchObject({
      ...{ like_count: 170, repost_count: 4, reply_count: null },
    });
    expect(stats.find(row => row.post_id === "issue/501")).toMatchObject({
      ...{ like_count: 1, repost_count: null, reply_count: 3 },
    });
    expect(completeOf(pages, "posts", "original")).toBe(true);
  });

  it("answers others: its comments are replies, and acts on whom they answer", async () => {
    const pages = await read(await open());
    const replies = rowsOf(pages, "posts").filter(({ kind }) => kind === "reply");
    expect(replies).toMatchObject([
      { post_id: "comment/9001", parent_post_id: "issue/503", parent_author_id: "10", text: "Try oil." },
      { post_id: "review/9002", parent_post_id: null, parent_author_id: null },
    ]);
    expect(actsWith(pages, "reply", "10")).toMatchObject([
      { interaction_id: "comment/9001/to/10", actor_id: "7", post_id: "repository/81" },
    ]);
    expect(rowsOf(pages, "accounts").some(row => row.handle === "bea")).toBe(true);
  });
});

describe("who acted on an account of GitHub", () => {
  it("starred within the window: the list is read from its end, no further back than needed", async () => {
    const server = await open();
    const stars = actsWith(await read(server), "like").filter(row => row.post_id === "repository/71");
    expect(stars).toHaveLength(20);
    expect(stars[0]).toMatchObject({ actor_id: "1005", acted_at: "2026-02-06T10:00:00.000Z" });
    const pages = server.asked.filter(path => path.startsWith("/repos/ada/engine/stargazers"));
    expect(pages).toEqual(["/repos/ada/engine/stargazers?per_page=100&page=2"]);
  });

  it("reads stars on over several pages", async () => {
    const { repositories } = fakeGithubWorld();
    const [engine] = repositories["ada"]!;
    const stars = Array.from({ length: 250 }, (_, at) => ({
      by: `fan${at}`,
      at: new Date(Date.parse("2026-02-20T10:00:00Z") + at * 60_000).toISOString(),
    }));
    const users = [{ id: 7, login: "ada" }, { id: 9, login: "helper[bot]" }, ...fansOf(250)];
    const issues: FakeGithubWorld["issues"] = [];
    const server = await open({ repositories: { ada: [{ ...engine!, stars }] }, users, issues });
    const acts = actsWith(await read(server), "like").filter(row => row.post_id === "repository/71");
    expect(new Set(acts.map(row => row.interaction_id)).size).toBe(250);
    expect(server.asked.filter(path => path.includes("stargazers")).map(path => path.slice(-1))).toEqual([
      ...["3", "2", "1"],
    ]);
  });

  it.each(["forbidden", "empty"] as const)(
    "is not known for stars when GitHub keeps them to itself (%s): the counts stand, and it is asked once",
    async stars => {
      const server = await open({ stars });
      const pages = await read(server);
      expect(server.asked.filter(path => path.includes("stargazers"))).toHaveLength(1);
      expect(actsWith(pages, "like").map(row => row.post_id)).toEqual(["issue/501"]);
      expect(rowsOf(pages, "post_stats").some(row => row.like_count === 170)).toBe(true);
      expect(completeOf(pages, "interactions", "like")).toBe(false);
      expect(completeOf(pages, "interactions", "repost")).toBe(true);
    },
  );

  it("is a sample when the only list of stars is refused", async () => {
    const { repositories } = fakeGithubWorld();
    const server = await open({ stars: "forbidden", repositories: { ada: [repositories["ada"]![0]!] } });
    expect(completeOf(await read(server), "interactions", "like")).toBe(false);
  });

  it("commented on an issue of its own repository once, however it is listed", async () => {
    const { issues } = fakeGithubWorld();
    const own = { ...issues[0]!, id: 504, number: 9, repository: "ada/engine" };
    const server = await open({ issues: [own] });
    await read(server);
    expect(server.asked.filter(path => path.includes("/issues/9/comments"))).toEqual([]);
    expect(server.asked.some(path => path.includes("/ada/engine/issues/comments"))).toBe(true);
  });

  it("forked, opened issues, commented and reacted; the gone and the account itself do not count", async () => {
    const pages = await read(await open());
    expect(actsWith(pages, "repost").map(row => row.interaction_id)).toHaveLength(4);
    const replies = actsWith(pages, "reply").map(row => row.interaction_id?.split("/")[0]);
    expect(replies.filter(what => what === "issue")).toHaveLength(3);
    expect(replies.filter(what => what === "comment")).toHaveLength(6 + 1 + 3);
    expect(actsWith(pages, "like").filter(row => row.post_id === "issue/501")).toMatchObject([
      { actor_id: "1002" },
    ]);
    expect(recordsOf(pages).filter(record => "rejection" in record)).toEqual([]);
    expect(rowsOf(pages, "accounts").find(row => row.account_id === "9")).toMatchObject({ kind: "bot" });
    expect(actsWith(pages, "follow")).toMatchObject([{ acted_at: null }, { acted_at: null }]);
    for (const kind of ["like", "repost"]) expect(completeOf(pages, "interactions", kind)).toBe(true);
    expect(completeOf(pages, "interactions", "reply")).toBe(false);
  });

  it("is shown with the profiles of those who acted most", async () => {
    const server = await open({}, "SECRET-token");
    const pages = await read(server, "github:ada", "SECRET-token");
    const people = server.asked.filter(path => path.startsWith("/user/"));
    expect(people).toHaveLength(15);
    expect(new Set(rowsOf(pages, "account_stats").map(row => row.account_id)).size).toBe(16);
  });
});

describe("reading an account of GitHub", () => {
  const manyRepositories = Array.from({ length: 250 }, (_, at) => ({
    ...{ id: 20_000 + at, name: `part${at}`, createdAt: "2020-01-01T10:00:00Z" },
    pushedAt: "2026-02-20T10:00:00Z",
    starCount: at === 3 ? 50_000 : 90,
    stars: actsOf(90, "2026-02-25T10:00:00Z"),
    forks: actsOf(9, "2026-02-25T10:00:00Z"),
    opened: actsOf(9, "2026-02-25T10:00:00Z"),
    comments: actsOf(9, "2026-02-25T10:00:00Z"),
  }));
  const big = { repositories: { ada: manyRepositories }, users: [{ id: 7, login: "ada" }, ...fansOf(30)] };

  it("takes 60 requests at most, 20 without a token, and says that it is a sample", async () => {
    for (const [token, most] of [
      ["SECRET-token", 60],
      [undefined, 20],
    ] as const) {
      const server = await open({ ...big, issues: [], events: {} }, token);
      const pages = await read(server, "github:ada", token);
      expect(server.requestCount).toBe(most);
      expect(pages.at(-1)?.isLast).toBe(true);
      for (const kind of ["like", "repost"]) expect(completeOf(pages, "interactions", kind)).toBe(false);
      expect(completeOf(pages, "posts", "original")).toBe(true);
      // GitHub lists the first 40,000 stars, and so not the newest ones of this repository.
      expect(server.asked.filter(path => path.startsWith("/repos/ada/part3/stargazers"))).toEqual([]);
      expect(rowsOf(pages, "post_stats").some(row => row.like_count === 50_000)).toBe(true);
    }
  });

  it("names this program and not its library", async () => {
    const server = await open();
    await read(server);
    expect([...server.userAgents]).toEqual(["Renown-test/1"]);
  });

  it("says that a token is not taken, without showing it", async () => {
    const server = await open({}, "SECRET-token");
    await expect(read(server, "github:ada", "SECRET-old")).rejects.toThrow(/does not take the token/);
    await expect(read(server, "github:ada", "SECRET-old")).rejects.not.toThrow(/SECRET/);
  });

  it("counts an entry that cannot be read and keeps the others", async () => {
    const { repositories } = fakeGithubWorld();
    const [engine] = repositories["ada"]!;
    const forks = [...engine!.forks!, { by: "fan9", at: "yesterday" }];
    const pages = await read(await open({ repositories: { ada: [{ ...engine!, forks }] } }));
    expect(actsWith(pages, "repost")).toHaveLength(4);
    expect(recordsOf(pages).filter(record => "rejection" in record)).toMatchObject([
      { rejection: { reason: "bad_time", file: "GET /repos/{owner}/{repo}/forks" } },
    ]);
  });

  it("begins no reading at a place of another one", async () => {
    const server = await open();
    const reading = { ...WINDOW, cursor: '{"version":2}' };
    const query = parseHandle("github:ada");
    const again = readAccount(githubConnector, query, { base_url: server.url }, reading);
    await expect(again).rejects.toThrow(/begin it anew/);
  });

  it("wants an address that can be asked", () => {
    expect(githubConnector.check({ base_url: "ftp://example.org" })).toMatchObject([{ field: "base_url" }]);
    expect(githubConnector.check({})).toEqual([]);
  });
});
