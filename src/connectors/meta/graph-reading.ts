import { z } from "zod";
import { ConfigProblem } from "../../domain/errors.ts";
import type { RowOf } from "../../domain/interchange/schema.ts";
import type { NetworkName } from "../../domain/network.ts";
import { RequestsSpent } from "../../platform/http/http-client.ts";
import type { ConnectorRecord, Page, TableRow } from "../contract.ts";

/** Where a reading of the Graph API stands; what its cursor says. */
const graphPlace = z.object({
  version: z.literal(1),
  /** When the reading began: the time of all its counts. */
  seen_at: z.string(),
  account_id: z.string(),
  handle: z.string().nullable(),
  /** Meta's cursor; null for the newest posts. */
  after: z.string().nullable(),
  /** Whether insights are still asked for. */
  has_insights: z.boolean(),
});

export type GraphPlace = z.infer<typeof graphPlace>;

/** A published thing as rows, or the reason why there are none. */
export type ReadItem =
  | { readonly rows: readonly TableRow[]; readonly postedAt: string }
  | { readonly reason: string };

/** One answer with posts, newest first. */
export interface GraphPosts {
  readonly items: readonly ReadItem[];
  readonly place: GraphPlace;
  /** Null when there are no older ones. */
  readonly after: string | null;
}

/** What all rows of a reading share. */
export interface GraphSource {
  readonly network: NetworkName;
  /** The `source` of its observations. */
  readonly source: string;
  /** Start of the window, UTC ISO. */
  readonly from: string;
  /** Kinds of reactions that it counts. */
  readonly kinds: readonly string[];
}

/** The place that `cursor` says.
 *  @throws ConfigProblem for a cursor of another reading. */
export function readGraphPlace(cursor: string): GraphPlace {
  try {
    return graphPlace.parse(JSON.parse(cursor));
  } catch (cause) {
    throw new ConfigProblem(
      "The place in the reading of a Page or business account cannot be read. Begin anew with --refresh.",
      {
        cause,
      },
    );
  }
}

/** Pages from `start` on, until posts are older than the window. The first carries `records`, and `posts` when they
 *  came along with them. */
export async function* graphPages(
  source: GraphSource,
  start: GraphPlace,
  records: readonly ConnectorRecord[],
  ask: (place: GraphPlace) => Promise<GraphPosts>,
  posts: GraphPosts | null = null,
): AsyncGenerator<Page> {
  let place = start;
  let before = records;
  let came = posts;
  for (;;) {
    const answer = came ?? (await ask(place).catch(nullWhenSpent));
    came = null;
    if (answer === null) {
      if (before.length > 0) yield { records: before, cursor: JSON.stringify(place), isLast: false };
      return;
    }
    const times = answer.items.flatMap(item => ("postedAt" in item ? [item.postedAt] : [])).sort();
    const isWhole = answer.after === null || (times[0] ?? "") < source.from;
    place = { ...answer.place, after: answer.after };
    const since = isWhole ? source.from : times[0];
    const found = answer.items.flatMap(item => recordsOf(item, source));
    const spans = since === undefined ? [] : postSpans(source, place, since);
    yield { records: [...before, ...found, ...spans], cursor: JSON.stringify(place), isLast: isWhole };
    if (isWhole) return;
    before = [];
  }
}

/** The span that says that the profile's counts were seen on the day of `place`. */
export function statsSpan(source: GraphSource, place: GraphPlace): TableRow {
  const day = place.seen_at.slice(0, 10);
  const next = new Date(Date.parse(`${day}T00:00:00.000Z`) + 86_400_000).toISOString();
  return span(source, place, "account_stats", "*", `${day}T00:00:00.000Z`, next);
}

function recordsOf(item: ReadItem, { network, from }: GraphSource): readonly ConnectorRecord[] {
  if ("reason" in item) return [{ rejection: { file: `${network} posts`, reason: item.reason, raw: "" } }];
  return item.postedAt < from ? [] : item.rows;
}

function postSpans(source: GraphSource, place: GraphPlace, from: string): readonly TableRow[] {
  if (from >= place.seen_at) return [];
  return [
    span(source, place, "posts", "*", from, place.seen_at),
    ...source.kinds.map(kind => span(source, place, "post_stats", kind, from, place.seen_at)),
  ];
}

function span(
  { network, source }: GraphSource,
  { account_id: scope }: GraphPlace,
  table: RowOf<"observations">["table"],
  kind: string,
  from_at: string,
  to_at: string,
): TableRow {
  const row = { network, scope, table, kind, from_at, to_at, is_complete: true, source };
  return { table: "observations", row };
}

function nullWhenSpent(error: unknown): null {
  if (error instanceof RequestsSpent) return null;
  throw error;
}
