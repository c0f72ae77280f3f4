import { type Context, Hono, type MiddlewareHandler } from "hono";
import { compress } from "hono/compress";
import { matchedRoutes } from "hono/route";
import type { ServiceLog } from "../app/serving/service-deps.ts";
import { stackPlaces } from "../lib/stack-places.ts";
import { frameProblem } from "./frame-problem.ts";
import { isLoopbackName } from "./loopback.ts";
import { noteAnswered } from "./note-answered.ts";
import type { ServiceMetrics } from "./service-metrics.ts";

/** What the frame of the service needs. */
export interface ServiceFrame {
  /** Apps with whole paths, asked in this order. */
  readonly parts: readonly Hono[];
  readonly metrics: ServiceMetrics;
  readonly log: ServiceLog;
  /** Whether a snapshot is served; null when it is, else why not. */
  readonly whyNotReady: () => string | null;
  /** True where everybody is named: only requests to this machine's own names are answered then. */
  readonly isOpen: boolean;
}

/** The whole service: /healthz, /readyz and /metrics, then the parts. Each request is counted, timed and logged by the
 *  pattern of its route, so that nobody's handle is kept. */
export function createService({ parts, metrics, log, whyNotReady, isOpen }: ServiceFrame): Hono {
  const service = new Hono();
  service.use(async (context, next) => {
    const start = performance.now();
    await next();
    // Counted and logged by the process that it was passed on to.
    if (context.get("isPassedOn") === true) return;
    const { method } = context.req;
    noteAnswered({ metrics, log }, { method, route: routeOf(context), status: context.res.status }, start);
  });
  if (isOpen)
    service.use(async (context, next) =>
      isLoopbackName(context.req.header("host"))
        ? next()
        : frameProblem(context, 403, "This service answers its own machine only; others need --publish."),
    );
  service.use(compressWhenAsked());
  service.get("/healthz", context => context.json({ status: "ok" }, 200, NOT_KEPT));
  service.get("/readyz", context => {
    const reason = whyNotReady();
    return reason === null
      ? context.json({ status: "ready" }, 200, NOT_KEPT)
      : context.json({ status: "not_ready", reason }, 503, { ...NOT_KEPT, "Retry-After": "5" });
  });
  service.get("/metrics", async context =>
    context.body(await metrics.text(), 200, { ...NOT_KEPT, "Content-Type": metrics.contentType }),
  );
  for (const part of parts) service.route("/", part);
  service.notFound(context => frameProblem(context, 404, "There is nothing at this address."));
  service.onError((error, context) => {
    log.error({ route: routeOf(context), error: error.name, stack: stackPlaces(error) }, "request failed");
    return frameProblem(context, 500, "Something went wrong here. It has been noted.");
  });
  return service;
}

/** Packs answers for who can unpack them; other answers are left as they are. */
function compressWhenAsked(): MiddlewareHandler {
  const pack = compress({ threshold: 1024 });
  return (context, next) => {
    if (/\b(gzip|deflate)\b/.test(context.req.header("accept-encoding") ?? "")) return pack(context, next);
    context.header("Vary", "Accept-Encoding");
    return next();
  };
}

declare module "hono" {
  interface ContextVariableMap {
    /** True when another process answered the request. */
    isPassedOn: boolean;
  }
}

const NOT_KEPT = { "Cache-Control": "no-store" };

/** The most exact pattern that the request matched; "*" for none. */
function routeOf(context: Context): string {
  const exact = matchedRoutes(context).findLast(({ path }) => !path.endsWith("*"));
  return exact?.path ?? "*";
}
