import type { Context } from "hono";

const TITLES = { 403: "Forbidden", 404: "Not found", 500: "Internal error" } as const;

/** An answer of the frame itself: a small page for browsers, application/problem+json for everyone else. `detail`
 *  never repeats what was asked for. */
export function frameProblem(context: Context, status: keyof typeof TITLES, detail: string): Response {
  const title = TITLES[status];
  if (context.req.header("accept")?.includes("text/html") && !context.req.path.startsWith("/api/"))
    return context.html(
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1><p>${detail}</p></html>`,
      status,
    );
  return context.body(JSON.stringify({ type: "about:blank", title, status, detail }), status, {
    "Content-Type": "application/problem+json",
  });
}
