import type { NetworkName } from "../domain/network.ts";
import type { Engine } from "../engines/contract.ts";
import type { Lake } from "../lake/contract.ts";

/** Who must not be shown now, whatever the run that is read says: a run may be older than a profile. */
export interface Concealed {
  /** Forgotten, or protected by the newest profile: in no answer. */
  readonly isHidden: (network: NetworkName, accountId: string) => boolean;
  /** Opted out by the newest profile: in no leaderboard. */
  readonly isUnlisted: (network: NetworkName, accountId: string) => boolean;
  /** Disputed or hidden by the account itself: a topic of it in no answer. */
  readonly isTopicHidden: (network: NetworkName, accountId: string, topicId: string) => boolean;
}

/** Protection, opt-outs and forgetting as the lake knows them now. */
export async function concealedNow(
  engine: Engine,
  lake: Pick<Lake, "source" | "isForgotten" | "topicChoices">,
): Promise<Concealed> {
  const rows = await engine.rows(
    `SELECT network, account_id, is_protected FROM (
       SELECT network, account_id, is_protected, is_indexable,
         row_number() OVER (PARTITION BY network, account_id ORDER BY observed_at DESC) AS version_rank
       FROM (${lake.source("accounts")}) AS profiles) AS newest
     WHERE version_rank = 1 AND (is_protected OR NOT is_indexable)`,
  );
  const keyOf = (network: unknown, id: unknown) => `${network}:${id}`;
  const isProtected = new Set<string>();
  const unlisted = new Set<string>();
  for (const row of rows)
    (row["is_protected"] === true ? isProtected : unlisted).add(keyOf(row["network"], row["account_id"]));
  const keptAway = new Set(
    lake
      .topicChoices()
      .filter(({ choice }) => choice !== "shown")
      .map(({ network, accountId, topicId }) => `${keyOf(network, accountId)} ${topicId}`),
  );
  return {
    isTopicHidden: (network, id, topicId) => keptAway.has(`${keyOf(network, id)} ${topicId}`),
    isHidden: (network, id) => isProtected.has(keyOf(network, id)) || lake.isForgotten(network, id),
    isUnlisted: (network, id) => unlisted.has(keyOf(network, id)),
  };
}
