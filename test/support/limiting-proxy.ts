import { createServer, request as forward, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/** A server in front of another one that lets only so many requests through in a span of time. */
export interface LimitingProxy {
  readonly url: string;
  /** Requests that came in, and those that were refused with 429. */
  readonly counts: { requests: number; refused: number };
  stop(): Promise<void>;
}

/** Starts a limiter in front of `target`, with the headers of a PDS's own: ratelimit-* and no Retry-After. */
export async function startLimitingProxy(
  target: string,
  limit: { readonly count: number; readonly seconds: number },
): Promise<LimitingProxy> {
  const counts = { requests: 0, refused: 0 };
  let remaining = 0;
  let resetAt = 0;
  const server = createServer((request, response) => {
    counts.requests++;
    const now = Date.now() / 1000;
    if (now >= resetAt) {
      resetAt = Math.floor(now) + limit.seconds;
      remaining = limit.count;
    }
    const isRefused = remaining === 0;
    remaining = Math.max(0, remaining - 1);
    const rate = {
      "ratelimit-limit": String(limit.count),
      "ratelimit-remaining": String(remaining),
      "ratelimit-reset": String(resetAt),
      "ratelimit-policy": `${limit.count};w=${limit.seconds}`,
    };
    if (isRefused) {
      counts.refused++;
      const body = JSON.stringify({ error: "RateLimitExceeded", message: "Rate Limit Exceeded" });
      response.writeHead(429, { "content-type": "application/json", ...rate }).end(body);
      return;
    }
    const onward = forward(
      new URL(request.url ?? "", target),
      { headers: withoutHost(request.headers) },
      answer => {
        response.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...rate });
        answer.pipe(response);
      },
    );
    onward.once("error", () => response.writeHead(502).end());
    onward.end();
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    stop: () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function withoutHost({ host: _host, ...rest }: IncomingHttpHeaders): IncomingHttpHeaders {
  return rest;
}
