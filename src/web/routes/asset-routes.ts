import { Hono } from "hono";
import { siteAssets } from "../frame.ts";

const FOR_EVER = "public, max-age=31536000, immutable";

/** The files of the site. Their names hold their hash, so browsers keep them for ever; an old name is gone. */
export function assetRoutes(): Hono {
  const routes = new Hono();
  for (const { path, type, body } of Object.values(siteAssets()))
    routes.get(path, context => context.body(body, 200, { "content-type": type, "cache-control": FOR_EVER }));
  routes.get("/favicon.ico", context => context.redirect(siteAssets().icon.path, 302));
  return routes;
}
