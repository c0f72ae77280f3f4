import { topicEvidencePath } from "../links.ts";
import { ScoreFigure } from "../parts/score-figure.tsx";
import { Section } from "../parts/section.tsx";
import { plain, sentence } from "../words.ts";

/** A topic as the page shows it. */
export interface ShownTopic {
  readonly slug: string;
  readonly name: string;
  /** Expertise 0..100; null: nobody was seen to act. */
  readonly score: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** The evidence in words. */
  readonly sentence: string;
}

export interface ShownTopics {
  /** People act on it about these. */
  readonly influence: readonly ShownTopic[];
  /** It only writes about these or acts on them. */
  readonly interests: readonly ShownTopic[];
}

/** What it moves people about, each with its evidence in words and a page of posts and people behind it, and apart from that what it only follows. */
export function Topics({ topics, handle }: { readonly topics: ShownTopics | null; readonly handle: string }) {
  if (topics === null) return null;
  const { influence, interests } = topics;
  return (
    <Section
      id="topics"
      title="Topics"
      lead="What people act on it about. Writing about something makes nobody influential about it."
    >
      {influence.length === 0 ? (
        <p class="empty">It was seen to move nobody about anything in particular.</p>
      ) : (
        <ul class="hits">
          {influence.map(topic => (
            <li class="topic card">
              <h3>
                <a href={topicEvidencePath(handle, topic.slug)}>{plain(topic.name)}</a>
              </h3>
              <ScoreFigure score={topic.score} range={topic.interval} />
              <p class="soft">{sentence(plain(topic.sentence))}</p>
            </li>
          ))}
        </ul>
      )}
      {interests.length > 0 && (
        <>
          <h3>Follows, without moving people</h3>
          <ul class="choices">
            {interests.map(topic => (
              <li class="tag">
                <a href={topicEvidencePath(handle, topic.slug)}>{plain(topic.name)}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
