import type { TopicPostBehind } from "../../app/topics/explain-topic.ts";
import type { TopicTop } from "../../app/topics/top-topic.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { profilePath, topicEvidencePath, topicPath } from "../links.ts";
import { ScaleBar } from "../parts/scale-bar.tsx";
import { ScoreFigure } from "../parts/score-figure.tsx";
import { TopicPosts } from "../parts/topic-posts.tsx";
import { counted, dayOf, number, plain } from "../words.ts";

export interface TopicPageProps {
  readonly frame: Frame;
  readonly top: Omit<TopicTop, "run_id">;
  /** Of the leaders; the most acted on first. */
  readonly posts: readonly TopicPostBehind[];
  /** Topics right below it. */
  readonly children: readonly { readonly slug: string; readonly name: string }[];
}

/** A topic: how much is said about it, who moves people about it, and the posts that did. */
export function TopicPage({ frame, top, posts, children }: TopicPageProps) {
  const { topic, total, entries, reason, credit } = top;
  return (
    <Layout frame={frame} title={`${topic.name} · Renown`} isIndexable>
      <div class="wrap page">
        <h1>{topic.name}</h1>
        <p class="lead">
          {total === null
            ? "Nothing was said about it in the 90 days before "
            : `${counted(total.posts_count, "post", "posts")} by ${counted(total.authors_count, "account", "accounts")} and ${counted(total.acts_count, "act", "acts")} of ${counted(total.people_count, "person", "people")} in the 90 days before `}
          {dayOf(top.as_of)}.
        </p>
        {children.length > 0 && (
          <nav class="contents" aria-label="Topics inside">
            {children.map(({ slug, name }) => (
              <a href={topicPath(slug)}>{name}</a>
            ))}
          </nav>
        )}
        <h2>Who moves people about it</h2>
        {entries.length === 0 ? (
          <p class="empty">{reason}</p>
        ) : (
          <ol class="board">
            {entries.map(entry => (
              <Leader entry={entry} slug={topic.slug} />
            ))}
          </ol>
        )}
        {posts.length > 0 && (
          <>
            <h2>Posts that moved most</h2>
            <TopicPosts posts={posts} />
          </>
        )}
        {credit !== null && <p class="soft">{credit}</p>}
      </div>
    </Layout>
  );
}

type LeaderEntry = TopicTop["entries"][number];

function Leader({ entry, slug }: { readonly entry: LeaderEntry; readonly slug: string }) {
  const { handle, display_name, score, low, high } = entry;
  return (
    <li class="board-entry" value={entry.rank}>
      <span class="board-place">{placeText(entry)}</span>
      <div class="board-who">
        <a class="hit-name" href={profilePath(handle)}>
          {plain(display_name ?? handle)}
        </a>
        <span class="soft">
          {handle} · {counted(entry.people_count, "person", "people")} on{" "}
          {counted(entry.posts_acted_on_count, "post", "posts")} · {overallText(entry)} over everything ·{" "}
          <a href={topicEvidencePath(handle, slug)}>why</a>
        </span>
      </div>
      <ScaleBar score={score} range={{ low, high }} />
      <ScoreFigure score={score} range={{ low, high }} />
    </li>
  );
}

function overallText({ overall_score, overall_low, overall_high }: LeaderEntry): string {
  if (overall_score === null) return "no score";
  if (overall_low === null || overall_high === null) return `${number(overall_score, 0)}, range unknown,`;
  return `${number(overall_score, 0)} (${number(overall_low, 0)} to ${number(overall_high, 0)})`;
}

function placeText({ rank, tied_from, tied_to }: LeaderEntry): string {
  return tied_from === tied_to ? `${rank}` : `tied, ${tied_from} to ${tied_to}`;
}
