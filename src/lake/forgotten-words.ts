/** What stands where a name of a forgotten account stood. */
export const BLANK = "[forgotten]";

/** Handles shorter than this are words of many languages: they are blanked only right after @ or /. */
const SHORTEST_WORD = 4;
/** An id of digits alone is blanked inside text from this length on; shorter ones are everyday numbers. */
const SHORTEST_NUMBER = 8;

const OUTSIDE = String.raw`[^\p{L}\p{N}_]`;

/** Words of forgotten accounts on one network. */
export interface ForgottenWords {
  /** Permanent ids, as written. */
  readonly accountIds: ReadonlySet<string>;
  /** In lower case, without @. */
  readonly handles: ReadonlySet<string>;
}

/** Regular expressions (in the syntax RE2 and JavaScript share, to be matched without case); group 1 and 2 are the
 *  characters around the word. Null when there is no such word. */
export interface WordPatterns {
  /** Words that may stand anywhere. */
  readonly anywhere: string | null;
  /** Short handles, after @ or /. */
  readonly afterMark: string | null;
  /** Ids that cannot be mistaken for anything else, wherever they stand. */
  readonly structuredIds: string | null;
}

/** The patterns that find `words` inside text. */
export function patternsOf({ accountIds, handles }: ForgottenWords): WordPatterns {
  const structured = [...accountIds].filter(isStructured);
  const numbers = [...accountIds].filter(id => /^\d+$/.test(id) && id.length >= SHORTEST_NUMBER);
  const long = [...handles].filter(handle => handle.length >= SHORTEST_WORD);
  const short = [...handles].filter(handle => handle.length < SHORTEST_WORD);
  return {
    anywhere: pattern(`(^|${OUTSIDE})@?`, [...structured, ...numbers, ...long]),
    afterMark: pattern("([@/])", short),
    structuredIds: pattern(`(^|${OUTSIDE})`, structured),
  };
}

/** Whether an id names one account even inside another id or address: a DID, a URI, a long hex key. */
function isStructured(id: string): boolean {
  return id.length >= 8 && /\D/.test(id);
}

function pattern(start: string, words: readonly string[]): string | null {
  const escaped = words
    .map(word => word.replace(/\/+$/, ""))
    .filter(word => word !== "")
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .map(word => word.replace(/[\^$\\.*+?()[\]{}|/]/g, "\\$&"));
  return escaped.length === 0 ? null : `${start}(?:${escaped.join("|")})($|${OUTSIDE})`;
}

/** `text` with every word of `patterns` replaced by BLANK. */
export function blankText(text: string, { anywhere, afterMark }: WordPatterns): string {
  let blanked = text;
  for (const source of [anywhere, afterMark]) {
    if (source === null) continue;
    const regex = new RegExp(source, "giu");
    // Twice, since neighbours share the character between them.
    for (let pass = 0; pass < 2; pass++) blanked = blanked.replace(regex, `$1${BLANK}$2`);
  }
  return blanked;
}

/** Character classes whose maximal runs are looked at as possible handles and ids. */
export const WORD_RUNS = [
  String.raw`[\p{L}\p{N}_]+`,
  String.raw`[\p{L}\p{N}_.\-]+`,
  String.raw`[\p{L}\p{N}_.:@\-]+`,
  String.raw`[\p{L}\p{N}_.:@/~%\-]+`,
] as const;

/** Punctuation that does not belong to a word at its ends. */
export const WORD_EDGES = ".:@/~%-";

const EDGES = /^[.:@/~%-]+|[.:@/~%-]+$/g;

/** Every run of characters in `text` that could be a handle or id, paths also cut at each slash. */
export function candidateWords(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const run of WORD_RUNS)
    for (const [match] of text.matchAll(new RegExp(run, "gu"))) {
      const parts = match.split("/");
      for (let end = 1; end <= parts.length; end++)
        words.add(parts.slice(0, end).join("/").replace(EDGES, ""));
    }
  words.delete("");
  return words;
}
