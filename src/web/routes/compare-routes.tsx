import { Hono } from "hono";
import { type Comparison, compareLocated } from "../../app/compare-handles.ts";
import type { ServedView } from "../../app/serving/served-view.ts";
import { CliError } from "../../domain/errors.ts";
import { parseHandle } from "../../domain/handle.ts";
import { frameOf } from "../frame.ts";
import { COMPARED, ComparePage } from "../pages/compare-page.tsx";
import type { WebDeps } from "../web-deps.ts";
import { withViewIfAny } from "../with-view-if-any.ts";
import { nothingYet } from "./nothing-yet.tsx";

/** Two to five accounts side by side: /compare?with=A&with=B. */
export function compareRoutes(deps: WebDeps): Hono {
  const routes = new Hono();
  routes.get("/compare", context => {
    const given = context.req.queries("with") ?? [];
    const asked = given.map(handle => handle.trim().slice(0, 300)).filter(handle => handle !== "");
    return withViewIfAny(deps.snapshots, async view => {
      if (view === null && asked.length > 0) return nothingYet(context);
      const { comparison, problem } = view === null ? NOTHING : await compared(view, asked);
      return context.html(
        <ComparePage
          frame={frameOf(context, view)}
          asked={asked}
          comparison={comparison}
          problem={problem}
        />,
        problem === null ? 200 : 400,
      );
    });
  });
  return routes;
}

const NOTHING = { comparison: null, problem: null } as const;

async function compared(
  view: ServedView,
  asked: readonly string[],
): Promise<{ readonly comparison: Comparison | null; readonly problem: string | null }> {
  if (asked.length < COMPARED.least) return NOTHING;
  if (asked.length > COMPARED.most)
    return {
      comparison: null,
      problem: `At most ${COMPARED.most} accounts at once, ${asked.length} were named.`,
    };
  try {
    const located = [];
    for (const handle of asked) located.push(await view.locate(parseHandle(handle)));
    return { comparison: await compareLocated(located, view.model.id), problem: null };
  } catch (error) {
    if (error instanceof CliError) return { comparison: null, problem: error.message };
    throw error;
  }
}
