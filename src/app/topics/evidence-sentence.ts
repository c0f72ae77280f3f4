import type { StoredTopic } from "../../snapshot/topic-rows.ts";

const counted = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;

const NAME_LENGTH = 40;

/** `on lists of 4 people, named "Tea people", "Tea"`. */
function listed({ list_owners_count: owners, lists }: StoredTopic): string {
  const names = lists.map(({ list_name: name }) => {
    const characters = [...name.replaceAll(/\s+/gu, " ").trim()];
    return `"${characters.length > NAME_LENGTH ? `${characters.slice(0, NAME_LENGTH - 1).join("")}…` : characters.join("")}"`;
  });
  const on = `on ${owners === 1 ? "a list of one person" : `lists of ${counted(owners, "person", "people")}`}`;
  return names.length === 0 ? on : `${on}, named ${names.join(", ")}`;
}

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
  if (topic.list_owners_count > 0) parts.push(listed(topic));
  return parts.join("; ");
}
