import { type Context, Hono } from "hono";
import { buildScoreAnswer, scoreOf } from "../../app/build-score-answer.ts";
import { dossierSubject } from "../../app/dossier/dossier-subject.ts";
import { statementOf } from "../../app/dossier/statement-of.ts";
import { topicPostsOf } from "../../app/dossier/topic-posts-of.ts";
import { loadModel } from "../../app/load-model.ts";
import type { Located } from "../../app/locate-account.ts";
import type { ServedView } from "../../app/serving/served-view.ts";
import type { ServiceDeps } from "../../app/serving/service-deps.ts";
import { findTopic } from "../../app/topics/find-topic.ts";
import { CliError, EXIT } from "../../domain/errors.ts";
import { formatHandle, parseHandle } from "../../domain/handle.ts";
import { renderDossier } from "../dossier/render-dossier.ts";
import { badgeSvg, unknownBadgeSvg } from "./badge.ts";
import { cardSvg } from "./card.ts";
import { type CardPainter, PainterBusy } from "./card-painter.ts";
import { cardValues } from "./card-values.ts";
import { KeptPictures } from "./kept-pictures.ts";

const SVG = "image/svg+xml; charset=utf-8";
/** Opt-outs count at once, so nothing is kept elsewhere for long. */
const FOR_MINUTES = "public, max-age=300";
/** Cards kept in memory; a card is about 40 KB. */
const KEPT_CARDS = 200;
/** Badges and cards stand on other people's pages. */
const EMBEDDABLE = { "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin" };
/** A dossier carries its style sheet inside; nothing else may run or load. */
const DOSSIER_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

/** What leaves the site: `/badge/HANDLE.svg`, `/card/HANDLE.png` and `/dossier/HANDLE`. Whoever is not to be named is
 *  unknown to all three. `painter` paints the cards and is closed by whoever made it. */
export function createShare(deps: Pick<ServiceDeps, "snapshots" | "claims">, painter: CardPainter): Hono {
  const cards = new KeptPictures(KEPT_CARDS);
  const { intendedUse } = loadModel();
  const share = new Hono();
  share.get("/badge/:file{.+\\.svg}", async context => {
    const handle = withoutEnd(context, ".svg");
    return asked(context, deps, handle, EMBEDDABLE, {
      found: async (view, located) => {
        const etag = etagOf(view, "badge", located);
        const notModified = unchanged(context, etag);
        return (
          notModified ?? context.body(badgeOf(view, located), 200, { "Content-Type": SVG, ...kept(etag) })
        );
      },
      unknown: status =>
        context.body(unknownBadgeSvg(), status, { "Content-Type": SVG, "Cache-Control": FOR_MINUTES }),
    });
  });
  share.get("/card/:file{.+\\.png}", async context => {
    const handle = withoutEnd(context, ".png");
    return asked(context, deps, handle, EMBEDDABLE, {
      found: async (view, located) => {
        const etag = etagOf(view, "card", located);
        const notModified = unchanged(context, etag);
        if (notModified !== null) return notModified;
        const svg = cardSvg(cardValues(await buildScoreAnswer(located, view.model)));
        const png = await cards.get(etag, () => painter.paint(svg));
        return context.body(new Uint8Array(png), 200, { "Content-Type": "image/png", ...kept(etag) });
      },
      unknown: status => problem(context, status, "Nobody is known here by this handle."),
    });
  });
  share.get("/dossier/:handle{.+}", async context =>
    asked(
      context,
      deps,
      context.req.param("handle"),
      { "Content-Security-Policy": DOSSIER_POLICY },
      {
        found: async (view, located) => {
          const statement = statementOf(deps.claims, located.account);
          const asked = context.req.query("topic");
          const topic = asked === undefined ? null : findTopic(view.ontology, asked);
          const subject = await dossierSubject(located, view.model, {
            statement,
            topic: await topicPostsOf(located, topic),
          });
          const { intended_use } = subject.answer;
          const html = renderDossier({ schema_version: "1.0", subjects: [subject], intended_use });
          return context.html(html, 200, { "Cache-Control": "no-cache" });
        },
        unknown: (status, reason) => {
          const handle = context.req.param("handle");
          const subjects = [{ kind: "missing", handle, reason } as const];
          const html = renderDossier({ schema_version: "1.0", subjects, intended_use: intendedUse });
          return context.html(html, status, { "Cache-Control": "no-cache" });
        },
      },
    ),
  );
  return share;
}

interface Answers {
  readonly found: (view: ServedView, located: Located) => Promise<Response>;
  readonly unknown: (status: 400 | 404, reason: string) => Response | Promise<Response>;
}

/** The answer about `handle`: 400 when it is none, 404 when nobody is served under it or nothing was published. */
async function asked(
  context: Context,
  { snapshots }: Pick<ServiceDeps, "snapshots">,
  handle: string,
  headers: Readonly<Record<string, string>>,
  { found, unknown }: Answers,
): Promise<Response> {
  for (const [name, value] of Object.entries(headers)) context.header(name, value);
  try {
    const query = parseHandle(handle);
    return await snapshots.withView(async view => found(view, await view.locate(query)));
  } catch (error) {
    if (error instanceof PainterBusy) {
      context.header("Retry-After", "3");
      return problem(context, 503, "Too many pictures are being painted; ask again in a moment.");
    }
    if (!(error instanceof CliError)) throw error;
    return unknown(error.exitCode === EXIT.usage ? 400 : 404, error.message);
  }
}

function badgeOf(view: ServedView, located: Located): string {
  const { account } = located;
  const score = located.kind === "held" ? scoreOf(located.account, view.model) : null;
  return badgeSvg({
    handle: formatHandle(account.network, account.handle, account.accountId),
    score: score?.score ?? null,
    interval: score?.interval ?? null,
    coverage: score?.coverage ?? 0,
    as_of: view.reader.stamp.asOf,
    model: view.model.id,
    intended_use: view.model.intendedUse,
  });
}

function withoutEnd(context: Context, end: string): string {
  return (context.req.param("file") ?? "").slice(0, -end.length);
}

/** Changes with the snapshot, with who may be named, and from account to account. */
function etagOf(view: ServedView, what: string, { account }: Located): string {
  return `"${what}-${encodeURIComponent(`${view.version}-${account.network}:${account.accountId}`)}"`;
}

function kept(etag: string): Readonly<Record<string, string>> {
  return { ETag: etag, "Cache-Control": FOR_MINUTES };
}

function unchanged(context: Context, etag: string): Response | null {
  const asks = context.req.header("if-none-match")?.split(/\s*,\s*/) ?? [];
  const isKnown = asks.some(one => one === "*" || one.replace(/^W\//, "") === etag);
  return isKnown ? context.body(null, 304, kept(etag)) : null;
}

function problem(context: Context, status: 400 | 404 | 503, detail: string): Response {
  const title = { 400: "Bad request", 404: "Not found", 503: "Busy" }[status];
  return context.body(JSON.stringify({ type: "about:blank", title, status, detail }), status, {
    "Content-Type": "application/problem+json",
    "Cache-Control": "no-store",
  });
}
