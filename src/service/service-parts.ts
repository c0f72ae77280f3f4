import type { Context, Hono } from "hono";
import { createApi } from "../api/create-api.ts";
import { CallLimit } from "../api/klout/call-limit.ts";
import { kloutRoutes } from "../api/klout/klout-routes.ts";
import type { ServiceDeps } from "../app/serving/service-deps.ts";
import { CardPainter } from "../web/share/card-painter.ts";
import { createShare } from "../web/share/create-share.ts";
import { clientAddress } from "./client-address.ts";
import type { PartOptions } from "./part-options.ts";
import { webPart } from "./web-part.ts";

/** The parts of the service in the order in which they are asked; the pages answer whatever no other part knows. */
export function serviceParts(deps: ServiceDeps, options: PartOptions): readonly Hono[] {
  const addressOf = (context: Context) => clientAddress(context, options.trustsProxy);
  return [
    createApi({ ...deps, addressOf }),
    kloutPart(deps, options),
    createShare(deps, new CardPainter()),
    webPart(deps, options),
  ];
}

/** Klout's API of old at the root, so that its clients work with the host changed. */
function kloutPart(
  { snapshots, publish, verifyKey, claimDesk, now }: ServiceDeps,
  { trustsProxy }: PartOptions,
): Hono {
  const isOpen = publish === "open";
  const calls = new CallLimit(now);
  return kloutRoutes({
    snapshots,
    isOpen,
    isKnownKey: key => verifyKey(key) !== null,
    ...(!isOpen && { takeCall: (caller: string) => calls.take(caller) }),
    addressOf: context => clientAddress(context, trustsProxy),
    kloutIdOfToken: async (view, token) => {
      const owner = claimDesk.maybeOwnerOf(token);
      if (owner === null) return null;
      const { network, accountId } = owner;
      const account = await view.reader.findAccount({ network, kind: "id", value: accountId });
      return account === null ? null : view.kloutIdOf(account.identityId);
    },
  });
}
