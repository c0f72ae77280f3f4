import { noProgress, type Progress } from "../domain/progress.ts";
import type { Engine, EngineRow } from "../engines/contract.ts";
import { companyByTerm, cooccurrenceId, joinCompany, termsOf } from "../topics/cooccurrence.ts";
import { TOPIC_UNIT } from "../topics/person/topic-rules.ts";
import type { PostToTag, TopicAssignment } from "../topics/tagger.ts";
import { readTextTags, type TagCounts, textTags } from "./kept-tags.ts";
import { learnCompany, type TaggedTexts } from "./learn-company.ts";
import { NumberColumn } from "./number-column.ts";
import type { TopicKnowledge } from "./topic-knowledge.ts";
import { createTopicSeeds, type RunTopics, TOPIC_COLUMNS } from "./topic-tables.ts";

/** Texts in memory at once. */
const CHUNK = 20_000;
/** Cues of an assignment that are kept; the strongest say why. */
const EVIDENCE_KEPT = 3;

/** How the tagging of a run ended. */
export interface TopicTagOutcome {
  /** Null when there was nothing to tag. */
  readonly tagger: string | null;
  /** Different texts that were tagged: the same words by many are tagged once. */
  readonly textsCount: number;
  /** Those of them whose tags were known from an earlier run. */
  readonly reusedTextsCount: number;
  readonly assignmentsCount: number;
  /** Terms that were learnt to speak for a topic, since they keep its company in this lake. */
  readonly learntTermsCount: number;
}

/** Writes what is known of topics (`createTopicSeeds`), content_topics (topics of each text of int_topic_contents) and
 *  topic_evidence (why, each wording once), and returns how it went. Without topics or texts all are empty. */
export async function topicTagStep(
  engine: Engine,
  topics: RunTopics | null,
  progress: Progress = noProgress,
): Promise<TopicTagOutcome> {
  const contents = new NumberColumn();
  const topicIndices = new NumberColumn();
  const weights = new NumberColumn();
  const evidences = new NumberColumn();
  const evidenceIndex = new Map<string, number>();
  const textsCount = topics === null ? 0 : await countOf(engine);
  const known = textsCount === 0 ? null : topics!.load();
  await createTopicSeeds(engine, known === null ? null : { ...known, choices: topics!.choices });
  const texts = known === null ? null : await taggedTexts(engine, known, topics!);
  const company = texts === null ? [] : await learnCompany(engine, texts);
  const byTerm = companyByTerm(company);
  const indexOf = new Map([...(known?.ontology.topics.keys() ?? [])].map((id, index) => [id, index]));
  for (let from = 0; from < textsCount; from += CHUNK) {
    const rows = await engine.rows(
      `SELECT ${texts!.columns.join(", ")} FROM ${texts!.table}
       WHERE content_index >= ${from} AND content_index < ${from + CHUNK} ORDER BY content_index`,
    );
    for (const [offset, row] of rows.entries()) {
      const tags = texts!.tagsOf(row);
      for (const assignment of byTerm.size === 0 ? tags.given : joinCompany(tags.given, tags.terms, byTerm)) {
        const index = indexOf.get(assignment.topicId);
        const weight = Math.round(Math.min(1, assignment.weight) * TOPIC_UNIT);
        if (index === undefined || weight <= 0) continue;
        const evidence = evidenceText(assignment);
        const why = evidenceIndex.get(evidence) ?? evidenceIndex.size;
        evidenceIndex.set(evidence, why);
        contents.push(from + offset);
        topicIndices.push(index);
        weights.push(weight);
        evidences.push(why);
      }
    }
    const done = Math.min(textsCount, from + CHUNK);
    progress({ step: "tag texts", done, total: textsCount, unit: "texts", isLast: done === textsCount });
  }
  await engine.createTableFromColumns("content_topics", {
    content_index: contents.values(),
    topic_index: topicIndices.values(),
    weight: weights.values(),
    evidence_index: evidences.values(),
  });
  if (texts?.counts) await engine.dropTable(texts.table);
  const evidenceRows = [...evidenceIndex].map(([evidence, evidence_index]) => ({ evidence_index, evidence }));
  await engine.createTableFromRows("topic_evidence", TOPIC_COLUMNS.topic_evidence, evidenceRows);
  return {
    tagger: known === null ? null : company.length === 0 ? known.tagger.id : cooccurrenceId(known.tagger),
    textsCount,
    reusedTextsCount: texts?.counts?.reusedCount ?? 0,
    assignmentsCount: contents.length,
    learntTermsCount: new Set(company.map(({ term }) => term)).size,
  };
}

/** The texts of a run, tagged as they are read, or by what was kept. */
async function taggedTexts(
  engine: Engine,
  known: TopicKnowledge,
  { kept }: RunTopics,
): Promise<TaggedTexts & { readonly counts: TagCounts | null }> {
  if (kept === undefined) {
    const tagsOf = (row: EngineRow) => {
      const post = toPost(row);
      return {
        get terms() {
          return termsOf(post);
        },
        given: known.tagger.tag(post),
      };
    };
    const columns = ["text", "lang", "tags", "links"];
    return { table: "int_topic_contents", columns, tagsOf, counts: null };
  }
  const counts = await textTags(engine, known, kept, toPost);
  return { table: "text_tags", columns: ["terms", "given"], tagsOf: readTextTags, counts };
}

async function countOf(engine: Engine): Promise<number> {
  const [row] = await engine.rows("SELECT count(*) AS texts_count FROM int_topic_contents");
  return Number(row?.["texts_count"]);
}

function toPost(row: EngineRow): PostToTag {
  const words = (cell: unknown) => (cell === null || cell === "" ? [] : String(cell).split(" "));
  const text = (cell: unknown) => (cell === null ? null : String(cell));
  return {
    text: text(row["text"]),
    lang: text(row["lang"]),
    tags: words(row["tags"]),
    links: words(row["links"]),
  };
}

/** "hashtag television; phrase season finale": kinds and words of the strongest cues. */
function evidenceText({ evidence }: TopicAssignment): string {
  return evidence
    .slice(0, EVIDENCE_KEPT)
    .map(({ kind, matched }) => `${kind} ${matched}`)
    .join("; ");
}
