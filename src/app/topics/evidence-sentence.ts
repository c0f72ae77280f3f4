import type { StoredTopic } from "../../snapshot/topic-rows.ts";

const counted = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;

/** Why an account has a topic, in one sentence without a full stop. */
export function evidenceSentence(topic: StoredTopic): string {
  const parts: string[] = [];
  if (topic.is_influence && topic.people_count > 0)
    parts.push(
      `${counted(topic.people_count, "person", "people")} acted ${counted(topic.acts_received_count, "time")} on ` +
        `${counted(topic.posts_acted_on_count, "post")} of ${counted(topic.posts_acted_on_days_count, "day")}` +
        (topic.insiders_share === null
          ? ""
          : `, ${Math.round(100 * topic.insiders_share)} % of them follow the topic`),
    );
  if (topic.is_influence && topic.unseen_beyond_best_count > 0)
    parts.push(`${counted(topic.unseen_beyond_best_count, "reaction")} more counted by the network`);
  if (topic.own_posts_count > 0)
    parts.push(
      `wrote ${counted(topic.own_posts_count, "post")} on ${counted(topic.own_post_days_count, "day")}`,
    );
  if (topic.acts_given_count > 0)
    parts.push(
      `acted ${counted(topic.acts_given_count, "time")} on ${counted(topic.acted_on_people_count, "person", "people")}`,
    );
  if (topic.is_in_bio) parts.push("names it in the bio");
  return parts.join("; ");
}
