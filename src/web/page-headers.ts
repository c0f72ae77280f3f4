import type { MiddlewareHandler } from "hono";

/** Lets nobody keep a page without asking again: opt-outs and claims count at once. */
export function pageHeaders(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const { headers } = context.res;
    headers.append("vary", "Cookie");
    if (!headers.has("cache-control")) headers.set("cache-control", "no-cache");
  };
}
