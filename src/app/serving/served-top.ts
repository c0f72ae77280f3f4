import type { NetworkName } from "../../domain/network.ts";
import { type InfluenceEstimate, placesOf } from "../../scoring/order.ts";
import type { RankedEntry } from "../../snapshot/contract.ts";
import { SURE_ORDER } from "../sure-order.ts";
import { PLACES_BEYOND, rankedPopulation, type TopEntry, type TopList, toTopEntry } from "../top-list.ts";
import { type AnswerStamp, stampOfView } from "./answer-stamp.ts";
import type { ServedView } from "./served-view.ts";
import { readTopCursor, type TopPlace, writeTopCursor } from "./top-cursor.ts";

/** Who has a place, where that is not everybody who is ranked: a place among the named says nothing of the others. */
const PLACED: Readonly<Record<ServedView["publish"], string>> = {
  open: "",
  claimed: "; only those who claimed their profile are named, and places are among them",
  indexable:
    "; only those who claimed their profile or are open to indexing are named, and places are among them",
};

/** A page of a leaderboard; ranks and ties go on from page to page. */
export type ServedTop = Omit<TopList, "run_id"> &
  AnswerStamp & {
    /** Opaque; null on the last page. */
    readonly next_cursor: string | null;
  };

/** The next `limit` of the highest scores: people with all their networks, or the accounts of one.
 *  @throws ConfigProblem on a cursor that was never given out, StaleCursor on one of an older snapshot. */
export async function servedTop(
  view: ServedView,
  options: { readonly network?: NetworkName; readonly cursor?: string; readonly limit: number },
): Promise<ServedTop> {
  const { network, limit } = options;
  const list = { ...(network !== undefined && { network }) };
  const before =
    options.cursor === undefined ? null : readTopCursor(options.cursor, view.version, network ?? null);
  const page = await view.leaderboard({ ...list, limit, ...(before !== null && { cursor: before.after }) });
  const { nextCursor } = page;
  // A group of tied places may go on past the last one shown.
  const beyond =
    nextCursor === null
      ? []
      : (await view.leaderboard({ ...list, limit: PLACES_BEYOND, cursor: nextCursor })).entries;
  const entries = placed(page.entries, beyond, before);
  const last = entries.at(-1);
  return {
    ...stampOfView(view),
    network: network ?? null,
    population: { description: rankedPopulation(network) + PLACED[view.publish], size: page.size },
    entries,
    next_cursor:
      nextCursor === null || last === undefined
        ? null
        : writeTopCursor({
            version: view.version,
            network: network ?? null,
            after: nextCursor,
            rank: last.rank,
            group: groupOf(last, page.entries, before),
          }),
  };
}

/** Places count on from `before`, whose tied group is told by its first estimate alone. */
function placed(
  entries: readonly RankedEntry[],
  beyond: readonly RankedEntry[],
  before: TopPlace | null,
): readonly TopEntry[] {
  const given: readonly InfluenceEstimate[] = before === null ? [] : [before.group];
  const shift = before === null ? 0 : before.rank - 1;
  const places = placesOf([...given, ...entries, ...beyond], SURE_ORDER);
  return entries.map((entry, i) => {
    const place = places[given.length + i]!;
    const isGroupOfBefore = before !== null && place.tied_from === 1;
    return toTopEntry(entry, {
      rank: place.rank + shift,
      tied_from: isGroupOfBefore ? before.group.from : place.tied_from + shift,
      tied_to: place.tied_to + shift,
      probability_above_next: place.probability_above_next,
    });
  });
}

function groupOf(
  last: TopEntry,
  entries: readonly RankedEntry[],
  before: TopPlace | null,
): TopPlace["group"] {
  const from = last.tied_from;
  if (before !== null && from === before.group.from) return before.group;
  const { influence, variance } = entries[from - 1 - (before?.rank ?? 0)]!;
  return { from, influence, variance };
}
