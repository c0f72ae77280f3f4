import { Hono } from "hono";
import { servedTop } from "../../app/serving/served-top.ts";
import type { SearchHit, ServedView } from "../../app/serving/served-view.ts";
import { frameOf } from "../frame.ts";
import { HomePage } from "../pages/home-page.tsx";
import { isOwnMachine } from "../upload/own-machine.ts";
import type { UploadToken } from "../upload/upload-token.ts";
import type { WebDeps } from "../web-deps.ts";
import { withViewIfAny } from "../with-view-if-any.ts";

const EXAMPLES = 6;
/** Examples are taken from places this far apart, so that they show the whole scale and no hall of fame. */
const PLACES_READ = 400;

/** The home page and what robots may read. */
export function homeRoutes(deps: WebDeps, token: UploadToken): Hono {
  const routes = new Hono();
  let kept: { readonly version: string; readonly examples: readonly SearchHit[] } | null = null;
  const examplesFor = async (view: ServedView) => {
    if (kept?.version !== view.version) kept = { version: view.version, examples: await examplesOf(view) };
    return kept.examples;
  };
  routes.get("/", context =>
    withViewIfAny(deps.snapshots, async view => {
      const isImporting = deps.importExport !== null && isOwnMachine(context.req.raw);
      return context.html(
        <HomePage
          frame={frameOf(context, view)}
          examples={view === null ? [] : await examplesFor(view)}
          spread={view === null ? null : await view.distribution(null)}
          importToken={isImporting ? token.text : null}
        />,
      );
    }),
  );
  routes.get("/robots.txt", context =>
    withViewIfAny(deps.snapshots, async view =>
      context.text(
        view?.publish === "indexable"
          ? "User-agent: *\nDisallow: /api/\nDisallow: /find\nDisallow: /compare\nDisallow: /claim\n"
          : "User-agent: *\nDisallow: /\n",
      ),
    ),
  );
  return routes;
}

async function examplesOf(view: ServedView): Promise<readonly SearchHit[]> {
  const { entries } = await servedTop(view, { limit: PLACES_READ });
  const step = Math.max(1, Math.floor(entries.length / EXAMPLES));
  const hits: SearchHit[] = [];
  for (const entry of entries.filter((_, i) => i % step === 0).slice(0, EXAMPLES)) {
    const handle = entry.handles[0];
    const account = handle === undefined ? null : await named(view, handle);
    if (account !== null) hits.push(account);
  }
  return hits;
}

async function named(view: ServedView, handle: string): Promise<SearchHit | null> {
  const name = handle.replace(/^[a-z]+:@?/, "").replace(/^@/, "");
  const hits = await view.search(name, 5);
  return hits.find(hit => hit.handle === handle) ?? null;
}
