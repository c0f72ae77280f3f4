import type { Engine, EngineRow } from "../engines/contract.ts";
import { type CooccurrenceRow, learnCooccurrence, type PairCount, SUPPORT } from "../topics/cooccurrence.ts";
import type { TextTags } from "./kept-tags.ts";

/** Wordings that are learnt from: numbered by a hash of their words, so the first ones are drawn at random. */
const LEARNT_FROM = 50_000;
/** An assignment below it is too unsure to learn from. */
const SURE_WEIGHT = 0.5;

/** Texts with what a tagger says of them. */
export interface TaggedTexts {
  /** A table with a row per text, by content_index. */
  readonly table: string;
  /** Its columns that `tagsOf` reads. */
  readonly columns: readonly string[];
  readonly tagsOf: (row: EngineRow) => TextTags;
}

/** Which terms keep a topic's company in this lake, by term, then topic id; empty for a lake that is too small to tell.
 *  Learnt from what the tagger is sure of, never from company itself. Bios teach nothing. */
export async function learnCompany(
  engine: Engine,
  { table, columns, tagsOf }: TaggedTexts,
): Promise<readonly CooccurrenceRow[]> {
  const rows = await engine.rows(
    `SELECT contents.content_index, ${columns.map(column => `contents.${column}`).join(", ")},
       CAST(min(texts.account_key) AS string) AS author_key
     FROM ${table} AS contents
     INNER JOIN stg_topic_texts AS texts ON texts.content_key = contents.content_key
     WHERE contents.content_index < ${LEARNT_FROM} AND texts.kind = 'post'
     GROUP BY contents.content_index, ${columns.map(column => `contents.${column}`).join(", ")}
     ORDER BY contents.content_index`,
  );
  if (rows.length < SUPPORT.posts) return [];
  const termPosts = new Map<string, number>();
  const topicPosts = new Map<string, number>();
  const pairs = new Map<string, PairCount & { readonly by: Set<string> }>();
  for (const row of rows) {
    const { terms, given } = tagsOf(row);
    for (const term of terms) termPosts.set(term, (termPosts.get(term) ?? 0) + 1);
    for (const { topicId, weight } of given) {
      if (weight < SURE_WEIGHT) continue;
      topicPosts.set(topicId, (topicPosts.get(topicId) ?? 0) + 1);
      for (const term of terms) countPair(pairs, term, topicId, String(row["author_key"]));
    }
  }
  return learnCooccurrence({ posts: rows.length, termPosts, topicPosts, pairs: [...pairs.values()] });
}

function countPair(
  pairs: Map<string, PairCount & { readonly by: Set<string> }>,
  term: string,
  topicId: string,
  author: string,
): void {
  const key = `${term}\n${topicId}`;
  const known = pairs.get(key);
  const by = (known?.by ?? new Set()).add(author);
  pairs.set(key, { term, topicId, posts: (known?.posts ?? 0) + 1, authors: by.size, by });
}
