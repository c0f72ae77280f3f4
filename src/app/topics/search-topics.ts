import type { TopicTotal } from "../../snapshot/topic-rows.ts";
import type { Ontology, Topic } from "../../topics/ontology.ts";
import { hasLake, withLake } from "../lake-session.ts";
import { publishedReader, publishedRunAt } from "../locate-account.ts";
import { topicsMatching } from "./find-topic.ts";
import { ontologyInUse } from "./ontology-in-use.ts";

/** A topic as a list shows it. */
export interface TopicLine {
  readonly topic_id: string;
  readonly slug: string;
  readonly name: string;
  readonly level: "area" | "topic";
  /** Names of the topics right above it. */
  readonly parents: readonly string[];
  readonly is_sensitive: boolean;
  /** Topics right below it. */
  readonly children_count: number;
  /** In the newest published run; null without one. */
  readonly posts_count: number | null;
  readonly people_count: number | null;
  readonly leaders_count: number | null;
}

/** The answer of `renown topics` and `renown topics --search TEXT`. */
export interface TopicSearch {
  readonly schema_version: "1.0";
  readonly ontology: string;
  readonly credit: string | null;
  /** Null: the areas are listed. */
  readonly search: string | null;
  readonly topics: readonly TopicLine[];
}

/** The topics that `search` finds, or every area, each with how much the newest published run of a lake says about it. */
export async function searchTopics(search: string | null, dataDir: string): Promise<TopicSearch> {
  return topicLines(ontologyInUse(dataDir), search, hasLake(dataDir) ? await totalsOf(dataDir) : null);
}

/** The same with the totals of a run at hand; null where there is no run. */
export function topicLines(
  ontology: Ontology,
  search: string | null,
  totals: ReadonlyMap<string, TopicTotal> | null,
): TopicSearch {
  const found =
    search === null
      ? [...ontology.topics.values()].filter(({ level }) => level === "area")
      : topicsMatching(ontology, search);
  return {
    schema_version: "1.0",
    ontology: ontology.id,
    credit: ontology.credit,
    search,
    topics: found.map(topic => toLine(topic, ontology, totals)),
  };
}

function toLine(
  { id, slug, name, level, parentIds, isSensitive }: Topic,
  { topics }: Ontology,
  totals: ReadonlyMap<string, TopicTotal> | null,
): TopicLine {
  const total = totals?.get(id);
  const count = (key: "posts_count" | "people_count" | "leaders_count") =>
    totals === null ? null : (total?.[key] ?? 0);
  return {
    topic_id: id,
    slug,
    name,
    level,
    parents: parentIds.map(parent => topics.get(parent)?.name ?? parent),
    is_sensitive: isSensitive,
    children_count: [...topics.values()].filter(topic => topic.parentIds.includes(id)).length,
    posts_count: count("posts_count"),
    people_count: count("people_count"),
    leaders_count: count("leaders_count"),
  };
}

async function totalsOf(dataDir: string): Promise<ReadonlyMap<string, TopicTotal> | null> {
  return withLake(dataDir, async session => {
    const run = publishedRunAt(session);
    if (run === null) return null;
    const reader = await publishedReader(session, run);
    if (!reader.hasTopics) return null;
    return new Map((await reader.topicTotals()).map(total => [total.topic_id, total]));
  });
}
