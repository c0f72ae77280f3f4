import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { routePath } from "hono/route";
import { stackPlaces } from "../lib/stack-places.ts";
import { allowOrigins } from "./allow-origins.ts";
import type { ApiDeps } from "./api-deps.ts";
import { API_ROUTES } from "./api-routes.ts";
import { identifyCaller } from "./identify-caller.ts";
import { openApiDocument } from "./openapi-document.ts";
import { ApiProblem, problemOf, problemResponse } from "./problem.ts";
import { referencePage } from "./reference-page.ts";
import { REFERENCE_STYLE } from "./reference-style.ts";

const ADDRESS_LENGTH = 8_192;
const BODY_BYTES = 16_384;
const WITHOUT_BODY: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** The API under /api: every route of the OpenAPI document, that document at /api/v1/openapi.json, and its reference
 *  page at /api/docs. Every error is application/problem+json. */
export function createApi(deps: ApiDeps): Hono {
  const api = new Hono();
  api.onError((error, context) => {
    const problem = problemOf(error);
    if (problem !== error) report(error, problem, context, deps);
    return problemResponse(problem, context);
  });
  api.use("/api/*", async (context, next) => {
    context.header("X-Content-Type-Options", "nosniff");
    if (context.req.url.length > ADDRESS_LENGTH)
      throw new ApiProblem("too-long", `An address has up to ${ADDRESS_LENGTH} characters.`);
    return next();
  });
  api.use("/api/*", allowOrigins(deps));
  api.use("/api/v1/*", identifyCaller(deps));
  const onError = () => {
    throw new ApiProblem("too-large", `A body has up to ${BODY_BYTES} bytes.`);
  };
  const limited = bodyLimit({ maxSize: BODY_BYTES, onError });
  // Looking for a body makes a whole Request of what arrived, at a tenth of the cost of a read; nobody reads these.
  api.use("/api/*", (context, next) =>
    WITHOUT_BODY.has(context.req.method) ? next() : limited(context, next),
  );

  for (const { config, handle } of API_ROUTES)
    api.on(config.method.toUpperCase(), honoPath(config.path), context => handle(context, deps));
  addReference(api);
  for (const { config } of API_ROUTES) {
    const allowed = methodsAt(config.path);
    api.all(honoPath(config.path), context => {
      throw new ApiProblem(
        "method-not-allowed",
        `${context.req.path} does not take ${context.req.method}: ${allowed}.`,
        { headers: { Allow: allowed } },
      );
    });
  }
  api.all("/api/*", () => {
    throw new ApiProblem("unknown-path", "Every address is listed at /api/docs.");
  });
  return api;
}

function addReference(api: Hono): void {
  const document = openApiDocument();
  const json = JSON.stringify(document);
  const page = referencePage(document);
  const lasting = { "Cache-Control": "no-cache" };
  api.get("/api/v1/openapi.json", context =>
    context.body(json, 200, { "Content-Type": "application/json", ...lasting }),
  );
  for (const path of ["/api", "/api/v1"]) api.get(path, context => context.redirect("/api/docs", 302));
  api.get("/api/docs", context =>
    context.body(page, 200, { "Content-Type": "text/html; charset=utf-8", ...lasting }),
  );
  api.get("/api/docs/style.css", context =>
    context.body(REFERENCE_STYLE, 200, { "Content-Type": "text/css; charset=utf-8", ...lasting }),
  );
}

/** Told are errors that no request is to blame for. */
function report(error: unknown, problem: ApiProblem, context: Context, { log }: ApiDeps): void {
  if (problem.kind !== "internal" && problem.kind !== "nothing-published") return;
  const name = error instanceof Error ? error.name : typeof error;
  log.error({ route: routePath(context), error: name, stack: stackPlaces(error) }, problem.kind);
}

/** The methods that an address takes, as in an Allow header. */
function methodsAt(path: string): string {
  const methods = API_ROUTES.filter(({ config }) => config.path === path).map(({ config }) =>
    config.method === "get" ? "GET, HEAD" : config.method.toUpperCase(),
  );
  return [...methods, "OPTIONS"].join(", ");
}

/** `/score/{handle}` as Hono writes it: `/score/:handle`. */
function honoPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ":$1");
}
