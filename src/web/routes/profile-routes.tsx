import { type Context, Hono } from "hono";
import { asText, waysToGet } from "../../app/how-to-get.ts";
import { profileView } from "../../app/serving/profile-view.ts";
import type { ServedView } from "../../app/serving/served-view.ts";
import { CliError, EXIT } from "../../domain/errors.ts";
import { parseHandle } from "../../domain/handle.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import type { NetworkName } from "../../domain/network.ts";
import { frameOf } from "../frame.ts";
import { profilePath } from "../links.ts";
import { ProfilePage } from "../pages/profile-page.tsx";
import { UnknownPage } from "../pages/unknown-page.tsx";
import type { WebDeps } from "../web-deps.ts";
import { withViewIfAny } from "../with-view-if-any.ts";
import { nothingYet } from "./nothing-yet.tsx";

const MOST = { moments: 6, people: 30 } as const;
const NEAR = 4;

/** Profiles, at /u/HANDLE and for the fediverse also at /@name@server. */
export function profileRoutes(deps: WebDeps): Hono {
  const routes = new Hono();
  routes.get("/u/:handle{.+}", context => showProfile(context, deps, context.req.param("handle")));
  routes.get("/:handle{@[^/]+}", context =>
    context.redirect(`/find?q=${encodeURIComponent(context.req.param("handle"))}`, 302),
  );
  return routes;
}

async function showProfile(context: Context, deps: WebDeps, handle: string): Promise<Response> {
  const query = queryOf(handle);
  if (query === null) return context.redirect(`/find?q=${encodeURIComponent(handle)}`, 302);
  return withViewIfAny(deps.snapshots, async view => {
    if (view === null) return nothingYet(context);
    const frame = frameOf(context, view);
    const profile = await profileOrNull(view, query);
    if (profile === null) {
      const near = query.kind === "id" ? [] : await view.search(query.value.slice(0, 4), NEAR);
      return context.html(
        <UnknownPage
          frame={frame}
          handle={asText(query)}
          waysToGet={waysToGet(query)}
          near={near}
          canFetch={deps.jobs?.mayFetch(query) === true}
        />,
        404,
      );
    }
    const { answer } = profile;
    if (answer.handle !== handle) return context.redirect(profilePath(answer.handle), 302);
    const network = answer.network as NetworkName;
    const statement = deps.claims.of(network, answer.account_id)?.statement ?? null;
    return context.html(<ProfilePage frame={frame} profile={profile} statement={statement} />);
  });
}

function queryOf(handle: string): HandleQuery | null {
  try {
    return parseHandle(handle);
  } catch (error) {
    if (error instanceof CliError) return null;
    throw error;
  }
}

async function profileOrNull(view: ServedView, query: HandleQuery) {
  try {
    return await profileView(view, query, MOST);
  } catch (error) {
    if (error instanceof CliError && error.exitCode === EXIT.unknownHandle) return null;
    throw error;
  }
}
