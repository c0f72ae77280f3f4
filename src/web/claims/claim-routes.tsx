import { type Context, Hono } from "hono";
import { setCookie } from "hono/cookie";
import type { ClaimDesk, ClaimToProve } from "../../app/claims/claim-desk.ts";
import { CliError } from "../../domain/errors.ts";
import { frameOf } from "../frame.ts";
import { ProblemPage } from "../pages/error-page.tsx";
import { isSameOrigin } from "../upload/own-machine.ts";
import type { WebDeps } from "../web-deps.ts";
import { ClaimPage } from "./claim-page.tsx";
import { textOf } from "./form-text.ts";
import { ownRoutes } from "./own-routes.tsx";
import { SESSION_COOKIE } from "./session-cookie.ts";

/** The pages on which whoever is measured proves it and says what they want; plain forms over the claim desk. */
export function claimRoutes({ claimDesk }: WebDeps): Hono {
  const routes = new Hono();
  routes.use("/claim/*", sameOriginOnly);
  routes.use("/claim", sameOriginOnly);
  routes.get("/claim", context => showClaim(context, { handle: context.req.query("handle") ?? "" }));
  routes.post("/claim", async context => {
    const handle = textOf(await context.req.parseBody(), "handle");
    return attempt(context, handle, () => showClaim(context, { handle, claim: claimDesk.begin(handle) }));
  });
  routes.post("/claim/verify", async context => {
    const form = await context.req.parseBody();
    const handle = textOf(form, "handle");
    return attempt(context, handle, () => verify(context, claimDesk, textOf(form, "claim")), claimDesk);
  });
  routes.route("/", ownRoutes(claimDesk));
  return routes;
}

async function verify(context: Context, desk: ClaimDesk, claimId: string): Promise<Response> {
  const session = await desk.verify(claimId, { isOperator: false });
  setCookie(context, SESSION_COOKIE, session.session_token, {
    path: "/claim",
    httpOnly: true,
    sameSite: "Strict",
    secure: new URL(context.req.url).protocol === "https:",
    expires: new Date(session.ends_at),
  });
  return context.redirect("/claim/mine", 303);
}

/** The answer of `work`; a refusal is shown on the page that asked, with a new word to prove the claim with. */
async function attempt(
  context: Context,
  handle: string,
  work: () => Response | Promise<Response>,
  desk: ClaimDesk | null = null,
): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    const claim = desk === null || handle === "" ? null : desk.begin(handle);
    return showClaim(context, { handle, claim, problem: error.message });
  }
}

function showClaim(
  context: Context,
  props: { readonly handle: string; readonly claim?: ClaimToProve | null; readonly problem?: string },
): Response | Promise<Response> {
  const { handle, claim = null, problem = null } = props;
  const page = (
    <ClaimPage frame={frameOf(context, null)} handle={handle.slice(0, 300)} claim={claim} problem={problem} />
  );
  context.header("cache-control", "no-store");
  return context.html(page, problem === null ? 200 : 422);
}

async function sameOriginOnly(context: Context, next: () => Promise<void>): Promise<Response | undefined> {
  if (context.req.method === "GET" || context.req.method === "HEAD" || isSameOrigin(context.req.raw)) {
    await next();
    return undefined;
  }
  const message = "The form was not sent by this site itself.";
  return context.html(<ProblemPage frame={frameOf(context, null)} title="Not done" message={message} />, 403);
}
