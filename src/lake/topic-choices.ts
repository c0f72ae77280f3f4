import type { TopicChoice } from "../domain/topic-choice.ts";
import type { LakeDb } from "./migrations.ts";

/** Every choice about topics, in order of network, account and topic. */
export function topicChoices(db: LakeDb): readonly TopicChoice[] {
  return db
    .prepare(
      `SELECT network, account_id AS accountId, topic_id AS topicId, choice, chosen_at AS at FROM topic_choices
       ORDER BY network, account_id, topic_id`,
    )
    .all() as TopicChoice[];
}

/** Keeps `choice` in the place of an earlier one about the same topic of the same account. */
export function keepTopicChoice(db: LakeDb, { network, accountId, topicId, choice, at }: TopicChoice): void {
  db.prepare(
    `INSERT INTO topic_choices VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (network, account_id, topic_id) DO UPDATE SET choice = excluded.choice, chosen_at = excluded.chosen_at`,
  ).run(network, accountId, topicId, choice, at);
  // What is served counts from the next request on.
  db.prepare("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE name = 'claims_version'").run();
}

/** Takes a choice back, when it is `choice` that stands. */
export function dropTopicChoice(
  db: LakeDb,
  { network, accountId, topicId, choice }: Omit<TopicChoice, "at">,
): void {
  db.prepare(
    "DELETE FROM topic_choices WHERE network = ? AND account_id = ? AND topic_id = ? AND choice = ?",
  ).run(network, accountId, topicId, choice);
  db.prepare("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE name = 'claims_version'").run();
}

/** Deletes every choice of the accounts named. */
export function dropTopicChoices(db: LakeDb, network: string, accountIds: Iterable<string>): void {
  for (const accountId of accountIds)
    db.prepare("DELETE FROM topic_choices WHERE network = ? AND account_id = ?").run(network, accountId);
}
