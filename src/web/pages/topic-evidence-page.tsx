import type { TopicExplanation } from "../../app/topics/explain-topic.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { profilePath, topicPath } from "../links.ts";
import { DataTable } from "../parts/data-table.tsx";
import { ScoreFigure } from "../parts/score-figure.tsx";
import { TopicPosts } from "../parts/topic-posts.tsx";
import { number, percent, plain } from "../words.ts";

/** Why an account has a topic: the posts and the people behind it, and how to dispute it. */
export function TopicEvidencePage({
  frame,
  explanation,
}: {
  readonly frame: Frame;
  readonly explanation: TopicExplanation;
}) {
  const { handle, display_name, topic, answer, reason, posts, people } = explanation;
  const name = plain(display_name ?? handle);
  return (
    <Layout frame={frame} title={`${name} on ${topic.name} · Renown`}>
      <div class="wrap page">
        <h1>
          <a href={profilePath(handle)}>{name}</a> on <a href={topicPath(topic.slug)}>{topic.name}</a>
        </h1>
        {answer === null ? (
          <p class="empty">{reason}</p>
        ) : (
          <>
            <ScoreFigure score={answer.score} range={answer.interval} size="large" />
            <p class="lead">{answer.sentence}</p>
            <h2>Posts</h2>
            {posts.length === 0 ? <p class="empty">None is kept.</p> : <TopicPosts posts={posts} />}
            {people.length > 0 && (
              <>
                <h2>People who act on it about this</h2>
                <DataTable
                  caption="People who act on it about this topic"
                  columns={[
                    { title: "Person" },
                    { title: "Acts", isNumber: true },
                    { title: "Posts", isNumber: true },
                    { title: "Of their own attention", isNumber: true },
                  ]}
                  rows={people.map(person => [
                    <a href={profilePath(person.handle)}>{plain(person.display_name ?? person.handle)}</a>,
                    number(person.acts_count),
                    number(person.posts_count),
                    percent(person.focus_share),
                  ])}
                />
              </>
            )}
          </>
        )}
        <p class="soft">
          Is this you, and is it wrong? <a href="/claim">Claim the profile</a> and dispute the topic: it is
          taken off at once.
        </p>
      </div>
    </Layout>
  );
}
