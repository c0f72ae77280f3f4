import { type Context, Hono, type MiddlewareHandler } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { kloutDetails } from "../../app/klout/klout-details.ts";
import { influenceSide } from "../../app/klout/klout-influence.ts";
import type { KloutProfile } from "../../app/klout/klout-profile.ts";
import { screenNameQuery } from "../../app/klout/screen-name.ts";
import type { ServedView } from "../../app/serving/served-view.ts";
import { findAccount, profileOf } from "./find-profile.ts";
import type { KloutDeps } from "./klout-deps.ts";
import { KloutProblem, problemHeaders, toKloutProblem, unknownPath } from "./klout-problem.ts";
import { scoreHeaders } from "./score-headers.ts";
import { pairShape, showShape, sphereShape, topicsShape } from "./v1-shapes.ts";
import { toXml, type XmlValue } from "./xml-text.ts";

const MOST_USERS = 5;

interface Part {
  readonly shape: XmlValue;
  /** Whose scores the shape holds, in its order. */
  readonly scored: readonly KloutProfile[];
}
type Answer = (view: ServedView, profile: KloutProfile) => Promise<Part>;

/** The routes of `/1`, each with `users=a,b,c` and as .json or .xml. One unknown user fails the whole call. */
export function v1Routes(deps: KloutDeps, gate: readonly MiddlewareHandler[] = []): Hono {
  const app = new Hono();
  app.use(...gate);
  const answers: Readonly<Record<string, Answer>> = {
    klout: async (_, profile) => ({ shape: pairShape(profile), scored: [profile] }),
    "users/show": async (view, profile) => ({
      shape: showShape(profile, await kloutDetails(view, profile)),
      scored: [profile],
    }),
    "users/topics": async (view, profile) => {
      const topics = (await deps.topicsOf?.(view, profile.account)) ?? [];
      return { shape: topicsShape(profile, topics), scored: [] };
    },
    "soi/influenced_by": async (view, profile) => {
      const { people } = await influenceSide(view, profile.account, "moved_by");
      return { shape: sphereShape(profile, "influencers", people), scored: people };
    },
    "soi/influencer_of": async (view, profile) => {
      const { people } = await influenceSide(view, profile.account, "moves");
      return { shape: sphereShape(profile, "influencees", people), scored: people };
    },
  };
  for (const [path, answer] of Object.entries(answers))
    for (const suffix of ["json", "xml"])
      app.get(`/${path}.${suffix}`, c => deps.snapshots.withView(view => answerUsers(c, view, answer)));

  app.all("*", () => {
    throw unknownPath();
  });
  app.onError((error, c) => {
    const problem = toKloutProblem(error);
    return failure(c, problem.status, problem.description, problemHeaders(problem));
  });
  return app;

  async function answerUsers(c: Context, view: ServedView, answer: Answer): Promise<Response> {
    const users = (c.req.query("users") ?? "")
      .split(",")
      .map(name => name.trim())
      .filter(name => name !== "");
    if (users.length === 0) return failure(c, 200, "No users", {});
    if (users.length > MOST_USERS) throw new KloutProblem(403, `At most ${MOST_USERS} users a call.`);
    const parts: Part[] = [];
    for (const name of users) {
      const account = await findAccount(view, screenNameQuery(name), deps.enqueue);
      parts.push(await answer(view, await profileOf(view, account)));
    }
    const shapes = parts.map(({ shape }) => shape);
    const headers = scoreHeaders(parts.flatMap(({ scored }) => scored));
    if (!isXml(c)) return c.json({ status: 200, users: shapes }, 200, headers);
    return xml(c, toXml("users", shapes), 200, headers);
  }
}

/** Failures have the shape that clients look for inside a 200, too. */
function failure(
  c: Context,
  status: ContentfulStatusCode,
  description: string,
  headers: Record<string, string>,
): Response {
  if (isXml(c)) return xml(c, toXml("error", { status, message: description }), status, headers);
  const users = status === 202 ? { users: [] } : {};
  return c.json({ status, headers: [], body: { error: description }, ...users }, status, headers);
}

function isXml(c: Context): boolean {
  return c.req.path.endsWith(".xml");
}

function xml(c: Context, text: string, status: ContentfulStatusCode, headers: Record<string, string>) {
  return c.body(text, status, { ...headers, "Content-Type": "application/xml; charset=UTF-8" });
}
