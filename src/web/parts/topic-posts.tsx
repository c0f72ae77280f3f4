import type { TopicPostBehind } from "../../app/topics/explain-topic.ts";
import { counted, dayOf, percent, plain } from "../words.ts";
import { OutsideLink } from "./outside-link.tsx";

/** Posts on a topic, linked where they stand, each with what spoke for the topic. */
export function TopicPosts({ posts }: { readonly posts: readonly TopicPostBehind[] }) {
  return (
    <ol class="moments">
      {posts.map(post => {
        const says = plain(post.text ?? "") || "A post without words";
        return (
          <li class="moment">
            {post.posted_at !== null && <time datetime={post.posted_at}>{dayOf(post.posted_at)}</time>}
            <p class="post">{post.url === null ? says : <OutsideLink href={post.url}>{says}</OutsideLink>}</p>
            <p class="soft">
              {counted(post.people_count, "person was seen to act on it", "people were seen to act on it")} ·{" "}
              {percent(post.weight)} sure of the topic
              {post.evidence !== null && ` by ${plain(post.evidence)}`}
            </p>
          </li>
        );
      })}
    </ol>
  );
}
