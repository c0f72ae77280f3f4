import type { Context } from "hono";
import { frameOf } from "../frame.ts";
import { NothingYetPage } from "../pages/error-page.tsx";

/** The answer of a page that needs a snapshot before there is one. */
export function nothingYet(context: Context): Response | Promise<Response> {
  return context.html(<NothingYetPage frame={frameOf(context, null)} />, 503, { "retry-after": "5" });
}
