import type { RateBudget } from "../lib/rate-budget.ts";
import { createHttpClient, type HttpClient } from "../platform/http/http-client.ts";
import { packageVersion } from "../platform/package-version.ts";

/** The name under which this program asks servers, with its operator where RENOWN_CONTACT says how to reach them. */
export function userAgentOf(env: Readonly<Record<string, string | undefined>>): string {
  const contact = env["RENOWN_CONTACT"];
  return `Renown/${packageVersion()}${contact ? ` (${contact})` : ""}`;
}

/** An HTTP client that names this program, and its operator where RENOWN_CONTACT says how to reach them.
 *  RENOWN_ALLOW_LOOPBACK=1 lets it ask this machine itself: for tests and for servers of one's own. */
export function openHttpClient(options: {
  readonly signal: AbortSignal;
  readonly maxRequests?: number;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly allowances?: Map<string, RateBudget>;
  readonly onWait?: (host: string, milliseconds: number) => void;
}): HttpClient {
  const env = options.env ?? process.env;
  const { maxRequests, allowances, onWait } = options;
  return createHttpClient({
    userAgent: userAgentOf(env),
    signal: options.signal,
    guard: { allowLoopback: env["RENOWN_ALLOW_LOOPBACK"] === "1" },
    ...(maxRequests !== undefined && { maxRequests }),
    ...(allowances !== undefined && { allowances }),
    ...(onWait !== undefined && { onWait }),
  });
}
