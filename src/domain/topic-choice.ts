import type { NetworkName } from "./network.ts";

/** What a person may say about a topic of their own account: show it although it is sensitive, do not show it, or it
 *  is wrong. */
export const TOPIC_CHOICES = ["shown", "hidden", "disputed"] as const;

/** The newest choice of an account about a topic. */
export interface TopicChoice {
  readonly network: NetworkName;
  readonly accountId: string;
  readonly topicId: string;
  readonly choice: (typeof TOPIC_CHOICES)[number];
  /** UTC ISO. */
  readonly at: string;
}
