import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import {
  createHttpClient,
  type HttpClientOptions,
  HttpFailure,
  jsonOf,
  RequestsSpent,
} from "./http-client.ts";

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => void;

/** A server on this machine that counts what it is asked. */
async function serve(handle: Handler): Promise<{ readonly url: string; readonly asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    handle(request, response, asked.length);
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  closers.push(
    () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  );
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** A client whose clock only moves when it waits. */
function client(options: Partial<HttpClientOptions> = {}) {
  const waits: number[] = [];
  let time = Date.parse("2026-11-01T00:00:00Z");
  const http = createHttpClient({
    userAgent: "Renown-test/1 (+https://example.org)",
    signal: new AbortController().signal,
    guard: { allowLoopback: true },
    now: () => time,
    sleep: async milliseconds => {
      waits.push(milliseconds);
      time += milliseconds;
    },
    random: () => 1,
    ...options,
  });
  closers.push(() => http.close());
  return { http, waits, timeNow: () => time };
}

describe("the HTTP client", () => {
  it("sends its name and hands over status, headers and body", async () => {
    const { url } = await serve((request, response) =>
      response.setHeader("x-seen", String(request.headers["user-agent"])).end('{"a":1}'),
    );
    const { http } = client();
    const answer = await http.request(`${url}/things?x=1`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("x-seen")).toBe("Renown-test/1 (+https://example.org)");
    expect(jsonOf(answer)).toEqual({ a: 1 });
    expect(http.sentCount).toBe(1);
  });

  it("tries again after a lost connection and after 5xx, waiting twice as long each time", async () => {
    const { url, asked } = await serve((request, response, count) => {
      if (count === 1) request.socket.destroy();
      else if (count === 2) response.writeHead(502).end();
      else response.end("fine");
    });
    const { http, waits } = client();
    expect((await http.request(url)).status).toBe(200);
    expect(asked).toHaveLength(3);
    expect(waits).toEqual([500, 1000]);
  });

  it("gives up after its retries and says what the server answered", async () => {
    const { url, asked } = await serve((_, response) => response.writeHead(500).end("<h1>broken</h1>"));
    const failed = client({ retries: 2 }).http.request(url);
    await expect(failed).rejects.toThrow(/answered with status 500/);
    await expect(failed).rejects.toMatchObject({ status: 500, text: "<h1>broken</h1>" });
    expect(asked).toHaveLength(3);
  });

  it("does not try again what was refused for good, and takes as an answer what it is told to", async () => {
    const { url, asked } = await serve((_, response) => response.writeHead(404).end("{}"));
    const { http } = client();
    await expect(http.request(url)).rejects.toBeInstanceOf(HttpFailure);
    expect((await http.request(url, { accept: [404] })).status).toBe(404);
    expect(asked).toHaveLength(2);
  });

  it("waits as long as a 429 says, and not at all for others", async () => {
    const { url } = await serve((_, response, count) =>
      count === 1 ? response.writeHead(429, { "retry-after": "7" }).end() : response.end(),
    );
    const other = await serve((_, response) => response.end());
    const { http, waits } = client();
    await http.request(url);
    await http.request(other.url);
    expect(waits).toEqual([7000]);
  });

  it("obeys a reset without Retry-After, as the PDS of Bluesky answers", async () => {
    const { url } = await serve((_, response, count) => {
      const reset = String(Date.parse("2026-11-01T00:00:30Z") / 1000);
      if (count === 1)
        response.writeHead(429, { "ratelimit-remaining": "0", "ratelimit-reset": reset }).end();
      else response.end();
    });
    const { http, waits } = client();
    await http.request(url);
    expect(waits).toEqual([30_000]);
  });

  it("slows down before a server has to refuse", async () => {
    let left = 2;
    let refused = 0;
    let timeNow = () => 0;
    const start = Date.parse("2026-11-01T00:00:00Z");
    const { url } = await serve((_, response) => {
      const period = Math.floor((timeNow() - start) / 60_000);
      if (left === 0 && period === 0) refused++;
      if (period > 0) left = 100;
      left--;
      const reset = (start + (period + 1) * 60_000) / 1000;
      response.setHeader("ratelimit-remaining", left).setHeader("ratelimit-reset", reset).end();
    });
    const made = client();
    timeNow = made.timeNow;
    for (let request = 0; request < 5; request++) await made.http.request(url);
    expect(refused).toBe(0);
    expect(made.waits).toEqual([60_000]);
  });

  it("says so instead of waiting longer than allowed", async () => {
    const { url } = await serve((_, response) => response.writeHead(429, { "retry-after": "3600" }).end());
    await expect(client().http.request(url)).rejects.toThrow(/allows no request for another 60 minutes/);
  });

  it("sends no more requests than allowed, retries and redirects counted", async () => {
    const { url, asked } = await serve((request, response) =>
      request.url === "/start" ? response.writeHead(302, { location: "/end" }).end() : response.end(),
    );
    const { http } = client({ maxRequests: 3 });
    await http.request(`${url}/start`);
    await expect(http.request(`${url}/start`)).rejects.toBeInstanceOf(RequestsSpent);
    expect(asked).toHaveLength(3);
    expect(http.sentCount).toBe(3);
  });

  it("checks the address again after a redirect", async () => {
    const { url, asked } = await serve((_, response) =>
      response.writeHead(302, { location: "http://169.254.169.254/latest/meta-data" }).end(),
    );
    await expect(client().http.request(url)).rejects.toThrow(
      /169\.254\.169\.254, which is not a public address/,
    );
    expect(asked).toHaveLength(1);
    await expect(client({ guard: {} }).http.request(url)).rejects.toThrow(/not a public address/);
    expect(asked).toHaveLength(1);
  });

  it("does not carry a token to another server", async () => {
    let seen: string | undefined;
    const other = await serve((request, response) => {
      seen = request.headers.authorization;
      response.end();
    });
    const { url } = await serve((_, response) => response.writeHead(302, { location: other.url }).end());
    await client().http.request(url, { headers: { authorization: "Bearer secret" } });
    expect(seen).toBeUndefined();
  });

  it("stops following a circle of redirects", async () => {
    const { url, asked } = await serve((_, response) => response.writeHead(302, { location: "/" }).end());
    await expect(client({ retries: 0 }).http.request(url)).rejects.toThrow(/redirects more than 5 times/);
    expect(asked).toHaveLength(6);
  });

  it("gives up on an answer that is too large or too late", async () => {
    const large = await serve((_, response) => response.end("x".repeat(2000)));
    await expect(client({ largestAnswerBytes: 1000 }).http.request(large.url)).rejects.toThrow(
      /more than 1000/,
    );
    const late = await serve(() => {});
    const impatient = client({ timeoutMilliseconds: 30, retries: 1 }).http.request(late.url);
    await expect(impatient).rejects.toThrow(/did not answer in time/);
    expect(late.asked).toHaveLength(2);
  });

  it("stops at once when aborted", async () => {
    const { url } = await serve(() => {});
    const abort = new AbortController();
    const asking = client({ signal: abort.signal }).http.request(url);
    abort.abort(new Error("enough"));
    await expect(asking).rejects.toThrow("enough");
  });

  it("says when an answer is no JSON", async () => {
    const { url } = await serve((_, response) => response.end("<html>teapot</html>"));
    const answer = await client().http.request(url);
    expect(() => jsonOf(answer)).toThrow(/no JSON/);
  });

  it("takes a 403 for a refusal for now when it says when to come back, and for good otherwise", async () => {
    const limits = [
      { "retry-after": "60" },
      {
        "x-ratelimit-remaining": "0",
        "x-ratelimit-reset": String(Date.parse("2026-11-01T00:01:00Z") / 1000),
      },
    ];
    for (const headers of limits) {
      const { url } = await serve((_, response, count) =>
        count === 1 ? response.writeHead(403, headers).end() : response.end("{}"),
      );
      const { http, waits } = client();
      expect((await http.request(url, { accept: [403] })).status).toBe(200);
      expect(waits).toEqual([60_000]);
    }
    const { url } = await serve((_, response) =>
      response.writeHead(403, { "x-ratelimit-remaining": "59" }).end(),
    );
    const { http, waits } = client();
    expect((await http.request(url, { accept: [403] })).status).toBe(403);
    expect(waits).toEqual([]);
  });
});
