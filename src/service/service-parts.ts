import type { Context, Hono } from "hono";
import { createApi } from "../api/create-api.ts";
import { CallLimit } from "../api/klout/call-limit.ts";
import { kloutRoutes } from "../api/klout/klout-routes.ts";
import { toKloutTopic } from "../api/klout/klout-topic.ts";
import { sessionTokenOf } from "../app/claims/claim-token.ts";
import { kloutTopics } from "../app/klout/klout-topics.ts";
import type { ServiceDeps } from "../app/serving/service-deps.ts";
import type { HandleQuery } from "../domain/handle-query.ts";
import { CardPainter } from "../web/share/card-painter.ts";
import { createShare } from "../web/share/create-share.ts";
import { clientAddress } from "./client-address.ts";
import type { PartOptions } from "./part-options.ts";
import { webPart } from "./web-part.ts";

/** The parts of the service in the order in which they are asked; the pages answer whatever no other part knows. */
export function serviceParts(deps: ServiceDeps, options: PartOptions): readonly Hono[] {
  const addressOf = (context: Context) => clientAddress(context, options);
  const { claimDesk } = deps;
  const hasProof = (request: Request, query: HandleQuery) =>
    claimDesk.speaksFor(sessionTokenOf(request.headers.get("Authorization")), query);
  return [
    createApi({
      ...deps,
      addressOf,
      hasProof,
      ...(options.requestLimit !== undefined && { requestLimit: options.requestLimit }),
    }),
    kloutPart(deps, addressOf),
    createShare(deps, new CardPainter()),
    webPart(deps, options),
  ];
}

/** Klout's API of old at the root, so that its clients work with the host changed. */
function kloutPart(deps: ServiceDeps, addressOf: (context: Context) => string): Hono {
  const { snapshots, publish, verifyKey, claimDesk, jobs, now } = deps;
  const isOpen = publish === "open";
  const calls = new CallLimit(now);
  return kloutRoutes({
    snapshots,
    isOpen,
    isKnownKey: key => verifyKey(key) !== null,
    ...(!isOpen && { takeCall: (caller: string) => calls.take(caller) }),
    addressOf,
    enqueue: (query, view) => {
      if (jobs === null || !isOpen || !jobs.mayFetch(query)) return false;
      const job = jobs.find(query, view.version) ?? jobs.submit(query, view.version);
      // A score that was computed on demand is published by the next run: until then it stays queued.
      return job !== null && job.state !== "failed" && (job.answer === null || job.answer.score !== null);
    },
    topicsOf: async (view, account) => (await kloutTopics(view, account)).map(toKloutTopic),
    kloutIdOfToken: async (view, token) => {
      const owner = claimDesk.maybeOwnerOf(token);
      if (owner === null) return null;
      const { network, accountId } = owner;
      const account = await view.reader.findAccount({ network, kind: "id", value: accountId });
      return account === null ? null : view.kloutIdOf(account.identityId);
    },
  });
}
