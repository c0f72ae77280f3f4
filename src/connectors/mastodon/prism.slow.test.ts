import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  evaluationDataDir,
  evaluationDataReason,
  hasEvaluationData,
} from "../../../test/support/evaluation-data.ts";
import { type FakeMastodon, startFakeMastodon } from "../../../test/support/fake-mastodon.ts";
import { fakeMention, fakeStatus, fakeVillage } from "../../../test/support/fake-mastodon-world.ts";
import { type PrismProxy, startPrismProxy } from "../../../test/support/prism-proxy.ts";
import { suiteWhen } from "../../../test/support/suite-when.ts";
import { createHttpClient, type HttpClient, HttpFailure } from "../../platform/http/http-client.ts";
import type { SocketClient } from "../../platform/http/socket-client.ts";
import { mastodonConnector } from "./connector.ts";
import { publicStream } from "./public-stream.ts";

const SPEC = "api-specs/mastodon-openapi.json";
const NOW = new Date("2026-03-01T00:00:00.000Z");

suiteWhen(hasEvaluationData(SPEC), evaluationDataReason, "against Mastodon's OpenAPI document", () => {
  let fake: FakeMastodon;
  let prism: PrismProxy;
  let http: HttpClient;
  const violations: string[] = [];
  let checkedCount = 0;
  const abort = new AbortController();

  beforeAll(async () => {
    // Next pages are asked for at the proxy too. The document takes every quote for one of two things at once, so that
    // no quote can fit it: the fake has none here.
    let proxyUrl = "";
    fake = await startFakeMastodon(fakeVillage({ hasQuotes: false }), {
      pageSize: 3,
      get publicOrigin() {
        return proxyUrl;
      },
    });
    prism = await startPrismProxy(join(evaluationDataDir, SPEC), fake.url);
    proxyUrl = prism.url;
    const client = createHttpClient({
      userAgent: "Renown-test/1 (+https://example.org)",
      signal: abort.signal,
      guard: { allowLoopback: true },
    });
    http = {
      get sentCount() {
        return client.sentCount;
      },
      close: () => client.close(),
      async request(url, request) {
        const answer = await client.request(url, request);
        checkedCount += 1;
        const found = answer.headers.get("sl-violations");
        if (found !== null) violations.push(`${url} ${answer.status} ${found}`);
        return answer;
      },
    };
  });
  afterAll(async () => {
    await http?.close();
    await prism?.stop();
    await fake?.stop();
  });

  const config = () => ({ instance: prism.url, access_token: "SECRET-token" });
  const noSockets: SocketClient = { open: () => Promise.reject(new Error("no socket")) };
  const effects = () => ({ http, sockets: noSockets, now: () => NOW, signal: abort.signal });

  it("nothing that reading an account asks, and nothing that the fake answers, breaks it", async () => {
    const query = { network: "mastodon", kind: "handle", value: "ada@home.test" } as const;
    const reading = { from: "2025-12-01T00:00:00.000Z", cursor: null };
    const tables = new Set<string>();
    for await (const page of mastodonConnector.readAccount(query, reading, config(), effects()))
      for (const record of page.records) if ("table" in record) tables.add(record.table);
    expect([...tables]).toEqual(expect.arrayContaining(["posts", "post_stats", "interactions"]));
    const routes = [
      "instance",
      "lookup",
      "/statuses?exclude",
      "statuses?id[]",
      "favourited_by",
      "reblogged_by",
      "context",
    ];
    for (const route of routes)
      expect(
        fake.asked.some(path => decodeURIComponent(path).includes(route)),
        route,
      ).toBe(true);
    expect(checkedCount).toBe(fake.requestCount);
    expect(violations).toEqual([]);
  });

  it("neither does looking for somebody unknown, which ends in a search", async () => {
    const query = { network: "mastodon", kind: "handle", value: "nobody@far.test" } as const;
    const reading = { from: "2025-12-01T00:00:00.000Z", cursor: null };
    const pages = mastodonConnector.readAccount(query, reading, config(), effects());
    await expect(pages[Symbol.asyncIterator]().next()).rejects.toThrow("knows no such account");
    expect(fake.asked.some(path => path.startsWith("/api/v2/search"))).toBe(true);
    expect(violations).toEqual([]);
  });

  it("neither does following a public timeline, mentions and all", async () => {
    const [ada, bob] = fakeVillage().accounts;
    const over = new AbortController();
    let looks = 0;
    const stream = publicStream(async () => {
      if (looks++ > 0) over.abort();
      over.signal.throwIfAborted();
      fake.publish(fakeStatus(3000, 0, bob!, { mentions: [fakeMention(ada!)] }));
    });
    const options = { instance: prism.url, local: true };
    const refusing: SocketClient = { open: () => Promise.reject(new HttpFailure("refused", 401, "")) };
    const acts: (string | null)[] = [];
    for await (const page of stream.follow(null, options, config(), {
      ...effects(),
      sockets: refusing,
      signal: over.signal,
    }))
      for (const record of page.records)
        if ("row" in record && record.table === "interactions") acts.push(record.row.target_id);
    expect(acts).toEqual(["https://home.test/users/ada"]);
    expect(fake.asked.some(path => path.startsWith("/api/v1/timelines/public"))).toBe(true);
    expect(violations).toEqual([]);
  });

  it("notices an answer that breaks it", async () => {
    const answer = await http.request(`${prism.url}/api/v1/accounts/lookup`, { accept: [404] });
    expect(answer.headers.get("sl-violations")).toContain("acct");
    violations.length = 0;
  });
});
