import { postUrl } from "../../domain/post-url.ts";
import type { RunReader } from "../../snapshot/contract.ts";
import type { Topic } from "../../topics/ontology.ts";
import type { TopicPostBehind } from "./explain-topic.ts";
import type { TopicPlace } from "./top-topic.ts";

/** Leaders whose posts are looked through. */
const LEADERS_READ = 20;

/** The posts of a topic's leaders on which most people were seen to act, at most `limit`; ties by id. */
export async function topicPostsOfLeaders(
  reader: RunReader,
  topic: Topic,
  leaders: readonly TopicPlace[],
  limit: number,
): Promise<readonly TopicPostBehind[]> {
  const found: TopicPostBehind[] = [];
  for (const { network, account_id } of leaders.slice(0, LEADERS_READ)) {
    const account = await reader.findAccount({
      network: network as Parameters<RunReader["findAccount"]>[0]["network"],
      kind: "id",
      value: account_id,
    });
    if (account === null) continue;
    const posts = await reader.topicPosts(account, topic.id);
    found.push(...posts.map(post => ({ ...post, url: postUrl(account.network, post.post_id) })));
  }
  return found
    .toSorted((a, b) => b.people_count - a.people_count || (a.post_id < b.post_id ? -1 : 1))
    .slice(0, limit);
}
