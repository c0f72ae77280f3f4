import { type Context, Hono, type MiddlewareHandler } from "hono";
import { compress } from "hono/compress";
import type { KloutDeps } from "./klout-deps.ts";
import { KloutProblem } from "./klout-problem.ts";
import { v1Routes } from "./v1-routes.ts";
import { v2Routes } from "./v2-routes.ts";

/** Klout's API of old, versions 1 and 2, under `/1` and `/v2`: to be mounted at the root, so that old clients work with
 *  only the host changed. */
export function kloutRoutes(deps: KloutDeps): Hono {
  const app = new Hono();
  // Within each version, so that the gate's failures are told in its words.
  const gate = [compress({ threshold: 0 }), plainHeaders, toGate(deps)];
  app.route("/1", v1Routes(deps, gate));
  app.route("/v2", v2Routes(deps, gate));
  return app;
}

const plainHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  // Who was forgotten or hides must be gone at once.
  c.header("Cache-Control", "private, no-cache");
  c.header("X-Content-Type-Options", "nosniff");
  if (c.res.headers.get("Content-Type") === "application/json")
    c.header("Content-Type", "application/json; charset=UTF-8");
};

function toGate(deps: KloutDeps): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method !== "GET" && c.req.method !== "HEAD")
      throw new KloutProblem(405, "Only GET is answered here.", { Allow: "GET, HEAD" });
    const key = c.req.query("key") ?? "";
    const needsKey = !deps.isOpen && !isOauth(c);
    if (needsKey) {
      if (key === "") throw new KloutProblem(401, "The parameter key is missing: give an API key.");
      if (!(await deps.isKnownKey(key))) throw new KloutProblem(401, "The API key is not known here.");
    }
    const call = deps.takeCall?.(needsKey ? key : (deps.addressOf?.(c) ?? ""));
    if (call?.isAllowed === false)
      throw new KloutProblem(403, "Over the rate limit; ask again later.", {
        "X-Mashery-Error-Code": "ERR_403_DEVELOPER_OVER_QPS",
        "Retry-After": String(Math.max(1, Math.ceil(call.retryAfterSeconds))),
      });
    await next();
  };
}

/** A call with a bearer token needs no key. */
function isOauth(c: Context): boolean {
  return c.req.path.startsWith("/v2/user.oauth/");
}
