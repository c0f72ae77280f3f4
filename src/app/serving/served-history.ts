import { handleOf } from "../build-score-answer.ts";
import { type History, OPTED_OUT_HISTORY, PROTECTED_HISTORY } from "../history-of.ts";
import type { Located } from "../locate-account.ts";
import { type AnswerStamp, stampOfView } from "./answer-stamp.ts";
import type { ServedView } from "./served-view.ts";

/** Every published score of an account, with the stamp of the newest run; each point names its own model and time. */
export type ServedHistory = Omit<History, "recomputed"> & AnswerStamp;

/** The published history of an account; of one that is protected or opted out no point, and the reason. */
export async function servedHistory(view: ServedView, located: Located): Promise<ServedHistory> {
  const { account } = located;
  const reason = concealedReason(located);
  const points = located.kind === "held" && reason === null ? await view.history(located.account) : [];
  return {
    ...stampOfView(view),
    handle: handleOf(account),
    network: account.network,
    account_id: account.accountId,
    reason,
    points,
  };
}

function concealedReason(located: Located): string | null {
  if (located.account.isProtected) return PROTECTED_HISTORY;
  const isOptedOut = located.kind === "held" && located.account.features["is_indexable"] === false;
  return isOptedOut ? OPTED_OUT_HISTORY : null;
}
