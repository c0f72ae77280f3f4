import { Hono } from "hono";
import { frameOf } from "../frame.ts";
import { OptOutPage } from "../pages/opt-out-page.tsx";
import type { WebDeps } from "../web-deps.ts";
import { withViewIfAny } from "../with-view-if-any.ts";

/** What whoever is measured may ask for. */
export function rightsRoutes(deps: WebDeps): Hono {
  const routes = new Hono();
  routes.get("/opt-out", context =>
    withViewIfAny(deps.snapshots, async view => context.html(<OptOutPage frame={frameOf(context, view)} />)),
  );
  return routes;
}
