import { createHttpClient, type HttpClient } from "../platform/http/http-client.ts";
import { packageVersion } from "../platform/package-version.ts";

/** An HTTP client that names this program, and its operator where RENOWN_CONTACT says how to reach them.
 *  RENOWN_ALLOW_LOOPBACK=1 lets it ask this machine itself: for tests and for servers of one's own. */
export function openHttpClient(options: {
  readonly signal: AbortSignal;
  readonly maxRequests?: number;
  readonly env?: NodeJS.ProcessEnv;
}): HttpClient {
  const env = options.env ?? process.env;
  const contact = env["RENOWN_CONTACT"];
  return createHttpClient({
    userAgent: `Renown/${packageVersion()}${contact ? ` (${contact})` : ""}`,
    signal: options.signal,
    guard: { allowLoopback: env["RENOWN_ALLOW_LOOPBACK"] === "1" },
    ...(options.maxRequests !== undefined && { maxRequests: options.maxRequests }),
  });
}
