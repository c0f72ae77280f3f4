import type { IncomingMessage, ServerResponse } from "node:http";

/** How a network tells when it will answer again, for an answer of status 429. */
export type LimitHeaders = (resetAt: Date, seconds: number) => Readonly<Record<string, string>>;

/** What goes wrong with a fake server, on request; ask `intercept` before each answer. */
export class ServerFaults {
  /** Requests that came in, failed ones among them. */
  requestCount = 0;
  /** Whether answers hold fields that nobody knows. */
  hasUnknownFields = false;
  private failAt = 0;
  private limitSeconds: number | null = null;

  constructor(private readonly limitHeaders: LimitHeaders) {}

  /** The n-th request from now breaks: every second one loses its connection, the others answer 500. */
  failRequest(n: number): void {
    this.failAt = this.requestCount + n;
  }

  /** The next answer is 429, with a reset in so many seconds. */
  limitNext(seconds: number): void {
    this.limitSeconds = seconds;
  }

  addUnknownFields(): void {
    this.hasUnknownFields = true;
  }

  /** Counts a request; true when it was answered (or broken off) here and nothing more is to be said. */
  intercept(_request: IncomingMessage, response: ServerResponse): boolean {
    this.requestCount += 1;
    if (this.requestCount === this.failAt) {
      if (this.failAt % 2 === 0) response.destroy();
      else response.writeHead(500, { "content-type": "text/html" }).end("<html>broken</html>");
      return true;
    }
    if (this.limitSeconds !== null) {
      const resetAt = new Date(Date.now() + this.limitSeconds * 1000);
      response.writeHead(429, this.limitHeaders(resetAt, this.limitSeconds)).end("{}");
      this.limitSeconds = null;
      return true;
    }
    return false;
  }

  /** `value` with an unknown field in each object, once those are asked for. */
  dress<T>(value: T): T {
    return this.hasUnknownFields ? (withUnknown(value) as T) : value;
  }
}

function withUnknown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withUnknown);
  if (typeof value !== "object" || value === null) return value;
  const dressed = Object.entries(value).map(([name, inner]) => [name, withUnknown(inner)] as const);
  return { ...Object.fromEntries(dressed), x_never_heard_of: { nested: [1, null, "word"] } };
}
