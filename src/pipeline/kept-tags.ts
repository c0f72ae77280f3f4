import type { Engine, EngineRow } from "../engines/contract.ts";
import { termsOf } from "../topics/cooccurrence.ts";
import type { PostToTag, Tagger, TopicAssignment } from "../topics/tagger.ts";
import type { TopicKnowledge } from "./topic-knowledge.ts";

/** What a tagger says of a text before this lake's company is asked, and the terms in which company is looked for. */
export interface TextTags {
  readonly terms: readonly string[];
  readonly given: readonly TopicAssignment[];
}

/** Where tags of texts stay from run to run. A text is known by its content_key; what is kept is never wrong, only missing. */
export interface KeptTags {
  /** SELECT of content_key, terms and given of what was kept of this ontology and tagger, each key once; null for nothing. */
  select(engine: Engine, known: TopicKnowledge): Promise<string | null>;
  /** Keeps rows of `text_tags`: those that are new, or all where what is kept is scattered or mostly out of use. */
  keep(engine: Engine, counts: TagCounts): Promise<void>;
}

/** How many texts of a run were tagged and how many were known. */
export interface TagCounts {
  readonly taggedCount: number;
  readonly reusedCount: number;
}

/** Columns of the table `text_tags` with their portable SQL types. */
const TEXT_TAGS = {
  content_index: "bigint",
  terms: "text",
  given: "text",
} as const;
/** Texts in memory at once. */
const CHUNK = 20_000;
/** Between terms; no term holds it. */
const BREAK = "\n";

type StoredAssignment = readonly [
  topicId: string,
  weight: number,
  evidence: readonly (readonly [kind: string, matched: string, weight: number])[],
];

/** Writes the table text_tags (content_index, content_key, terms, given, is_new), a row per text of int_topic_contents, from what
 *  `kept` holds and by tagging the rest, keeps it, and returns how many were which. */
export async function textTags(
  engine: Engine,
  known: TopicKnowledge,
  kept: KeptTags,
  toPost: (row: EngineRow) => PostToTag,
): Promise<TagCounts> {
  const select =
    (await kept.select(engine, known)) ??
    "SELECT CAST(0 AS BIGINT) AS content_key, '' AS terms, '' AS given WHERE false";
  const reusedCount = await engine.createTable(
    "text_tags",
    `SELECT contents.content_index, contents.content_key, kept.terms, kept.given, false AS is_new
     FROM int_topic_contents AS contents INNER JOIN (${select}) AS kept ON kept.content_key = contents.content_key`,
  );
  const untagged = await engine.createTable(
    "untagged_texts",
    `SELECT CAST(row_number() OVER (ORDER BY contents.content_index) - 1 AS BIGINT) AS place, contents.*
     FROM int_topic_contents AS contents
     LEFT JOIN text_tags AS known ON known.content_index = contents.content_index WHERE known.content_index IS NULL`,
  );
  for (let from = 0; from < untagged; from += CHUNK) {
    const rows = await engine.rows(
      `SELECT content_index, text, lang, tags, links FROM untagged_texts
       WHERE place >= ${from} AND place < ${from + CHUNK} ORDER BY place`,
    );
    await engine.createTableFromRows(
      "tagged_texts",
      TEXT_TAGS,
      rows.map(row => storedTags(row, known.tagger, toPost)),
    );
    await engine.run(
      `INSERT INTO text_tags SELECT texts.content_index, texts.content_key, tagged.terms, tagged.given, true
       FROM tagged_texts AS tagged INNER JOIN untagged_texts AS texts ON texts.content_index = tagged.content_index`,
    );
  }
  for (const table of ["tagged_texts", "untagged_texts"]) await engine.dropTable(table);
  const counts = { taggedCount: untagged, reusedCount };
  await kept.keep(engine, counts);
  return counts;
}

/** The tags of a row with the columns `terms` and `given`. */
export function readTextTags(row: EngineRow): TextTags {
  const [terms, given] = [String(row["terms"]), String(row["given"])];
  return {
    terms: terms === "" ? [] : terms.split(BREAK),
    given: given === "" ? [] : (JSON.parse(given) as StoredAssignment[]).map(toAssignment),
  };
}

function storedTags(row: EngineRow, tagger: Tagger, toPost: (row: EngineRow) => PostToTag): EngineRow {
  const post = toPost(row);
  const given = tagger
    .tag(post)
    .map(
      ({ topicId, weight, evidence }): StoredAssignment => [
        topicId,
        weight,
        evidence.map(cue => [cue.kind, cue.matched, cue.weight]),
      ],
    );
  return {
    content_index: row["content_index"]!,
    terms: termsOf(post).join(BREAK),
    given: given.length === 0 ? "" : JSON.stringify(given),
  };
}

function toAssignment([topicId, weight, evidence]: StoredAssignment): TopicAssignment {
  return {
    topicId,
    weight,
    evidence: evidence.map(([kind, matched, share]) => ({
      kind: kind as TopicAssignment["evidence"][number]["kind"],
      matched,
      weight: share,
    })),
  };
}
