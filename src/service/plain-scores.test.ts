import { get, type IncomingMessage } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type TinyApi, tinyApi } from "../../test/support/tiny-api.ts";
import { createService } from "./create-service.ts";
import { type Listening, listen } from "./listen.ts";
import { plainScores } from "./plain-scores.ts";
import { type ServiceMetrics, serviceMetrics } from "./service-metrics.ts";

let tiny: TinyApi;
let listening: Listening;
let metrics: ServiceMetrics;
let wholeWay = 0;
const logged: object[] = [];

beforeAll(async () => {
  tiny = await tinyApi();
  const { snapshots } = tiny.served;
  metrics = serviceMetrics(() => null);
  const log = { info: (fields: object) => void logged.push(fields), warn: () => {}, error: () => {} };
  const service = createService({ parts: [tiny.api], metrics, log, whyNotReady: () => null, isOpen: true });
  const { fetch } = service;
  service.fetch = (...request) => {
    wholeWay += 1;
    return fetch(...request);
  };
  const straight = plainScores({ snapshots, metrics, log });
  listening = await listen(service, { host: "127.0.0.1", port: 0 }, { straight });
});
afterAll(async () => {
  await listening.stop(0);
  await tiny.served.close();
});
beforeEach(() => {
  wholeWay = 0;
  logged.length = 0;
});

/** Status, headers but the date in their order, and the body. */
async function ask(path: string, headers: Record<string, string> = {}) {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(listening.url + path, { headers, agent: false }, resolve).once("error", reject);
  });
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  const { rawHeaders, statusCode: status } = answer;
  const shown = rawHeaders.flatMap((name, i) =>
    i % 2 === 1 || name === "Date" ? [] : [[name.toLowerCase(), rawHeaders[i + 1]]],
  );
  return { status, headers: shown, body: Buffer.concat(parts).toString("utf8") };
}

/** Says nothing that matters, but is not plain. */
const LESS_PLAIN = { Accept: "application/json, */*;q=0.1" };
const HANDLES = ["x:@alice", "x%3A%40bob", "x:1", "amara.example.org", "x:@nils"];

describe("a plain read of a score", () => {
  it.each(HANDLES)("of %s is answered, counted and logged as the whole way does it", async handle => {
    const path = `/api/v1/score/${handle}`;
    const plain = await ask(path);
    expect(wholeWay).toBe(0);
    const [counted] = logged.splice(0);
    const whole = await ask(path, LESS_PLAIN);
    expect(wholeWay).toBe(1);
    expect(plain).toEqual(whole);
    expect(plain.status).toBe(200);
    expect(counted).toEqual({ ...logged[0], ms: expect.any(Number) });
  });

  it("may say that it takes anything, or JSON", async () => {
    const unsaid = await ask("/api/v1/score/x:@alice");
    for (const Accept of ["*/*", "application/json"])
      expect(await ask("/api/v1/score/x:@alice", { Accept })).toEqual(unsaid);
    expect(wholeWay).toBe(0);
  });

  it("is counted in one series with the others", async () => {
    const countOf = async () =>
      Number(/route="\/api\/v1\/score\/:handle",status="200"\} (\d+)/.exec(await metrics.text())?.[1] ?? 0);
    const before = await countOf();
    await ask("/api/v1/score/x:@alice");
    await ask("/api/v1/score/x:@alice", LESS_PLAIN);
    expect(await countOf()).toBe(before + 2);
  });

  it("goes the whole way when it is no score or asks for more", async () => {
    const { headers } = await ask("/api/v1/score/x:@alice");
    const tag = headers.find(([name]) => name === "etag")![1]!;
    const asked: [path: string, headers: Record<string, string>, status: number][] = [
      ["/api/v1/score/x:@nobody", {}, 404],
      ["/api/v1/score/alice", {}, 400],
      ["/api/v1/score/x:@alice?format=csv", {}, 200],
      ["/api/v1/score/x:@alice", { "If-None-Match": tag }, 304],
      ["/api/v1/score/x:@alice", { Accept: "text/csv" }, 200],
      ["/api/v1/score/x:@alice", { "Accept-Encoding": "gzip" }, 200],
      ["/api/v1/score/x:@alice", { Origin: "http://localhost:1" }, 200],
      ["/api/v1/score/x:@alice", { "X-API-Key": "wrong" }, 401],
      ["/api/v1/score/x:@alice", { Authorization: "Bearer wrong" }, 401],
      ["/api/v1/score/x:@alice", { Host: "stranger.example" }, 403],
      ["/api/v1/score/..", {}, 404],
      ["/api/v1/score/%3Cb%3E", {}, 400],
    ];
    for (const [place, [path, sent, status]] of asked.entries()) {
      expect([path, sent, (await ask(path, sent)).status]).toEqual([path, sent, status]);
      expect(wholeWay).toBe(place + 1);
    }
  });
});
