import type { RowOf } from "../../domain/interchange/schema.ts";
import type { NetworkName } from "../../domain/network.ts";
import type { TableRow } from "../contract.ts";
import { dayStart } from "./times.ts";

/** Whose rows a reading watches, and under which name. */
export interface SpanOrigin {
  readonly network: NetworkName;
  readonly accountId: string;
  /** The `source` of the observations: "bluesky", "x-archive". */
  readonly source: string;
}

/** One span in which rows of a kind were watched. */
export interface Span {
  readonly table: RowOf<"observations">["table"];
  readonly kind: string;
  /** UTC ISO. */
  readonly from: string;
  readonly to: string;
  readonly isComplete: boolean;
}

/** The row of a span; none for an empty one. */
export function spanRows({ network, accountId, source }: SpanOrigin, span: Span): readonly TableRow[] {
  const { table, kind, from, to, isComplete } = span;
  if (from >= to) return [];
  const row: RowOf<"observations"> = {
    ...{ network, scope: accountId, table, kind },
    ...{ from_at: from, to_at: to, is_complete: isComplete, source },
  };
  return [{ table: "observations", row }];
}

/** The span of an account's own counts: the day on which they were seen. */
export function countsOfDayRows(
  origin: SpanOrigin,
  observedAt: string,
  isComplete = true,
): readonly TableRow[] {
  const day = { from: dayStart(observedAt), to: dayStart(observedAt, 1) };
  return spanRows(origin, { table: "account_stats", kind: "*", isComplete, ...day });
}

/** The spans of several kinds over all that a reading read. */
export function spansOfKinds(
  origin: SpanOrigin,
  table: Span["table"],
  kinds: readonly string[],
  span: { readonly from: string; readonly observedAt: string },
  isComplete: boolean,
): readonly TableRow[] {
  const { from, observedAt: to } = span;
  return kinds.flatMap(kind => spanRows(origin, { table, kind, isComplete, from, to }));
}

/** What a reading by lists watches, and under which names it says so. */
export interface WatchedKinds {
  readonly network: NetworkName;
  /** The `source` of the observations. */
  readonly source: string;
  /** Kinds of posts, of counts of posts, and of acts. */
  readonly posts: readonly string[];
  readonly postStats: readonly string[];
  readonly acts: readonly string[];
}

/** What of a reading by lists its spans depend on. */
interface ReadSoFar {
  readonly accountId: string;
  /** UTC ISO. */
  readonly from: string;
  readonly observedAt: string;
  /** Of what only a part was read: "account_stats", "posts", or a kind of acts. */
  readonly sampled: readonly string[];
}

/** That the counts of the profile were seen. */
export function profileSpans(watched: WatchedKinds, read: ReadSoFar): readonly TableRow[] {
  const origin = { ...watched, accountId: read.accountId };
  return countsOfDayRows(origin, read.observedAt, !read.sampled.includes("account_stats"));
}

/** That what was published, and its counts, were read. */
export function postSpans(watched: WatchedKinds, read: ReadSoFar): readonly TableRow[] {
  const origin = { ...watched, accountId: read.accountId };
  const isComplete = !read.sampled.includes("posts");
  return [
    ...spansOfKinds(origin, "posts", watched.posts, read, isComplete),
    ...spansOfKinds(origin, "post_stats", watched.postStats, read, isComplete),
  ];
}

/** That those who acted were read: never completely where some of the posts were not. */
export function actSpans(watched: WatchedKinds, read: ReadSoFar): readonly TableRow[] {
  const origin = { ...watched, accountId: read.accountId };
  return watched.acts.flatMap(kind => {
    const isComplete = !read.sampled.includes("posts") && !read.sampled.includes(kind);
    return spansOfKinds(origin, "interactions", [kind], read, isComplete);
  });
}
