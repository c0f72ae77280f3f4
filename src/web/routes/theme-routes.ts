import { Hono } from "hono";
import { setCookie } from "hono/cookie";
import { ownPath, themeOf } from "../theme.ts";

const YEAR_SECONDS = 31_536_000;

/** Keeps the colours that a reader chose, in a cookie and nowhere else. */
export function themeRoutes(): Hono {
  return new Hono().post("/theme", async context => {
    const form = await context.req.parseBody();
    const theme = themeOf(String(form["theme"]));
    setCookie(context, "theme", theme, { path: "/", sameSite: "Lax", maxAge: YEAR_SECONDS });
    return context.redirect(ownPath(String(form["back"])), 303);
  });
}
