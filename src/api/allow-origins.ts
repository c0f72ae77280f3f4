import { createMiddleware } from "hono/factory";
import type { ApiDeps } from "./api-deps.ts";

const LOOPBACK_ORIGIN = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
const EXPOSED =
  "ETag, Link, Location, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, RateLimit-Policy, Retry-After";
const SENT = "Accept, Authorization, If-None-Match, Last-Event-ID, X-API-Key";

/** Middleware that says which pages of other origins may read answers: all of them of a public service, since all it
 *  says is public; of one on loopback only other loopback pages, since a lake may hold its owner's own exports. It
 *  answers OPTIONS. */
export function allowOrigins({ publish }: Pick<ApiDeps, "publish">) {
  return createMiddleware(async (context, next) => {
    const origin = context.req.header("Origin");
    const isLoopback = origin !== undefined && LOOPBACK_ORIGIN.test(origin);
    const allowed = publish !== "open" ? "*" : isLoopback ? origin : null;
    if (publish === "open") context.header("Vary", "Origin", { append: true });
    if (allowed !== null) {
      context.header("Access-Control-Allow-Origin", allowed);
      context.header("Access-Control-Expose-Headers", EXPOSED);
    }
    if (context.req.method !== "OPTIONS") return next();
    context.header("Allow", "GET, HEAD, OPTIONS");
    if (allowed !== null) {
      context.header("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS");
      context.header("Access-Control-Allow-Headers", SENT);
      context.header("Access-Control-Max-Age", "86400");
    }
    return context.body(null, 204);
  });
}
