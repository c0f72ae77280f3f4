import { CliError, EXIT } from "../domain/errors.ts";
import { formatHandle, parseHandle } from "../domain/handle.ts";
import type { NetworkName } from "../domain/network.ts";
import { noProgress, type Progress } from "../domain/progress.ts";
import { concealedNow } from "../snapshot/concealed-now.ts";
import type { HistoryPoint } from "../snapshot/contract.ts";
import { findInLake, type LakeAccount } from "../snapshot/find-in-lake.ts";
import { readHistory } from "../snapshot/read-history.ts";
import { howToGet } from "./how-to-get.ts";
import { type LakeSession, withLake } from "./lake-session.ts";
import { DEFAULT_MODEL_ID, loadModel } from "./load-model.ts";
import { type RecomputedPoint, recomputeHistory } from "./recompute-history.ts";

/** What one model gives today at the times of the published runs. */
export interface RecomputedHistory {
  readonly model: string;
  /** In order of as_of, one per time of a published run. */
  readonly points: readonly RecomputedPoint[];
}

/** Every published score of an account. */
export interface History {
  readonly schema_version: "1.0";
  readonly handle: string;
  readonly network: string;
  readonly account_id: string;
  /** Why no point is shown of an account that chose so; null otherwise. */
  readonly reason: string | null;
  /** As published, in order of as_of; a null score was "not enough data". */
  readonly points: readonly HistoryPoint[];
  /** Null unless a model was asked for. */
  readonly recomputed: RecomputedHistory | null;
}

export interface HistoryOptions {
  readonly dataDir: string;
  readonly network?: NetworkName;
  /** Score every time of a published run with this model too. */
  readonly modelId?: string;
  /** The same with the newest model. */
  readonly recompute?: boolean;
  readonly progress?: Progress;
}

/** Why no past score of a protected account is shown. */
export const PROTECTED_HISTORY =
  "The account is protected: its posts are not public, so no score of it is shown.";
/** Why no past score of an account that opted out is shown. */
export const OPTED_OUT_HISTORY = "The account opted out of discovery: its past scores are not shown.";

/** The published history of `handle`, and beside it what one model gives at the same times when that is asked for.
 *  Whoever went protected or opted out since is shown without points.
 *  @throws CliError when the handle is malformed or the lake holds nothing of it, ConfigProblem for a model there is
 *  not. */
export async function historyOf(handle: string, options: HistoryOptions): Promise<History> {
  const query = parseHandle(handle, options.network);
  const isAsked = options.modelId !== undefined || options.recompute === true;
  const model = isAsked ? loadModel(options.modelId ?? DEFAULT_MODEL_ID) : null;
  return withLake(
    options.dataDir,
    async session => {
      const account = await findInLake(session.engine, session.lake, query);
      if (account === null) throw new CliError(howToGet(query), EXIT.unknownHandle);
      const head = {
        schema_version: "1.0",
        handle: formatHandle(query.network, account.handle, account.accountId),
        network: account.network,
        account_id: account.accountId,
      } as const;
      const reason = await concealedReason(session, account);
      if (reason !== null) return { ...head, reason, points: [], recomputed: null };
      const { lake, engine } = session;
      const points = await readHistory(engine, lake.historyFiles(), account.network, account.accountId);
      if (model === null) return { ...head, reason, points, recomputed: null };
      const times = [...new Set(lake.publishedTimes())].toSorted();
      const again = await recomputeHistory(session, account, times, model, options.progress ?? noProgress);
      return { ...head, reason, points, recomputed: { model: model.id, points: again } };
    },
    EXIT.unknownHandle,
  );
}

async function concealedReason(
  { engine, lake }: LakeSession,
  { network, accountId, isProtected }: LakeAccount,
): Promise<string | null> {
  const { isHidden, isUnlisted } = await concealedNow(engine, lake);
  if (isProtected || isHidden(network, accountId)) return PROTECTED_HISTORY;
  return isUnlisted(network, accountId) ? OPTED_OUT_HISTORY : null;
}
