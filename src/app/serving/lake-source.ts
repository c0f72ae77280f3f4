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
import type { OnDemandSource } from "./fetch-jobs.ts";

/** Accounts that came into `lake` after its last run: computed from the whole lake, published nowhere. Where nothing
 *  came in since, there is nothing to try. Who is not to be named is unknown here as in every snapshot. */
export function lakeSource(lake: Lake): OnDemandSource {
  return {
    mayFetch: () => hasRowsAfterLastRun(lake),
    fetchHandle: (query, progress, signal) =>
      withLake(lake.dir, async session => {
        signal.throwIfAborted();
        const located = await new AccountLocator(session, { progress }).locate(query);
        await refuseConcealed(session, located, query);
        const stamp = located.kind === "held" ? located.reader.stamp : located.stamp;
        return buildScoreAnswer(located, loadModel(stamp.modelId));
      }),
  };
}

/** @throws CliError (unknown handle) for who is protected, or opted out and did not claim the profile, or hid it. */
async function refuseConcealed(
  { lake, engine }: LakeSession,
  { account }: Located,
  query: HandleQuery,
): Promise<void> {
  const { network, accountId } = account;
  const { isHidden, isUnlisted } = await concealedNow(engine, lake);
  const claim = claimOf(lake, network, accountId);
  const isUnwanted = claim === null ? isUnlisted(network, accountId) : claim.isHidden;
  if (account.isProtected || isHidden(network, accountId) || isUnwanted)
    throw new CliError(howToGet(query), EXIT.unknownHandle);
}
