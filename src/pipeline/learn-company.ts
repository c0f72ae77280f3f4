import type { Engine, EngineRow } from "../engines/contract.ts";
import {
  type CooccurrenceRow,
  learnCooccurrence,
  type PairCount,
  SUPPORT,
  termsOf,
} from "../topics/cooccurrence.ts";
import type { PostToTag, Tagger } from "../topics/tagger.ts";

/** Wordings that are learnt from: numbered by a hash of their words, so the first ones are drawn at random. */
const LEARNT_FROM = 50_000;
/** An assignment below it is too unsure to learn from. */
const SURE_WEIGHT = 0.5;

/** Which terms keep a topic's company in this lake, by term, then topic id; empty for a lake that is too small to tell.
 *  Learnt from what `tagger` is sure of, never from company itself. Bios teach nothing. */
export async function learnCompany(
  engine: Engine,
  tagger: Tagger,
  toPost: (row: EngineRow) => PostToTag,
): Promise<readonly CooccurrenceRow[]> {
  const rows = await engine.rows(
    `SELECT contents.content_index, contents.text, contents.lang, contents.tags, contents.links,
       CAST(min(texts.account_key) AS string) AS author_key
     FROM int_topic_contents AS contents
     INNER JOIN stg_topic_texts AS texts ON texts.content_key = contents.content_key
     WHERE contents.content_index < ${LEARNT_FROM} AND texts.kind = 'post'
     GROUP BY contents.content_index, contents.text, contents.lang, contents.tags, contents.links
     ORDER BY contents.content_index`,
  );
  if (rows.length < SUPPORT.posts) return [];
  const termPosts = new Map<string, number>();
  const topicPosts = new Map<string, number>();
  const pairs = new Map<string, PairCount & { readonly by: Set<string> }>();
  for (const row of rows) {
    const post = toPost(row);
    const terms = termsOf(post);
    for (const term of terms) termPosts.set(term, (termPosts.get(term) ?? 0) + 1);
    for (const { topicId, weight } of tagger.tag(post)) {
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
