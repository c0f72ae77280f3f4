import { sqlLiteral } from "../lib/sql-text.ts";
import { BLANK, WORD_EDGES, WORD_RUNS, type WordPatterns } from "./forgotten-words.ts";

/** SQL list of the words in text `expression` that could be a handle or id; the SQL twin of candidateWords. */
export function wordsOf(expression: string): string {
  const runs = WORD_RUNS.map(run => `regexp_extract_all(${expression}, ${sqlLiteral(run)})`);
  const cut =
    "lambda w: list_transform(range(1, len(string_split(w, '/')) + 1), lambda i: array_to_string(list_slice(string_split(w, '/'), 1, i), '/'))";
  const words = `flatten(list_transform(flatten([${runs.join(", ")}]), ${cut}))`;
  return `list_distinct(list_transform(${words}, lambda w: trim(w, ${sqlLiteral(WORD_EDGES)})))`;
}

/** SQL of `expression` (text) with every word of `patterns` replaced; the SQL twin of blankText. */
export function blankWords(expression: string, { anywhere, afterMark }: WordPatterns): string {
  let blanked = expression;
  for (const source of [anywhere, afterMark]) {
    if (source === null) continue;
    const replacement = sqlLiteral(String.raw`\1${BLANK}\2`);
    // Twice, since neighbours share the character between them.
    for (let pass = 0; pass < 2; pass++)
      blanked = `regexp_replace(${blanked}, ${sqlLiteral(`(?i)${source}`)}, ${replacement}, 'g')`;
  }
  return blanked;
}

/** SQL of a list of texts with every word of `patterns` replaced in each. */
export function blankWordsInList(expression: string, patterns: WordPatterns): string {
  return `list_transform(${expression}, lambda w: ${blankWords("w", patterns)})`;
}

/** SQL of a list without the texts in `words`. */
export function listWithout(expression: string, words: readonly string[]): string {
  return `list_filter(${expression}, lambda w: w NOT IN (${words.map(sqlLiteral).join(", ")}))`;
}

/** SQL: whether text `expression` matches `source` somewhere, without case; null for null. */
export function matches(expression: string, source: string): string {
  return `regexp_matches(${expression}, ${sqlLiteral(`(?i)${source}`)})`;
}
