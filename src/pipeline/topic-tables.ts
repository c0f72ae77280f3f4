import type { TopicChoice } from "../domain/topic-choice.ts";
import type { Engine } from "../engines/contract.ts";
import { ancestorIds, areaIds } from "../topics/ontology.ts";
import { TOPIC_RULES } from "../topics/person/topic-rules.ts";
import type { KeptTags } from "./kept-tags.ts";
import type { TopicKnowledge } from "./topic-knowledge.ts";

/** What a run needs to know about topics. */
export interface RunTopics {
  /** Asked only when there are words to tag, since reading an ontology takes a while. */
  readonly load: () => TopicKnowledge;
  readonly choices: readonly TopicChoice[];
  /** Tags of texts that were tagged before; without, every text is tagged. */
  readonly kept?: KeptTags;
}

/** Tables of topics that models read and no SQL file writes, with what each of them reads. */
export const TOPIC_TABLES: Readonly<Record<string, readonly string[]>> = {
  content_topics: ["int_topic_contents"],
  topics: ["content_topics"],
  topic_ancestors: ["content_topics"],
  topic_rules: ["content_topics"],
  topic_choices: ["content_topics"],
  topic_evidence: ["content_topics"],
  topic_expertise: [
    "int_account_topics",
    "int_edges",
    "int_nodes",
    "int_topic_edges",
    "int_topic_interest",
    "int_topic_received",
  ],
};

/** Their columns with portable SQL types. */
export const TOPIC_COLUMNS = {
  topics: {
    topic_index: "bigint",
    topic_id: "text",
    slug: "text",
    name: "text",
    level: "text",
    area_ids: "text",
    is_sensitive: "boolean",
  },
  topic_ancestors: { topic_index: "bigint", ancestor_index: "bigint" },
  topic_rules: Object.fromEntries(Object.keys(TOPIC_RULES).map(name => [name, "bigint"])),
  topic_choices: { network: "text", account_id: "text", topic_index: "bigint", choice: "text" },
  content_topics: {
    content_index: "bigint",
    topic_index: "bigint",
    weight: "bigint",
    evidence_index: "bigint",
  },
  topic_evidence: { evidence_index: "bigint", evidence: "text" },
  topic_expertise: {
    topic_index: "bigint",
    node_index: "bigint",
    passed_standing: "double",
    insiders_share: "double",
    latent: "double",
    variance: "double",
    score: "double",
    low: "double",
    high: "double",
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Creates `topics`, `topic_ancestors`, `topic_rules` and `topic_choices`; the first two and the last are empty when
 *  the run knows no topics. Choices about topics that the ontology does not know are left out. */
export async function createTopicSeeds(
  engine: Engine,
  topics: (TopicKnowledge & Pick<RunTopics, "choices">) | null,
): Promise<void> {
  const known = topics === null ? [] : [...topics.ontology.topics.values()];
  const indexOf = new Map(known.map(({ id }, index) => [id, index]));
  const isSensitive = new Map(
    known.map(({ id, isSensitive: own }) => [
      id,
      own || ancestorIds(topics!.ontology, id).some(above => topics!.ontology.topics.get(above)?.isSensitive),
    ]),
  );
  await engine.createTableFromRows(
    "topics",
    TOPIC_COLUMNS.topics,
    known.map(({ id, slug, name, level }, topic_index) => ({
      ...{ topic_index, topic_id: id, slug, name, level },
      area_ids: areaIds(topics!.ontology, id).join(" "),
      is_sensitive: isSensitive.get(id) === true,
    })),
  );
  // What is said about a sensitive topic says nothing about the plain ones above it, or it would show through them.
  const ancestors = known.flatMap(({ id }, topic_index) =>
    [id, ...ancestorIds(topics!.ontology, id)]
      .filter(above => above === id || isSensitive.get(above) === isSensitive.get(id))
      .map(above => ({ topic_index, ancestor_index: indexOf.get(above)! })),
  );
  await engine.createTableFromRows("topic_ancestors", TOPIC_COLUMNS.topic_ancestors, ancestors);
  await engine.createTableFromRows("topic_rules", TOPIC_COLUMNS.topic_rules, [TOPIC_RULES]);
  await engine.createTableFromRows(
    "topic_choices",
    TOPIC_COLUMNS.topic_choices,
    (topics?.choices ?? []).flatMap(({ network, accountId, topicId, choice }) => {
      const topic_index = indexOf.get(topicId);
      return topic_index === undefined ? [] : [{ network, account_id: accountId, topic_index, choice }];
    }),
  );
}
