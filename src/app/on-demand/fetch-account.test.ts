import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fakeConnector } from "../../../test/support/fake-connector.ts";
import { type FakeServer, startFakeNetwork } from "../../../test/support/fake-network-server.ts";
import { type FakeWorld, fakeWorld } from "../../../test/support/fake-network-world.ts";
import { openTestEngine } from "../../../test/support/sources.ts";
import { CliError, EXIT } from "../../domain/errors.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import type { Lake } from "../../lake/contract.ts";
import { forget } from "../../lake/forget.ts";
import { openLake } from "../../lake/open-lake.ts";
import { createHttpClient } from "../../platform/http/http-client.ts";
import { createSocketClient } from "../../platform/http/open-socket-client.ts";
import { type BegunReading, type FetchedAccount, fetchAccount } from "./fetch-account.ts";
import { savedReading } from "./reading-state.ts";

const NOW = "2026-03-01T00:00:00.000Z";
const FROM = "2025-12-01T00:00:00.000Z";
const world = fakeWorld({ stars: 1, postsEach: 6, fans: 20, now: NOW });

let dir: string;
let lake: Lake;
let server: FakeServer;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "renown-fetch-"));
  lake = await openLake(dir);
  server = await startFakeNetwork(world, { pageSize: 4 });
});
afterEach(async () => {
  await lake.close();
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
});

const named = (name: string): HandleQuery => ({
  network: "bluesky",
  kind: "handle",
  value: `${name}.fake.test`,
});

function fetch(
  query: HandleQuery,
  options: {
    readonly maxRequests?: number;
    readonly begun?: BegunReading;
    readonly url?: string;
    readonly onPage?: (fetched: FetchedAccount, signal: AbortController) => void;
  } = {},
): Promise<FetchedAccount> {
  const abort = new AbortController();
  return fetchAccount(query, {
    ...{ lake, connector: fakeConnector(), config: { service: options.url ?? server.url } },
    ...{ from: FROM, startedAt: NOW, begun: options.begun ?? null },
    open: now => {
      const { signal } = abort;
      const guard = { allowLoopback: true };
      const { maxRequests } = options;
      const http = createHttpClient({
        ...{ userAgent: "Renown-test/1", signal, guard, retries: 0 },
        ...(maxRequests !== undefined && { maxRequests }),
      });
      const sockets = createSocketClient({ userAgent: "Renown-test/1", signal, guard });
      return { effects: { http, sockets, now, signal }, close: () => http.close() };
    },
    onPage: async page => options.onPage?.(page, abort),
  });
}

const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe("fetching an account", () => {
  it("ends with all rows, and with the place it came to saved", async () => {
    const fetched = await fetch(named("star0"));
    expect(fetched).toMatchObject({
      isClosed: false,
      stopped: null,
      state: { isLast: true, startedAt: NOW },
    });
    expect(fetched.rows.rowsOf("posts")).toHaveLength(6);
    const acts = world.accounts[0]!.posts.reduce((sum, post) => sum + post.acts.length, 0);
    expect(fetched.rows.rowsOf("interactions")).toHaveLength(acts);
    expect(savedReading(lake, named("STAR0"), new Date(NOW))).toEqual(fetched.state);
    expect(savedReading(lake, named("star0"), new Date("2026-03-02T00:00:00.000Z"))).toBeNull();
  });

  it("sends no more requests than are allowed, and says that there is more", async () => {
    for (let maxRequests = 2; maxRequests < 8; maxRequests++) {
      const before = server.requestCount;
      const fetched = await fetch(named("star0"), { maxRequests });
      expect(server.requestCount - before).toBe(maxRequests);
      expect(fetched.stopped).toEqual({ reason: "requests" });
      expect(fetched.state.requests).toBe(maxRequests);
    }
  });

  it("goes on where it was left, and counts the requests of both", async () => {
    const whole = await fetch(named("star0"));
    const begun = await fetch(named("star0"), { maxRequests: 5 });
    const resumed = await fetch(named("star0"), { begun });
    expect(resumed.rows.count).toBe(whole.rows.count);
    expect(resumed.state).toEqual(whole.state);
  });

  it("gives what it read when a later request fails, and throws when the first does", async () => {
    const failing = { failed: false };
    const fetched = await fetch(named("star0"), {
      onPage: () => {
        if (!failing.failed) void server.stop();
        failing.failed = true;
      },
    });
    expect(fetched.stopped).toMatchObject({
      reason: "failure",
      message: expect.stringContaining("127.0.0.1"),
    });
    expect(fetched.rows.rowsOf("posts").length).toBeGreaterThan(0);
    expect(await errorOf(fetch(named("star0")))).toBeInstanceOf(CliError);
  });

  it("stops and throws when it is aborted; what was read stays", async () => {
    const error = await errorOf(
      fetch(named("star0"), { onPage: (_page, abort) => abort.abort(new Error("given up")) }),
    );
    expect(String(error)).toContain("given up");
    expect(savedReading(lake, named("star0"), new Date(NOW))).toMatchObject({ isLast: false });
  });

  it.each(["shy", "off"])("keeps only the profile of %s, without its words, and asks no more", async name => {
    const fetched = await fetch(named(name));
    expect(fetched).toMatchObject({ isClosed: true, state: { isLast: true, requests: 1 } });
    expect(fetched.rows.count).toBe(1);
    expect(fetched.profile.display_name).toBe(name === "shy" ? null : name);
  });

  it("asks and stores nothing of who was forgotten, and drops the acts of forgotten people", async () => {
    const gone: FakeWorld["accounts"][number] = world.accounts.find(({ handle }) =>
      handle.startsWith("fan3."),
    )!;
    const engine = await openTestEngine();
    await forget(lake, engine, { network: "bluesky", accountId: gone.id });
    const fetched = await fetch(named("star0"));
    expect(JSON.stringify(fetched.rows.rowsOf("interactions"))).not.toContain(`"${gone.id}"`);
    expect(JSON.stringify(fetched.rows.rowsOf("accounts"))).not.toContain(`"${gone.id}"`);
    await forget(lake, engine, { network: "bluesky", accountId: fetched.state.accountId });
    await engine.close();
    expect(savedReading(lake, named("star0"), new Date(NOW))).toBeNull();
    const error = await errorOf(fetch(named("star0")));
    expect(error).toMatchObject({ exitCode: EXIT.unknownHandle });
    expect(savedReading(lake, named("star0"), new Date(NOW))).toBeNull();
  });
});
