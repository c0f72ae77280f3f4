import { afterAll } from "vitest";
import type { EngineRow } from "../../src/engines/contract.ts";
import { runModels } from "../../src/pipeline/run-models.ts";
import type { RunTopics } from "../../src/pipeline/topic-tables.ts";
import type { Ontology, Topic } from "../../src/topics/ontology.ts";
import { TEST_AS_OF, TEST_CONSTANTS, TEST_KIND_WEIGHTS } from "./model-cases.ts";
import { loadSources, openTestEngine, type Population } from "./sources.ts";

const opened = openTestEngine();
afterAll(async () => (await opened).close());

const topic = (slug: string, parents: readonly string[] = [], isSensitive = false): [string, Topic] => [
  `t:${slug}`,
  {
    id: `t:${slug}`,
    slug,
    name: slug,
    names: {},
    level: parents.length === 0 ? "area" : "topic",
    parentIds: parents.map(parent => `t:${parent}`),
    isSensitive,
    wikidataId: null,
    cues: [],
  },
];

/** Drinks with tea and coffee; life with faith, which is sensitive. */
export const VILLAGE_ONTOLOGY: Ontology = {
  id: "village",
  credit: null,
  topics: new Map([
    topic("drinks"),
    topic("tea", ["drinks"]),
    topic("coffee", ["drinks"]),
    topic("life"),
    topic("faith", ["life"], true),
  ]),
};

/** Topics whose slug is a word of the text. */
export const villageTopics = (choices: RunTopics["choices"] = []): RunTopics => ({
  choices,
  load: () => ({
    ontology: VILLAGE_ONTOLOGY,
    tagger: {
      id: "words",
      tag: ({ text }) =>
        [...VILLAGE_ONTOLOGY.topics.values()]
          .filter(({ slug }) => (text ?? "").split(" ").includes(slug))
          .map(({ id, slug }) => ({
            topicId: id,
            weight: 1,
            evidence: [{ kind: "name", matched: slug, weight: 1 }],
          })),
    },
  }),
});

/** A post of `author` on a day of January 2026. */
export const says = (author: string, day: number, text: string) => ({
  network: "x",
  post_id: `${author}-${day}-${text}`,
  author_id: author,
  posted_at: `2026-01-${String(day).padStart(2, "0")}T08:00:00Z`,
  kind: "original",
  text,
});

/** `actor` likes that post, `hours` later. */
export const likes = (
  actor: string,
  { post_id, author_id, posted_at }: ReturnType<typeof says>,
  hours = 1,
) => ({
  network: "x",
  interaction_id: `${actor}>${post_id}@${hours}`,
  kind: "like",
  actor_id: actor,
  target_id: author_id,
  post_id,
  acted_at: new Date(Date.parse(posted_at) + hours * 3_600_000).toISOString().replace(".000", ""),
});

/** What a run of `population` says: rows of account_topics, or of another mart, in order of its key. */
export async function villageRows(
  population: Population,
  topics: RunTopics = villageTopics(),
): Promise<(mart: string) => readonly EngineRow[]> {
  const engine = await opened;
  const source = await loadSources(engine, population);
  const options = { asOf: TEST_AS_OF, constants: TEST_CONSTANTS, kindWeights: TEST_KIND_WEIGHTS };
  const marts = ["account_topics", "topic_leaders", "topic_posts", "topic_people", "topic_totals"];
  await runModels(engine, { ...options, source, topics, only: marts });
  const rows = new Map<string, readonly EngineRow[]>();
  for (const mart of marts) rows.set(mart, await engine.rows(`SELECT * FROM ${mart} ORDER BY ALL`));
  return mart => rows.get(mart)!;
}
