import type { StoredTopic, TopicTotal } from "../../snapshot/topic-rows.ts";

/** How many times the evidence of the largest of its topics an area must have to be listed beside them. */
const BEYOND_ITS_TOPICS = 1.25;

/** The topics of an account that are named one by one, in their order: every topic, and an area where a good part of what
 *  counts for it is about none of its topics in particular. */
export function listedTopics(
  topics: readonly StoredTopic[],
  totals: ReadonlyMap<string, TopicTotal>,
): readonly StoredTopic[] {
  const largest = new Map<string, number>();
  for (const topic of topics)
    if (topic.level === "topic")
      for (const area of totals.get(topic.topic_id)?.area_ids ?? [])
        largest.set(area, Math.max(largest.get(area) ?? 0, evidenceOf(topic)));
  return topics.filter(
    topic =>
      topic.level === "topic" || evidenceOf(topic) >= BEYOND_ITS_TOPICS * (largest.get(topic.topic_id) ?? 0),
  );
}

/** Posts that others acted on, own posts and acts on others. */
function evidenceOf(topic: StoredTopic): number {
  return topic.posts_acted_on_count + topic.own_posts_count + topic.acts_given_count;
}
