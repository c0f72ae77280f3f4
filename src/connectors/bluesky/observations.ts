import type { RowOf } from "../../domain/interchange/schema.ts";
import type { TableRow } from "../contract.ts";
import { dayStart } from "./time.ts";

type ObservedTable = RowOf<"observations">["table"];

/** One span in which rows of a kind were watched. */
export interface Span {
  readonly accountId: string;
  readonly table: ObservedTable;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly isComplete: boolean;
  readonly source: string;
}

/** The row of a span; none for an empty one. */
export function spanRows(span: Span): readonly TableRow[] {
  if (span.from >= span.to) return [];
  const row: RowOf<"observations"> = {
    network: "bluesky",
    scope: span.accountId,
    table: span.table,
    kind: span.kind,
    from_at: span.from,
    to_at: span.to,
    is_complete: span.isComplete,
    source: span.source,
  };
  return [{ table: "observations", row }];
}

/** The span of counts that were seen on the day of `observedAt`. */
export function countsOfDayRows(accountId: string, observedAt: string, source: string): readonly TableRow[] {
  return spanRows({
    ...{ accountId, table: "account_stats", kind: "*", isComplete: true, source },
    from: dayStart(observedAt),
    to: dayStart(observedAt, 1),
  });
}
