import { type Context, Hono, type MiddlewareHandler } from "hono";
import { influenceSide } from "../../app/klout/klout-influence.ts";
import { membersOf } from "../../app/klout/klout-profile.ts";
import { NETWORK_CODES, networkOfCode, queryOfCode } from "../../app/klout/network-codes.ts";
import { screenNameQuery } from "../../app/klout/screen-name.ts";
import type { ServedView } from "../../app/serving/served-view.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import { accountOf, findAccount, profileOf } from "./find-profile.ts";
import type { KloutDeps } from "./klout-deps.ts";
import {
  KloutProblem,
  problemHeaders,
  toKloutProblem,
  unknownAccount,
  unknownPath,
} from "./klout-problem.ts";
import { scoreHeaders } from "./score-headers.ts";
import { identityShape, influenceShape, scoreShape, userShape } from "./v2-shapes.ts";

const TOPICS_SHOWN = 5;

/** The routes of `/v2`: identities, then everything by kloutId. Failures answer `{error, description}`. */
export function v2Routes(deps: KloutDeps, gate: readonly MiddlewareHandler[] = []): Hono {
  const app = new Hono();
  app.use(...gate);
  const withView: KloutDeps["snapshots"]["withView"] = work => deps.snapshots.withView(work);

  app.get("/identity.json/twitter", c => {
    const query = screenNameQuery(c.req.query("screenName") ?? "");
    return withView(view => identityAnswer(c, view, query));
  });

  // The documentation wrote `ks` where `klout` was meant.
  for (const word of ["klout", "ks"])
    app.get(`/identity.json/${word}/:kloutId/:code`, c =>
      withView(async view => {
        const network = networkOfCode(c.req.param("code"));
        const account = await accountOf(view, c.req.param("kloutId"));
        const member = (await membersOf(view, account)).find(one => one.network === network);
        if (network === null || member === undefined) throw unknownAccount();
        return c.json(identityShape(member.accountId, NETWORK_CODES[network]));
      }),
    );

  // An id may hold slashes: those of the fediverse are addresses.
  app.get("/identity.json/:code/:id{.+}", c => {
    const network = networkOfCode(c.req.param("code"));
    const query = network === null ? null : queryOfCode(network, c.req.param("id"));
    return withView(view => identityAnswer(c, view, query));
  });

  app.get("/user.json/:kloutId", c =>
    withView(async view => {
      const profile = await profileOf(view, await accountOf(view, c.req.param("kloutId")));
      return c.json(userShape(profile), 200, scoreHeaders([profile]));
    }),
  );

  app.get("/user.json/:kloutId/score", c =>
    withView(async view => {
      const profile = await profileOf(view, await accountOf(view, c.req.param("kloutId")));
      return c.json(scoreShape(profile), 200, scoreHeaders([profile]));
    }),
  );

  app.get("/user.json/:kloutId/influence", c =>
    withView(async view => {
      const { account } = await profileOf(view, await accountOf(view, c.req.param("kloutId")));
      const influencers = await influenceSide(view, account, "moved_by");
      const influencees = await influenceSide(view, account, "moves");
      const headers = scoreHeaders([...influencers.people, ...influencees.people]);
      return c.json(influenceShape(influencers, influencees), 200, headers);
    }),
  );

  const topics = async (c: Context, view: ServedView, kloutId: string) => {
    const account = await accountOf(view, kloutId);
    const found = (await deps.topicsOf?.(view, account)) ?? [];
    return c.json(found.slice(0, TOPICS_SHOWN));
  };
  app.get("/user.json/:kloutId/topics", c => withView(view => topics(c, view, c.req.param("kloutId"))));
  app.get("/user.oauth/:kloutId/topics", c =>
    withView(async view => {
      const kloutId = c.req.param("kloutId");
      const token = /^Bearer +(\S+)$/i.exec(c.req.header("Authorization") ?? "")?.[1];
      const owner = token === undefined ? null : await deps.kloutIdOfToken?.(view, token);
      if (owner !== kloutId) throw new KloutProblem(401, "A bearer token of this user is needed.");
      return topics(c, view, kloutId);
    }),
  );

  app.all("*", () => {
    throw unknownPath();
  });
  app.onError((error, c) => {
    const problem = toKloutProblem(error);
    const { status, description } = problem;
    return c.json({ error: status, description }, status, problemHeaders(problem));
  });
  return app;

  async function identityAnswer(c: Context, view: ServedView, query: HandleQuery | null) {
    const account = await findAccount(view, query, deps.enqueue);
    return c.json(identityShape(await view.kloutIdOf(account.identityId), "ks"));
  }
}
