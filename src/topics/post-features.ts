import type { CueIndex, CueMatch } from "./cue-index.ts";
import { segmentsOf } from "./post-segments.ts";
import type { PostToTag } from "./tagger.ts";
import { unspacedScript } from "./tokens.ts";

/** Buckets of hashed words and letter groups; a power of two. */
export const HASH_BUCKETS = 1 << 15;

/** What a fitted tagger sees of a post: a sparse vector, cue figures first, then hashed words. */
export interface PostFeatures {
  readonly indices: Int32Array;
  readonly values: Float32Array;
  /** The cues found, ambiguous ones without support included. */
  readonly matches: readonly CueMatch[];
}

/** Figures that say nothing about words of any language, in their order after the areas' figures. */
const SHAPES = 7;

/** Length of the vectors of `postFeatures` for an ontology of `areaCount` areas. */
export function featureCount(areaCount: number): number {
  return areaCount * 3 + SHAPES + HASH_BUCKETS;
}

/** The features of `post`: for each area how many clear, ambiguous and weak words of it there are (log1p), the shape of the
 *  post (length, link, hashtag, question, exclamation, handle, and a constant), then words and groups of 3 to 5
 *  letters hashed with a sign, together of length `hashScale`. Only the hashed part is bound to languages seen in
 *  fitting. */
export function postFeatures(
  post: PostToTag,
  lang: string | null,
  index: CueIndex,
  areaIds: readonly string[],
  hashScale: number,
): PostFeatures {
  const matches = index.find(post, lang);
  const counts = [
    new Map<string, Set<string>>(),
    new Map<string, Set<string>>(),
    new Map<string, Set<string>>(),
  ];
  for (const { areaIds: areas, matched, cue } of matches) {
    const table = counts[cue.isWeak ? 2 : cue.isAmbiguous ? 1 : 0]!;
    for (const area of areas) {
      const words = table.get(area);
      if (words === undefined) table.set(area, new Set([matched]));
      else words.add(matched);
    }
  }
  const indices: number[] = [];
  const values: number[] = [];
  const add = (at: number, value: number) => {
    if (value === 0) return;
    indices.push(at);
    values.push(value);
  };
  const scales = [1.2, 0.6, 0.6];
  counts.forEach((table, kind) => {
    areaIds.forEach((area, at) => {
      add(kind * areaIds.length + at, Math.log1p(table.get(area)?.size ?? 0) * scales[kind]!);
    });
  });
  const text = post.text ?? "";
  const shape = areaIds.length * 3;
  const { segments } = segmentsOf(post);
  const wordCount = segments[0]?.tokens.length ?? 0;
  const shapes = [
    Math.log1p(wordCount) / 4,
    /https?:|\{URL\}/.test(text) || post.links.length > 0 ? 0.5 : 0,
    segments.length > 1 ? 0.5 : 0,
    /[?？;]/.test(text) ? 0.5 : 0,
    /[!！]/.test(text) ? 0.5 : 0,
    text.includes("@") ? 0.5 : 0,
    1,
  ];
  shapes.forEach((value, at) => {
    add(shape + at, value);
  });
  if (hashScale > 0) {
    const hashed = hashedWords(segments.flatMap(segment => segment.tokens));
    let norm = 0;
    for (const value of hashed.values) norm += value * value;
    const factor = hashScale / Math.sqrt(norm || 1);
    hashed.buckets.forEach((bucket, at) => {
      add(shape + SHAPES + bucket, hashed.values[at]! * factor);
    });
  }
  return { indices: Int32Array.from(indices), values: Float32Array.from(values), matches };
}

/** Signed counts by bucket of words, and of groups of letters inside them; of unspaced scripts one to three in a row.
 *  Buckets in the order in which they were first met. */
function hashedWords(tokens: readonly string[]): {
  readonly buckets: readonly number[];
  readonly values: readonly number[];
} {
  const buckets: number[] = [];
  const values: number[] = [];
  const add = (state: number, weight: number) => {
    const hash = (state ^ (state >>> 15)) >>> 0;
    const bucket = (hash >>> 1) & (HASH_BUCKETS - 1);
    const signed = hash & 1 ? weight : -weight;
    const place = PLACES[bucket]!;
    if (place > 0) values[place - 1]! += signed;
    else {
      buckets.push(bucket);
      values.push(signed);
      PLACES[bucket] = buckets.length;
    }
  };
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    add(fnv1a(token), 1);
    if (unspacedScript(token) !== null) {
      add(fnv1a(tokens.slice(at, at + 2).join("")), 1);
      add(fnv1a(tokens.slice(at, at + 3).join("")), 1);
      continue;
    }
    const padded = ` ${token} `;
    for (let from = 0; from + 3 <= padded.length; from++) {
      let state = FNV_START;
      const end = Math.min(from + 5, padded.length);
      for (let to = from; to < end; to++) {
        state = Math.imul(state ^ padded.charCodeAt(to), FNV_PRIME);
        if (to >= from + 2) add(state, 0.4);
      }
    }
  }
  for (const bucket of buckets) PLACES[bucket] = 0;
  return { buckets, values };
}

/** Where a bucket stands in the list of the post at hand, from 1; all 0 between posts. A table is three times as fast
 *  here as a map for each post. */
const PLACES = new Int32Array(HASH_BUCKETS);

const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** 32-bit FNV-1a over the UTF-16 units of `text`. Source: Fowler, Noll and Vo. */
function fnv1a(text: string): number {
  let state = FNV_START;
  for (let at = 0; at < text.length; at++) state = Math.imul(state ^ text.charCodeAt(at), FNV_PRIME);
  return state;
}
