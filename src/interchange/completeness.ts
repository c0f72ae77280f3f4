import { ConfigProblem } from "../domain/errors.ts";
import { OBSERVED_TABLES, type RowOf, type TableName } from "../domain/interchange/schema.ts";
import type { NetworkName } from "../domain/network.ts";

/** A span of time, start inclusive, end exclusive, as UTC ISO text with milliseconds. */
export interface CompleteSpan {
  readonly fromAt: string;
  readonly toAt: string;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?([Zz]|[+-]\d{2}:\d{2})$/;

/** The span that `FROM/TO` names. Each is a date, which stands for its midnight UTC, or an RFC 3339 time with a
 *  zone. TO is exclusive: `2026-01-01/2026-04-01` is the first quarter, March 31 included.
 *  @throws ConfigProblem when the text is not a span or ends before it begins. */
export function parseCompleteSpan(text: string): CompleteSpan {
  const [from, to, ...more] = text.split("/");
  if (from === undefined || to === undefined || more.length > 0)
    throw new ConfigProblem(`"${text}" is not FROM/TO; write for instance --complete 2026-01-01/2026-04-01.`);
  const span = { fromAt: instant(from.trim(), text), toAt: instant(to.trim(), text) };
  if (span.fromAt >= span.toAt)
    throw new ConfigProblem(`"${text}" ends before it begins; TO is exclusive and must lie after FROM.`);
  return span;
}

/** The row that says that all rows of `table` inside `span` are known for the whole network; null for tables in
 *  which nothing is observed (removals, observations, identity_links). */
export function observationOfSpan(
  span: CompleteSpan,
  of: { readonly network: NetworkName; readonly table: TableName; readonly source: string },
): RowOf<"observations"> | null {
  const table = OBSERVED_TABLES.find(name => name === of.table);
  if (table === undefined) return null;
  return {
    network: of.network,
    scope: "*",
    table,
    kind: "*",
    from_at: span.fromAt,
    to_at: span.toAt,
    is_complete: true,
    source: of.source,
  };
}

function instant(word: string, text: string): string {
  const isDate = DATE.test(word);
  const time = isDate || TIME.test(word) ? new Date(isDate ? `${word}T00:00:00Z` : word) : null;
  const isReal = time !== null && !Number.isNaN(time.getTime());
  if (isReal && (!isDate || time.toISOString().startsWith(word))) return time.toISOString();
  throw new ConfigProblem(
    `"${word}" in "${text}" is neither a date (2026-01-01) nor a time with a zone (2026-01-01T12:00:00Z).`,
  );
}
