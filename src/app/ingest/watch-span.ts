import type { Watch, Watched } from "../../connectors/contract.ts";
import type { RowOf } from "../../domain/interchange/schema.ts";
import type { NetworkName } from "../../domain/network.ts";

/** A stretch of time that a stream was followed without a gap, UTC ISO, not told to the lake yet. */
export interface WatchSpan {
  readonly from: string;
  readonly to: string;
}

/** What a page does to the open span: the span that is open then, and those that are over. */
export interface SpanStep {
  readonly open: WatchSpan;
  readonly over: readonly WatchSpan[];
}

const HOUR_LENGTH = "2026-01-01T00".length;

/** `span` carried on to `watched`. A gap ends it, and so does each full hour: spans of an hour are told while the
 *  stream goes on, and cut at the same times however often following was broken off. */
export function carryOn(span: WatchSpan | null, { at, isAfterGap }: Watched): SpanStep {
  if (span === null) return { open: { from: at, to: at }, over: [] };
  if (isAfterGap) return { open: { from: at, to: at }, over: ended(span) };
  const to = at > span.to ? at : span.to;
  const hour = `${to.slice(0, HOUR_LENGTH)}:00:00.000Z`;
  if (hour <= span.from) return { open: { from: span.from, to }, over: [] };
  return { open: { from: hour, to }, over: [{ from: span.from, to: hour }] };
}

/** `span` as a list: empty when it has no length. */
export function ended(span: WatchSpan | null): readonly WatchSpan[] {
  return span === null || span.from >= span.to ? [] : [span];
}

/** The rows that tell the lake what was watched in `span`. */
export function observationsOf(
  span: WatchSpan,
  watches: readonly Watch[],
  origin: { readonly network: NetworkName; readonly source: string },
): readonly RowOf<"observations">[] {
  return watches.map(({ table, kind, isComplete }) => ({
    network: origin.network,
    scope: "*",
    table,
    kind,
    from_at: span.from,
    to_at: span.to,
    is_complete: isComplete,
    source: origin.source,
  }));
}
