import type { AccountKey } from "../../domain/account-key.ts";
import type { Lake } from "../../lake/contract.ts";
import { findTopic } from "../topics/find-topic.ts";
import { ontologyInUse } from "../topics/ontology-in-use.ts";

/** The id of the topic that `subject` names, or null when the ontology in use has none. */
export function disputedTopicId(lake: Lake, subject: string): string | null {
  return findTopic(ontologyInUse(lake.dir), subject)?.id ?? null;
}

/** Takes a disputed topic out of every answer about the account, at once and in later runs. */
export function hideDisputedTopic(lake: Lake, account: AccountKey, subject: string, at: string): void {
  const topicId = disputedTopicId(lake, subject);
  if (topicId !== null) lake.keepTopicChoice({ ...account, topicId, choice: "disputed", at });
}

/** Undoes it. */
export function showDisputedTopic(lake: Lake, account: AccountKey, subject: string): void {
  const topicId = disputedTopicId(lake, subject);
  if (topicId !== null) lake.dropTopicChoice(account.network, account.accountId, topicId, "disputed");
}
