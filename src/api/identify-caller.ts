import { createMiddleware } from "hono/factory";
import { SESSION_MARK } from "../app/claims/claim-desk.ts";
import type { ApiDeps } from "./api-deps.ts";
import { ApiProblem } from "./problem.ts";
import { callerOfAddress, RateLimiter } from "./rate-limiter.ts";

const WITHOUT_KEY = 60;
const WITH_KEY = 600;

/** Middleware that knows a request's key and holds each caller to its requests a minute: each key, and each address
 *  without one. On loopback whoever asks without a key is not limited. */
export function identifyCaller(deps: ApiDeps) {
  const limiter = deps.requestLimit ?? new RateLimiter(() => deps.now().getTime());
  const { withoutKey, withKey } = deps.requestsPerMinute ?? { withoutKey: WITHOUT_KEY, withKey: WITH_KEY };
  return createMiddleware(async (context, next) => {
    const text = keyText(context.req.header("Authorization"), context.req.header("X-API-Key"));
    const apiKey = text === null ? null : deps.verifyKey(text);
    context.set("callerKey", apiKey);
    const isOpen = text === null && deps.publish === "open";
    // A wrong key counts against the address, so that keys cannot be tried without end.
    const caller = apiKey === null ? `address ${callerOfAddress(deps.addressOf(context))}` : apiKey.key_id;
    const limit = apiKey === null ? withoutKey : (apiKey.requests_per_minute ?? withKey);
    if (!isOpen) {
      const { isAllowed, remaining, resetSeconds } = await limiter.take(caller, limit);
      const headers = {
        "RateLimit-Limit": String(limit),
        "RateLimit-Remaining": String(remaining),
        "RateLimit-Reset": String(resetSeconds),
        "RateLimit-Policy": `${limit};w=60`,
      };
      for (const [name, value] of Object.entries(headers)) context.header(name, value);
      if (!isAllowed)
        throw new ApiProblem(
          "too-many-requests",
          `This caller may make ${limit} requests a minute. Go on in ${resetSeconds} seconds` +
            `${apiKey === null ? ", or use a key: the operator makes one with `renown keys create`" : ""}.`,
          { headers: { ...headers, "Retry-After": String(resetSeconds) } },
        );
    }
    if (text !== null && apiKey === null)
      throw new ApiProblem(
        "key-unknown",
        "The key was revoked or mistyped. Ask the operator for a new one.",
        {
          headers: { "WWW-Authenticate": 'Bearer realm="renown", error="invalid_token"' },
        },
      );
    return next();
  });
}

/** The key that a request was made with; null when it carries none. */
function keyText(authorization: string | undefined, apiKey: string | undefined): string | null {
  const bearer = /^Bearer +(\S+)\s*$/i.exec(authorization ?? "");
  // Sessions of claimed accounts are no keys.
  if (bearer?.[1] !== undefined && !bearer[1].startsWith(SESSION_MARK)) return bearer[1];
  return apiKey?.trim() ?? null;
}
