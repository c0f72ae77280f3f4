import type { TableRow } from "../contract.ts";
import { countsOfDayRows, type Span, type SpanOrigin, spanRows } from "../reading/spans.ts";
import type { WireStatus } from "./wire.ts";

/** A post whose reactions are still to be read. */
export interface OpenPost {
  /** The server's own number. */
  readonly id: string;
  readonly uri: string;
  /** UTC ISO. */
  readonly at: string;
  readonly likes: number;
  readonly reposts: number;
  readonly replies: number;
}

/** Everything that the rest of a reading rests on; the cursor is its JSON. */
export interface ReadingState {
  readonly origin: string;
  readonly domain: string;
  readonly isMastodon: boolean;
  /** UTC ISO of the beginning: every row of the reading is dated by it. */
  readonly observedAt: string;
  readonly localId: string;
  readonly accountId: string;
  /** The server is the account's own and runs Mastodon: it sees every public post and its reactions. */
  readonly isWhole: boolean;
  /** Address of the next statuses; null when the window has been read. */
  readonly next: string | null;
  readonly statusPages: number;
  /** Those that drew most first. */
  readonly open: readonly OpenPost[];
  readonly reactedPosts: number;
  /** So far every like and repost that was counted has its actor. */
  readonly hasEveryActor: boolean;
}

export type Step =
  | { readonly kind: "statuses" }
  | { readonly kind: "reactions"; readonly post: OpenPost }
  | null;

/** Posts that are kept open at once; those that drew least fall out. */
const MOST_OPEN = 60;
/** Pages of statuses before the first look at who reacted, and posts looked at before the rest of the statuses: with
 *  three requests a post, a budget of 60 requests shares itself between both. */
const FIRST_STATUS_PAGES = 10;
const FIRST_REACTED_POSTS = 14;
const MOST_REACTED_POSTS = 60;

/** What to read next; null when nothing is left. */
export function nextStep(state: ReadingState): Step {
  const post = state.reactedPosts < MOST_REACTED_POSTS ? state.open[0] : undefined;
  const isFirstRound = state.statusPages >= FIRST_STATUS_PAGES && state.reactedPosts < FIRST_REACTED_POSTS;
  if (state.next !== null && !(isFirstRound && post !== undefined)) return { kind: "statuses" };
  return post === undefined ? null : { kind: "reactions", post };
}

/** The state with the reactions to `statuses` still to be read. */
export function withOpen(state: ReadingState, statuses: readonly WireStatus[]): ReadingState {
  const found = statuses.map(
    (status): OpenPost => ({
      id: status.id,
      uri: status.uri,
      at: new Date(status.created_at).toISOString(),
      likes: Math.max(0, status.favourites_count ?? 0),
      reposts: Math.max(0, status.reblogs_count ?? 0),
      replies: Math.max(0, status.replies_count ?? 0),
    }),
  );
  const open = [...state.open, ...found.filter(post => drawn(post) > 0)].sort(
    (a, b) => drawn(b) - drawn(a) || (a.uri < b.uri ? -1 : 1),
  );
  const dropped = open.slice(MOST_OPEN).some(post => post.likes + post.reposts > 0);
  return { ...state, open: open.slice(0, MOST_OPEN), hasEveryActor: state.hasEveryActor && !dropped };
}

function drawn({ likes, reposts, replies }: OpenPost): number {
  return likes + 2 * reposts + replies;
}

/** That posts (without boosts) and their counts were read from `from` on. */
export function postSpans(state: ReadingState, from: string): readonly TableRow[] {
  return [
    ...spans(state, "posts", ["original", "reply", "quote"], from),
    ...spans(state, "post_stats", ["like", "repost", "reply"], from),
  ];
}

/** That who liked and reposted is known from `from` on; none while somebody is missing. */
export function actorSpans(state: ReadingState, from: string): readonly TableRow[] {
  const isKnown = state.isWhole && state.hasEveryActor && state.next === null && state.open.length === 0;
  return isKnown ? spans(state, "interactions", ["like", "repost"], from) : [];
}

/** That the profile's counts were seen on the day of the reading. */
export function profileSpans(state: ReadingState): readonly TableRow[] {
  return countsOfDayRows(originOf(state), state.observedAt, state.isWhole);
}

function spans(state: ReadingState, table: Span["table"], kinds: readonly string[], from: string) {
  const span = { table, from, to: state.observedAt, isComplete: state.isWhole };
  return kinds.flatMap(kind => spanRows(originOf(state), { ...span, kind }));
}

function originOf({ accountId }: ReadingState): SpanOrigin {
  return { network: "mastodon", accountId, source: "mastodon-api" };
}
