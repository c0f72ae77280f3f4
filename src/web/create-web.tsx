import { type Context, Hono } from "hono";
import { etag } from "hono/etag";
import { CliError } from "../domain/errors.ts";
import { claimRoutes } from "./claims/claim-routes.tsx";
import { frameOf, setOrigin } from "./frame.ts";
import { pageHeaders } from "./page-headers.ts";
import { FailurePage, NotFoundPage, ProblemPage } from "./pages/error-page.tsx";
import { assetRoutes } from "./routes/asset-routes.ts";
import { compareRoutes } from "./routes/compare-routes.tsx";
import { fetchRoutes } from "./routes/fetch-routes.tsx";
import { findRoutes } from "./routes/find-routes.tsx";
import { homeRoutes } from "./routes/home-routes.tsx";
import { importRoutes } from "./routes/import-routes.tsx";
import { leaderboardRoutes } from "./routes/leaderboard-routes.tsx";
import { methodRoutes } from "./routes/method-routes.tsx";
import { profileRoutes } from "./routes/profile-routes.tsx";
import { rightsRoutes } from "./routes/rights-routes.tsx";
import { themeRoutes } from "./routes/theme-routes.ts";
import { topicRoutes } from "./routes/topic-routes.tsx";
import { UploadToken } from "./upload/upload-token.ts";
import type { WebDeps } from "./web-deps.ts";

/** The pages, each rendered on the server from the snapshot that is served at the time.
 *  Mount it after the API: what it does not know it answers with a page of its own. */
export function createWeb(deps: WebDeps): Hono {
  const token = new UploadToken();
  const web = new Hono();
  web.use(async (context, next) => {
    setOrigin(context, deps.originOf(context));
    await next();
  });
  web.use(pageHeaders());
  web.use(etag({ weak: true }));
  web.route("/", assetRoutes());
  web.route("/", themeRoutes());
  web.route("/", homeRoutes(deps, token));
  web.route("/", findRoutes(deps));
  web.route("/", profileRoutes(deps));
  web.route("/", fetchRoutes(deps));
  web.route("/", compareRoutes(deps));
  web.route("/", leaderboardRoutes(deps));
  web.route("/", topicRoutes(deps));
  web.route("/", methodRoutes(deps));
  web.route("/", rightsRoutes(deps));
  web.route("/", claimRoutes(deps));
  web.route("/", importRoutes(deps, token));
  web.all("*", notFound);
  web.notFound(notFound);
  web.onError((error, context) => {
    const frame = frameOf(context, null);
    if (error instanceof CliError)
      return context.html(
        <ProblemPage frame={frame} title="That cannot be shown" message={error.message} />,
        400,
      );
    deps.onError(error);
    return context.html(<FailurePage frame={frame} />, 500);
  });
  return web;
}

function notFound(context: Context): Response | Promise<Response> {
  return context.html(<NotFoundPage frame={frameOf(context, null)} />, 404);
}
