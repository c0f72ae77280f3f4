import type { Topic } from "../../topics/ontology.ts";
import type { Located } from "../locate-account.ts";
import type { TopicPosts } from "./dossier-posts.ts";

/** The posts of a found account on `topic`; null when no topic was asked for or nothing is known of the account. */
export async function topicPostsOf(located: Located, topic: Topic | null): Promise<TopicPosts | null> {
  if (topic === null || located.kind !== "held") return null;
  const { account, reader } = located;
  const stored = (await reader.topicsOf(account)).find(({ topic_id }) => topic_id === topic.id);
  return {
    label: topic.name,
    posts: await reader.topicPosts(account, topic.id),
    posts_count: stored?.own_posts_count ?? null,
  };
}
