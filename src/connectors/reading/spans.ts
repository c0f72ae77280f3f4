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
