import { z } from "zod";
import type { NetworkName } from "../../domain/network.ts";
import type { AccountReading, ConnectorEffects, ConnectorRecord, Page, TableRow } from "../contract.ts";
import { type Part, readPages, stateIn, stoppedAt } from "../reading/read-pages.ts";
import { countsOfDayRows, type SpanOrigin, spansOfKinds } from "../reading/spans.ts";

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
  /** Whether everything is read; absent: no. */
  is_over: z.boolean().optional(),
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

/** The first answer about an account. */
export interface GraphAccount {
  readonly rows: readonly TableRow[];
  /** `is_over` where nothing more may be read. */
  readonly place: GraphPlace;
  /** Its newest posts, where they came along; null where they are asked for on their own. */
  readonly posts: GraphPosts | null;
}

/** How one network of Meta reads an account. */
export interface GraphReader {
  readonly network: NetworkName;
  /** As people know it, for an error. */
  readonly networkName: string;
  /** The `source` of its observations. */
  readonly source: string;
  /** Kinds of reactions that it counts. */
  readonly kinds: readonly string[];
  /** Asks for the account; `seenAt` is UTC ISO. */
  begin(seenAt: string): Promise<GraphAccount>;
  /** Asks for the posts from `place` on. */
  posts(place: GraphPlace): Promise<GraphPosts>;
}

/** The pages of one account, until posts are older than the window. The first holds profile and newest posts. */
export function readGraph(
  reader: GraphReader,
  reading: AccountReading,
  effects: ConnectorEffects,
): AsyncIterable<Page> {
  const next = async (place: GraphPlace) => partOf(reader, await reader.posts(place), reading.from);
  return readPages<GraphPlace>(
    {
      async first(seenAt) {
        const { rows, place, posts } = await reader.begin(seenAt);
        if (isOver(place)) return { records: rows, state: place };
        const part =
          posts === null ? await next(place).catch(stoppedAt(place)) : partOf(reader, posts, reading.from);
        const counts = countsOfDayRows(originOf(reader, place), place.seen_at);
        return { ...part, records: [...rows, ...counts, ...part.records] };
      },
      next,
      isOver,
      stateOf: cursor =>
        stateIn<GraphPlace>(cursor, reader.networkName, value => graphPlace.safeParse(value).success),
    },
    reading,
    effects,
  );
}

const isOver = ({ is_over }: GraphPlace) => is_over === true;

function originOf({ network, source }: GraphReader, { account_id: accountId }: GraphPlace): SpanOrigin {
  return { network, accountId, source };
}

/** What an answer gave of the window that begins at `from`, and where the reading stands after it. */
function partOf(reader: GraphReader, { items, place, after }: GraphPosts, from: string): Part<GraphPlace> {
  const oldest = items.flatMap(item => ("postedAt" in item ? [item.postedAt] : [])).sort()[0];
  const isWhole = after === null || (oldest ?? "") < from;
  const since = isWhole ? from : oldest;
  return {
    records: [
      ...items.flatMap(item => recordsOf(reader, item, from)),
      ...(since === undefined ? [] : postSpans(reader, place, since)),
    ],
    state: { ...place, after, is_over: isWhole },
  };
}

function recordsOf({ network }: GraphReader, item: ReadItem, from: string): readonly ConnectorRecord[] {
  if ("reason" in item) return [{ rejection: { file: `${network} posts`, reason: item.reason, raw: "" } }];
  return item.postedAt < from ? [] : item.rows;
}

function postSpans(reader: GraphReader, place: GraphPlace, from: string): readonly TableRow[] {
  const [origin, span] = [originOf(reader, place), { from, observedAt: place.seen_at }];
  return [
    ...spansOfKinds(origin, "posts", ["*"], span, true),
    ...spansOfKinds(origin, "post_stats", reader.kinds, span, true),
  ];
}
