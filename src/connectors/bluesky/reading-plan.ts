import type { TableRow } from "../contract.ts";
import { mostActive } from "../reading/people-seen.ts";
import { type SpanOrigin, spanRows } from "../reading/spans.ts";
import { type ActStep, LISTED_KINDS, type ListedKind, type ReadingState } from "./reading-state.ts";

/** Of every observation of this reading. */
export function originOf({ did }: ReadingState): SpanOrigin {
  return { network: "bluesky", accountId: did, source: "bluesky" };
}

/** Requests for one account in all, however large it is: 60 answer within ten seconds. */
export const MOST_REQUESTS = 60;
/** Of these for its posts: 2,200 posts, reposts and replies. */
export const MOST_FEED_REQUESTS = 22;
/** Of these for the profiles of those who acted. */
export const MOST_PEOPLE_REQUESTS = 12;
/** Requests on the way at once. */
export const REQUESTS_AT_ONCE = 4;
/** The most that one answer lists. */
export const PAGE_SIZE = 100;
export const PEOPLE_PER_REQUEST = 25;
/** More lists than can ever be asked for are not remembered. */
const MOST_CANDIDATES = 64;

/** What knowing one actor of a kind tells, as the first scoring model weighs the kinds. */
const WORTH: Readonly<Record<ListedKind, number>> = { like: 1, reply: 3, repost: 4, quote: 5 };

/** Counts of one post of the account. */
export interface CountedPost {
  readonly uri: string;
  readonly postedAt: string;
  readonly counts: Readonly<Record<ListedKind, number | null>>;
}

/** `state` with the lists of those who acted on `posts` among its candidates. */
export function withPosts(state: ReadingState, posts: readonly CountedPost[]): ReadingState {
  const added = posts.flatMap(({ uri, postedAt, counts }) =>
    LISTED_KINDS.flatMap((ask): readonly ActStep[] =>
      (counts[ask] ?? 0) > 0 ? [{ ask, uri, postedAt, leftCount: counts[ask]!, cursor: null }] : [],
    ),
  );
  return withCandidates(state, [...state.candidates, ...added]);
}

/** `state` with the rest of a list among its candidates. */
export function withRest(state: ReadingState, rest: ActStep): ReadingState {
  return withCandidates(state, [...state.candidates, rest]);
}

/** `state` moved on to where the next request is known, or to its end, and the spans that this completes. */
export function settle(state: ReadingState): {
  readonly state: ReadingState;
  readonly spans: readonly TableRow[];
} {
  if (state.stage === "feed" || state.queue.length > 0 || state.stage === "finished")
    return { state, spans: [] };
  if (state.stage === "people") return { state: { ...state, stage: "finished" }, spans: [] };
  const allowed = MOST_REQUESTS - MOST_PEOPLE_REQUESTS - state.requestCount;
  const chosen = state.candidates.slice(0, Math.max(0, Math.min(REQUESTS_AT_ONCE, allowed)));
  if (chosen.length > 0)
    return {
      state: { ...state, queue: chosen, candidates: state.candidates.slice(chosen.length) },
      spans: [],
    };
  const leftOut = state.candidates.map(({ ask }) => ask);
  const sampledKinds = LISTED_KINDS.filter(
    kind => state.sampledKinds.includes(kind) || leftOut.includes(kind),
  );
  const queue = peopleSteps(state);
  return {
    state: {
      ...state,
      stage: queue.length > 0 ? "people" : "finished",
      queue,
      candidates: [],
      sampledKinds,
      people: {},
    },
    spans: actSpans({ ...state, sampledKinds }),
  };
}

/** The spans of what the feed gave: posts and their counts. */
export function feedSpans(state: ReadingState): readonly TableRow[] {
  const span = { from: state.from, to: state.observedAt, isComplete: true };
  return [
    ...spanRows(originOf(state), { ...span, table: "posts", kind: "*" }),
    ...LISTED_KINDS.flatMap(kind => spanRows(originOf(state), { ...span, table: "post_stats", kind })),
  ];
}

function actSpans(state: ReadingState): readonly TableRow[] {
  const { from, observedAt: to, sampledKinds } = state;
  return LISTED_KINDS.flatMap(kind =>
    spanRows(originOf(state), {
      ...{ table: "interactions", kind, from, to },
      isComplete: !sampledKinds.includes(kind),
    }),
  );
}

function withCandidates(state: ReadingState, candidates: readonly ActStep[]): ReadingState {
  const sorted = [...candidates].sort(
    (a, b) => worthOf(b) - worthOf(a) || compareText(a.uri, b.uri) || compareText(a.ask, b.ask),
  );
  const forgotten = sorted.slice(MOST_CANDIDATES).map(({ ask }) => ask);
  return {
    ...state,
    candidates: sorted.slice(0, MOST_CANDIDATES),
    sampledKinds: LISTED_KINDS.filter(kind => state.sampledKinds.includes(kind) || forgotten.includes(kind)),
  };
}

/** What the next page of a list tells at most. */
function worthOf({ ask, leftCount }: ActStep): number {
  return WORTH[ask] * Math.min(PAGE_SIZE, leftCount);
}

/** Those who acted most come first. */
function peopleSteps({ people, did }: ReadingState): ReadingState["queue"] {
  const dids = mostActive(people, MOST_PEOPLE_REQUESTS * PEOPLE_PER_REQUEST, did);
  const stepCount = Math.ceil(dids.length / PEOPLE_PER_REQUEST);
  return Array.from({ length: stepCount }, (_, at) => ({
    ask: "people" as const,
    dids: dids.slice(at * PEOPLE_PER_REQUEST, (at + 1) * PEOPLE_PER_REQUEST),
  }));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
