import { connectorFor } from "../../connectors/connector-for.ts";
import { CliError, EXIT } from "../../domain/errors.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import { claimOf } from "../../lake/claims.ts";
import type { Lake } from "../../lake/contract.ts";
import { hasRowsAfterLastRun } from "../../lake/newer-rows.ts";
import { concealedNow } from "../../snapshot/concealed-now.ts";
import { buildScoreAnswer } from "../build-score-answer.ts";
import { howToGet } from "../how-to-get.ts";
import { type LakeSession, withLake } from "../lake-session.ts";
import { loadModel } from "../load-model.ts";
import { AccountLocator, type Located } from "../locate-account.ts";
import { OnDemandLocator, type OnDemandOptions } from "../on-demand/on-demand-locator.ts";
import { planReading } from "../on-demand/plan-reading.ts";
import type { FetchHandle, OnDemandSource } from "./fetch-jobs.ts";

/** How a service may ask networks: never for money. */
export type ServiceAsking = Pick<OnDemandOptions, "connectors" | "env" | "now" | "maxRequests">;

/** Accounts that networks can be asked for, when `asking` allows it, and those that came into `lake` after its last run:
 *  computed on demand, published nowhere. Where neither is, there is nothing to try. Who is not to be named is unknown
 *  here as in every snapshot. */
export function lakeSource(lake: Lake, asking: ServiceAsking | null = null): OnDemandSource {
  const allowances: OnDemandOptions["allowances"] = new Map();
  const fetchHandle: FetchHandle = (query, progress, signal) =>
    withLake(lake.dir, async session => {
      signal.throwIfAborted();
      const locator =
        asking !== null && mayAsk(query, asking)
          ? new OnDemandLocator(session, { ...asking, allowances, progress, signal })
          : null;
      try {
        const located = await (locator ?? new AccountLocator(session, { progress })).locate(query);
        await refuseConcealed(session, located, query);
        const stamp = located.kind === "held" ? located.reader.stamp : located.stamp;
        return await buildScoreAnswer(located, loadModel(stamp.modelId));
      } finally {
        await locator?.close();
      }
    });
  return { mayFetch: query => mayAsk(query, asking) || hasRowsAfterLastRun(lake), fetchHandle };
}

/** Whether a network can be asked for `query` with the settings that there are, and without paying. */
function mayAsk(query: HandleQuery, asking: ServiceAsking | null): boolean {
  const connector = asking === null ? null : connectorFor(query.network, asking.connectors);
  if (asking === null || connector === null) return false;
  try {
    planReading(connector, query, asking.env, { usd: null });
    return true;
  } catch {
    return false;
  }
}

/** @throws CliError (unknown handle) for who is protected, or opted out and did not claim the profile, or hid it. */
async function refuseConcealed(
  { lake, engine }: LakeSession,
  located: Located,
  query: HandleQuery,
): Promise<void> {
  const { account } = located;
  const { network, accountId } = account;
  const isClosed = located.kind === "no_evidence" && located.reason !== undefined;
  const { isHidden, isUnlisted } = await concealedNow(engine, lake);
  const claim = claimOf(lake, network, accountId);
  const isUnwanted = claim === null ? isUnlisted(network, accountId) : claim.isHidden;
  if (isClosed || account.isProtected || isHidden(network, accountId) || isUnwanted)
    throw new CliError(howToGet(query), EXIT.unknownHandle);
}
