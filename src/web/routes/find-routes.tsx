import { type Context, Hono } from "hono";
import type { SearchHit, ServedView } from "../../app/serving/served-view.ts";
import { CliError } from "../../domain/errors.ts";
import { formatHandle, parseHandle } from "../../domain/handle.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import { frameOf } from "../frame.ts";
import { profilePath } from "../links.ts";
import { FindPage } from "../pages/find-page.tsx";
import type { WebDeps } from "../web-deps.ts";
import { withViewIfAny } from "../with-view-if-any.ts";

const HITS = 8;

/** From whatever was typed into a field to a profile, or to the choices that it leaves. */
export function findRoutes(deps: WebDeps): Hono {
  const routes = new Hono();
  routes.get("/find", context => {
    const asked = (context.req.query("q") ?? "").trim().slice(0, 300);
    if (asked === "") return context.redirect("/", 302);
    return withViewIfAny(deps.snapshots, view => answer(context, view, asked));
  });
  return routes;
}

/** A redirect where the text names an account, or one person measured here goes by it; else the choices. */
async function answer(context: Context, view: ServedView | null, asked: string): Promise<Response> {
  const query = queryOf(asked);
  const name = asked.replace(/^@/, "");
  const hits = view === null ? [] : await view.search(name, HITS);
  const exact = hits.filter(hit => isNamed(hit, name));
  if (query !== null && (query.kind === "id" || hits.length === 0 || exact.length > 0 || /[:@]/.test(asked)))
    return context.redirect(profilePath(textOf(query)), 302);
  if (exact.length === 1) return context.redirect(profilePath(exact[0]!.handle), 302);
  const choices = query === null ? choicesOf(name) : [textOf(query)];
  return context.html(
    <FindPage frame={frameOf(context, view)} asked={asked} hits={hits} choices={choices} />,
  );
}

function queryOf(text: string): HandleQuery | null {
  try {
    return parseHandle(text);
  } catch (error) {
    if (error instanceof CliError) return null;
    throw error;
  }
}

function textOf({ network, kind, value }: HandleQuery): string {
  return kind === "id" ? `${network}:${value}` : formatHandle(network, value, value);
}

function isNamed({ handle }: SearchHit, name: string): boolean {
  const lower = name.toLowerCase();
  return [handle, handle.replace(/^[a-z]+:@?/, ""), handle.replace(/^@/, "")].some(
    one => one.toLowerCase() === lower,
  );
}

/** What a bare name could mean; none for what can be no name. */
function choicesOf(name: string): readonly string[] {
  if (!/^[\w.-]{1,60}$/.test(name)) return [];
  return [
    `x:@${name}`,
    `${name}.bsky.social`,
    `@${name}@mastodon.social`,
    `github:${name}`,
    `youtube:@${name}`,
    `facebook:${name}`,
    `instagram:@${name}`,
  ];
}
