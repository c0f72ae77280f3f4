import type { TopicSearch } from "../../app/topics/search-topics.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { topicPath } from "../links.ts";
import { DataTable } from "../parts/data-table.tsx";
import { number, plain } from "../words.ts";

/** Topics that can be asked for: every area, or what a search found. */
export function TopicsPage({ frame, list }: { readonly frame: Frame; readonly list: TopicSearch }) {
  const { search, topics, credit } = list;
  const title = search === null ? "Topics" : `Topics: ${plain(search)}`;
  return (
    <Layout frame={frame} title={`${title} · Renown`} isIndexable>
      <div class="wrap page">
        <h1>{title}</h1>
        <p class="lead">
          What posts are about, and who moves people about it. Sensitive topics are counted but attached to
          nobody.
        </p>
        <form action="/topics" method="get" class="field-row">
          <label for="topic-search">Find a topic</label>
          <input id="topic-search" type="text" name="search" maxlength={100} value={search ?? ""} />
          <button type="submit" class="button">
            Search
          </button>
        </form>
        {topics.length === 0 ? (
          <p class="empty">
            No topic goes by that. <a href="/topics">All areas</a>
          </p>
        ) : (
          <DataTable
            caption={search === null ? "Areas" : "Found topics"}
            columns={[
              { title: "Topic" },
              { title: "In" },
              { title: "Posts", isNumber: true },
              { title: "People who acted", isNumber: true },
              { title: "Influence others", isNumber: true },
            ]}
            rows={topics.map(topic => [
              <a href={topicPath(topic.slug)}>{topic.name}</a>,
              topic.is_sensitive ? "sensitive, in aggregate only" : topic.parents.join(", "),
              numberOrDash(topic.posts_count),
              numberOrDash(topic.people_count),
              numberOrDash(topic.leaders_count),
            ])}
          />
        )}
        {credit !== null && <p class="soft">{credit}</p>}
      </div>
    </Layout>
  );
}

function numberOrDash(count: number | null): string {
  return count === null ? "–" : number(count);
}
