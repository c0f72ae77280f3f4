import { type Context, Hono } from "hono";
import { deleteCookie, getCookie } from "hono/cookie";
import type { ClaimDesk } from "../../app/claims/claim-desk.ts";
import { ClaimRefused } from "../../app/claims/claim-refused.ts";
import { CliError } from "../../domain/errors.ts";
import { formatHandle } from "../../domain/handle.ts";
import { frameOf } from "../frame.ts";
import { MessagePage } from "../pages/message-page.tsx";
import type { WebDeps } from "../web-deps.ts";
import { withViewIfAny } from "../with-view-if-any.ts";
import { textOf } from "./form-text.ts";
import { OwnPage } from "./own-page.tsx";
import { SESSION_COOKIE } from "./session-cookie.ts";

type Owner = ReturnType<ClaimDesk["ownerOf"]>;
type Form = Readonly<Record<string, unknown>>;

const DISPUTED = ["topic", "link", "event"] as const;

/** Why somebody was sent to the first step: there is no session, or it has ended. */
export const NO_SESSION = "session";

/** What the owner of a claimed profile may do. Every change answers with the page again and says what it did. */
export function ownRoutes(deps: WebDeps): Hono {
  const { claimDesk: desk } = deps;
  const routes = new Hono();
  const change = (name: string, work: (owner: Owner, form: Form) => Promise<string> | string) =>
    routes.post(`/claim/mine/${name}`, context =>
      asOwner(context, desk, async owner => {
        const form = await context.req.parseBody();
        try {
          return show(context, deps, owner, { done: await work(owner, form) });
        } catch (error) {
          if (!(error instanceof CliError)) throw error;
          return show(context, deps, owner, { problem: error.message });
        }
      }),
    );
  routes.get("/claim/mine", context => asOwner(context, desk, async owner => show(context, deps, owner, {})));
  change("statement", (owner, form) => {
    const statement = textOf(form, "statement").replaceAll("\r\n", "\n");
    desk.setStatement(owner, statement === "" ? null : statement);
    return statement === "" ? "The statement is gone." : "The statement stands above the number from now on.";
  });
  change("hide", (owner, form) => {
    const isHidden = textOf(form, "hidden") === "yes";
    desk.setHidden(owner, isHidden);
    return isHidden ? "The account is hidden from now on." : "The account is shown again.";
  });
  change("dispute", async (owner, form) => {
    const kind = DISPUTED.find(name => name === textOf(form, "kind")) ?? "event";
    await desk.dispute(owner, { kind, subject: textOf(form, "subject"), reason: textOf(form, "reason") });
    return "The dispute is written down.";
  });
  change("withdraw", (owner, form) =>
    desk.withdraw(owner, textOf(form, "dispute"))
      ? "The dispute is withdrawn."
      : "There was no such dispute.",
  );
  routes.post("/claim/mine/export", context =>
    asOwner(context, desk, async owner => {
      const held = await desk.export(owner);
      context.header("content-disposition", 'attachment; filename="renown-export.json"');
      return context.json(held);
    }),
  );
  routes.post("/claim/mine/forget", context =>
    asOwner(context, desk, async owner => {
      if (textOf(await context.req.parseBody(), "sure") !== "yes")
        return show(context, deps, owner, { problem: "Tick the box first: erasing cannot be taken back." });
      await desk.forget(owner);
      deleteCookie(context, SESSION_COOKIE, { path: "/claim" });
      return said(
        context,
        "It is forgotten",
        "Everything about the account was erased and is not read again.",
      );
    }),
  );
  routes.post("/claim/mine/leave", context =>
    asOwner(context, desk, async owner => {
      desk.signOut(owner);
      deleteCookie(context, SESSION_COOKIE, { path: "/claim" });
      return said(context, "Signed out", "Every session of the account has ended. The claim stands.");
    }),
  );
  return routes;
}

/** The answer of `work` for whoever holds the session; without one, the way to the first step. */
async function asOwner(
  context: Context,
  desk: ClaimDesk,
  work: (owner: Owner) => Promise<Response>,
): Promise<Response> {
  context.header("cache-control", "no-store");
  let owner: Owner;
  try {
    owner = desk.ownerOf(getCookie(context, SESSION_COOKIE) ?? null);
  } catch (error) {
    if (error instanceof ClaimRefused) return context.redirect(`/claim?why=${NO_SESSION}`, 303);
    throw error;
  }
  return work(owner);
}

async function show(
  context: Context,
  { claimDesk: desk, snapshots }: WebDeps,
  owner: Owner,
  { done = null, problem = null }: { readonly done?: string | null; readonly problem?: string | null },
): Promise<Response> {
  const profile = desk.profile(owner);
  if (profile === null) return context.redirect("/claim", 303);
  const disputes = desk.disputes(owner);
  const handle = await handleOf(snapshots, owner);
  const page = { frame: frameOf(context, null), handle, profile, disputes, done, problem };
  return context.html(<OwnPage {...page} />, problem === null ? 200 : 422);
}

/** The handle of `owner` as it is served; its id while it is hidden or not published. */
async function handleOf(snapshots: WebDeps["snapshots"], { network, accountId }: Owner): Promise<string> {
  return withViewIfAny(snapshots, async view => {
    try {
      const located = await view?.locate({ network, kind: "id", value: accountId });
      if (located?.account.handle != null) return formatHandle(network, located.account.handle, accountId);
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
    }
    return `${network}:${accountId}`;
  });
}

function said(context: Context, title: string, text: string): Response | Promise<Response> {
  return context.html(
    <MessagePage frame={frameOf(context, null)} title={title}>
      <p class="lead" role="status">
        {text}
      </p>
    </MessagePage>,
  );
}
