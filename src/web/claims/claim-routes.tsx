import { type Context, Hono } from "hono";
import { setCookie } from "hono/cookie";
import type { ClaimDesk, ClaimToProve } from "../../app/claims/claim-desk.ts";
import { ClaimRefused } from "../../app/claims/claim-refused.ts";
import { CliError } from "../../domain/errors.ts";
import { frameOf } from "../frame.ts";
import { ProblemPage } from "../pages/error-page.tsx";
import { isSameOrigin } from "../upload/own-machine.ts";
import type { WebDeps } from "../web-deps.ts";
import { ClaimPage } from "./claim-page.tsx";
import { textOf } from "./form-text.ts";
import { NO_SESSION, ownRoutes } from "./own-routes.tsx";
import { SESSION_COOKIE } from "./session-cookie.ts";

const NOT_PROVEN = "No account is proven in this browser, or the proof has run out: begin here.";

/** The pages on which whoever is measured proves it and says what they want; plain forms over the claim desk. */
export function claimRoutes(deps: WebDeps): Hono {
  const { claimDesk } = deps;
  const routes = new Hono();
  routes.use("/claim/*", sameOriginOnly);
  routes.use("/claim", sameOriginOnly);
  routes.get("/claim", context => {
    const isSent = context.req.query("why") === NO_SESSION;
    const handle = context.req.query("handle") ?? "";
    return showClaim(context, { handle, ...(isSent && { hint: NOT_PROVEN }) });
  });
  routes.post("/claim", async context => {
    const handle = textOf(await context.req.parseBody(), "handle");
    return attempt(context, handle, () => showClaim(context, { handle, claim: claimDesk.begin(handle) }));
  });
  routes.post("/claim/verify", async context => {
    const form = await context.req.parseBody();
    const handle = textOf(form, "handle");
    const claim = textOf(form, "claim");
    return attempt(
      context,
      handle,
      () => verify(context, claimDesk, claim),
      isStillGood => (isStillGood ? claimDesk.resume(claim) : null) ?? claimDesk.begin(handle),
    );
  });
  routes.post("/claim/session", async context => {
    const session = textOf(await context.req.parseBody(), "session");
    if (claimDesk.maybeOwnerOf(session) === null)
      return showClaim(context, {
        handle: "",
        problem: "No session of a claimed account goes by that word.",
      });
    keepSession(context, session);
    return context.redirect("/claim/mine", 303);
  });
  routes.route("/", ownRoutes(deps));
  return routes;
}

async function verify(context: Context, desk: ClaimDesk, claimId: string): Promise<Response> {
  const session = await desk.verify(claimId, { isOperator: false });
  keepSession(context, session.session_token, new Date(session.ends_at));
  return context.redirect("/claim/mine", 303);
}

/** Without `expires` the cookie goes when the browser is closed. */
function keepSession(context: Context, token: string, expires?: Date): void {
  setCookie(context, SESSION_COOKIE, token, {
    path: "/claim",
    httpOnly: true,
    sameSite: "Strict",
    secure: new URL(context.req.url).protocol === "https:",
    ...(expires !== undefined && { expires }),
  });
}

/** The answer of `work`; a refusal is shown on the page that asked, with what `again` gives to prove: the same word while
 *  it is good, since by then it may stand in the profile. */
async function attempt(
  context: Context,
  handle: string,
  work: () => Response | Promise<Response>,
  again: ((isStillGood: boolean) => ClaimToProve) | null = null,
): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    const isStillGood = error instanceof ClaimRefused && error.kind === "no-proof";
    const claim = again === null || handle === "" ? null : again(isStillGood);
    return showClaim(context, { handle, claim, problem: error.message });
  }
}

function showClaim(
  context: Context,
  props: {
    readonly handle: string;
    readonly claim?: ClaimToProve | null;
    readonly problem?: string;
    readonly hint?: string;
  },
): Response | Promise<Response> {
  const { handle, claim = null, problem = null, hint = null } = props;
  const page = (
    <ClaimPage
      frame={frameOf(context, null)}
      handle={handle.slice(0, 300)}
      claim={claim}
      problem={problem ?? hint}
    />
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
