import { type Context, Hono } from "hono";
import { servedTop } from "../../app/serving/served-top.ts";
import type { ServedView } from "../../app/serving/served-view.ts";
import { StaleCursor } from "../../app/serving/top-cursor.ts";
import { isNetworkName, NETWORKS, type NetworkName } from "../../domain/network.ts";
import { frameOf } from "../frame.ts";
import { leaderboardPath } from "../links.ts";
import { NotFoundPage } from "../pages/error-page.tsx";
import { LeaderboardPage } from "../pages/leaderboard-page.tsx";
import type { WebDeps } from "../web-deps.ts";
import { withViewIfAny } from "../with-view-if-any.ts";
import { nothingYet } from "./nothing-yet.tsx";

const PLACES_A_PAGE = 50;

/** Leaderboards: of all, and of each network that has anybody ranked. */
export function leaderboardRoutes(deps: WebDeps): Hono {
  const routes = new Hono();
  routes.get("/top", context => withViewIfAny(deps.snapshots, view => show(context, view, null)));
  routes.get("/top/:network", context => {
    const network = context.req.param("network");
    if (!isNetworkName(network)) return context.html(<NotFoundPage frame={frameOf(context, null)} />, 404);
    return withViewIfAny(deps.snapshots, view => show(context, view, network));
  });
  return routes;
}

async function show(
  context: Context,
  view: ServedView | null,
  network: NetworkName | null,
): Promise<Response> {
  const frame = frameOf(context, view);
  if (view === null) return nothingYet(context);
  const cursor = context.req.query("cursor");
  try {
    const board = await servedTop(view, {
      limit: PLACES_A_PAGE,
      ...(network !== null && { network }),
      ...(cursor !== undefined && { cursor }),
    });
    return context.html(<LeaderboardPage frame={frame} board={board} networks={await networksOf(view)} />);
  } catch (error) {
    if (error instanceof StaleCursor) return context.redirect(leaderboardPath(network ?? undefined), 302);
    throw error;
  }
}

async function networksOf(view: ServedView): Promise<readonly NetworkName[]> {
  const sizes = await Promise.all(NETWORKS.map(async network => (await view.distribution(network)).size));
  return NETWORKS.filter((_, i) => sizes[i]! > 0);
}
