import { foldText } from "./fold-text.ts";
import { areaIds, type Ontology, type TopicCue } from "./ontology.ts";
import { foldTag, segmentsOf } from "./post-segments.ts";
import type { PostToTag, TopicEvidence } from "./tagger.ts";
import { tokensOf, unspacedScript } from "./tokens.ts";

/** A cue found in a post. */
export interface CueMatch {
  readonly topicId: string;
  /** Areas that this match speaks for, and whose ambiguous words it supports. */
  readonly areaIds: readonly string[];
  readonly kind: TopicEvidence["kind"];
  readonly matched: string;
  readonly cue: TopicCue;
}

/** Finds the cues of an ontology in posts. */
export interface CueIndex {
  /** Every match, ambiguous ones too; each (topic, matched words) once. */
  find(post: PostToTag, lang: string | null): readonly CueMatch[];
}

interface Entry {
  readonly topicId: string;
  readonly areaIds: readonly string[];
  readonly cue: TopicCue;
  /** Words in Latin letters are bound to their language; other scripts say it themselves. */
  readonly boundTo: string | null;
}

interface Node {
  readonly next: Map<number, Node>;
  readonly entries: Entry[];
}

/** Bounds the memory of the cache of words; more words than that are looked up anew. */
const CACHED_WORDS = 200_000;

/** An index over the cues of `ontology`: a trie over words, longest match first, a trailing `*` of a word standing
 *  for any ending. Time to find: linear in the post. */
export function indexCues(ontology: Ontology): CueIndex {
  const keys = new Map<string, number>();
  const stems = new Map<string, number>();
  const root: Node = { next: new Map(), entries: [] };
  const hashtags = new Map<string, Entry[]>();
  const hosts = new Map<string, Entry[]>();
  for (const topic of ontology.topics.values()) {
    const areas = areaIds(ontology, topic.id);
    for (const cue of topic.cues) {
      const boundTo = cue.lang !== null && /[a-z]/.test(foldText(cue.text)) ? cue.lang : null;
      const entry: Entry = { topicId: topic.id, areaIds: areas, cue, boundTo };
      if (cue.kind === "host") append(hosts, cue.text, entry);
      else if (cue.kind === "hashtag") append(hashtags, foldTag(cue.text), entry);
      else addPhrase(entry);
    }
  }

  function addPhrase(entry: Entry): void {
    const { cue } = entry;
    const words = tokensOf(foldText(cue.text));
    if (words.length === 0) return;
    let node = root;
    words.forEach((word, at) => {
      const isStem = cue.isStem && at === words.length - 1;
      const table = isStem ? stems : keys;
      let key = table.get(word);
      if (key === undefined) {
        key = keys.size + stems.size + 1;
        table.set(word, key);
      }
      let next = node.next.get(key);
      if (next === undefined) {
        next = { next: new Map(), entries: [] };
        node.next.set(key, next);
      }
      node = next;
    });
    node.entries.push(entry);
    const joined = words.join("");
    if (!cue.isStem && !cue.isAmbiguous && !cue.isWeak && words.length > 1 && joined.length > 4)
      append(hashtags, joined, entry);
  }

  const longestStem = Math.max(0, ...[...stems.keys()].map(stem => stem.length));
  const cache = new Map<string, readonly number[]>();
  function keysOf(word: string): readonly number[] {
    const cached = cache.get(word);
    if (cached !== undefined) return cached;
    const found: number[] = [];
    const own = keys.get(word);
    if (own !== undefined) found.push(own);
    for (let length = Math.min(word.length, longestStem); length > 0; length--) {
      const stem = stems.get(word.slice(0, length));
      if (stem !== undefined) found.push(stem);
    }
    if (cache.size < CACHED_WORDS) cache.set(word, found);
    return found;
  }

  /** Words of the longest phrase from `at` and what it speaks for; 0 where none starts there. */
  function longestFrom(tokens: readonly string[], at: number, lang: string | null, into: Entry[]): number {
    let longest = 0;
    let nodes: Node[] = [root];
    for (let depth = 0; nodes.length > 0 && at + depth < tokens.length; depth++) {
      const wordKeys = keysOf(tokens[at + depth] as string);
      if (wordKeys.length === 0) break;
      const next: Node[] = [];
      for (const node of nodes)
        for (const key of wordKeys) {
          const child = node.next.get(key);
          if (child !== undefined) next.push(child);
        }
      let isNew = false;
      for (const node of next)
        for (const entry of node.entries) {
          if (!speaks(entry, lang) || !standsAlone(tokens, at, depth + 1)) continue;
          if (!isNew) into.length = 0;
          isNew = true;
          longest = depth + 1;
          into.push(entry);
        }
      nodes = next;
    }
    return longest;
  }

  function find(post: PostToTag, lang: string | null): readonly CueMatch[] {
    const matches = new Map<string, CueMatch>();
    const add = (entry: Entry, kind: CueMatch["kind"], matched: string) => {
      const id = `${entry.topicId}\n${matched}`;
      const before = matches.get(id);
      if (before !== undefined && strengthOf(before.cue) >= strengthOf(entry.cue)) return;
      matches.set(id, { topicId: entry.topicId, areaIds: entry.areaIds, kind, matched, cue: entry.cue });
    };
    const { segments, hosts: seenHosts } = segmentsOf(post);
    const entries: Entry[] = [];
    for (const { tokens, hashtag } of segments) {
      const whole = hashtag === null ? undefined : hashtags.get(hashtag);
      if (whole !== undefined) {
        for (const entry of whole) add(entry, "hashtag", `#${hashtag}`);
        continue;
      }
      for (let at = 0; at < tokens.length; ) {
        const length = longestFrom(tokens, at, hashtag === null ? lang : null, entries);
        for (const entry of length > 0 ? entries : [])
          add(
            entry,
            hashtag === null ? entry.cue.kind : "hashtag",
            hashtag === null ? join(tokens, at, length) : `#${hashtag}`,
          );
        at += Math.max(1, length);
      }
    }
    for (const host of seenHosts)
      for (let rest = host; rest.includes("."); rest = rest.slice(rest.indexOf(".") + 1))
        for (const entry of hosts.get(rest) ?? []) add(entry, "host", host);
    return [...matches.values()];
  }
  return { find };
}

/** Orders cues of one match: the surest speaks. */
function strengthOf(cue: TopicCue): number {
  return cue.isWeak ? 0 : cue.isAmbiguous ? 1 : 2;
}

/** Whether a cue may be read in a post of language `lang`: in its own, in an unknown one, and clear English words in
 *  any, since they are borrowed everywhere. */
function speaks(entry: Entry, lang: string | null): boolean {
  if (entry.boundTo === null || lang === null || entry.boundTo === lang) return true;
  const { cue } = entry;
  return entry.boundTo === "en" && !cue.isWeak && !cue.isAmbiguous && !cue.isStem && cue.text.length >= 5;
}

/** Whether a match in an unspaced script is a word and not part of a longer one: one Han character alone, kana of up
 *  to three not inside a run of the same kana. */
function standsAlone(tokens: readonly string[], at: number, length: number): boolean {
  const script = unspacedScript(tokens[at] as string);
  if (script === null || script === "other" || length > 3) return true;
  for (let i = at; i < at + length; i++) if (unspacedScript(tokens[i] as string) !== script) return true;
  if (script === "han" && length > 1) return true;
  const before = at > 0 && unspacedScript(tokens[at - 1] as string) === script;
  const after = at + length < tokens.length && unspacedScript(tokens[at + length] as string) === script;
  return script === "hiragana" ? length > 2 || !before : !before && !after;
}

function join(tokens: readonly string[], at: number, length: number): string {
  const words = tokens.slice(at, at + length);
  return words.join(words.every(word => unspacedScript(word) !== null) ? "" : " ");
}

function append(table: Map<string, Entry[]>, key: string, entry: Entry): void {
  const found = table.get(key);
  if (found === undefined) table.set(key, [entry]);
  else found.push(entry);
}
