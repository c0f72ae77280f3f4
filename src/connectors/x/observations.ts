import type { RowOf } from "../../domain/interchange/schema.ts";
import type { TableRow } from "../contract.ts";
import { dayStart } from "../reading/times.ts";

/** The `source` of every observation from an X archive. */
export const SOURCE = "x-archive";

/** What an archive watched. */
export interface Watched {
  readonly accountId: string;
  /** Time of the first post; null when there is none and the account's age is unknown. */
  readonly firstPostedAt: string | null;
  /** When the archive was made. */
  readonly observedAt: string;
  /** Whether every post is in it. */
  readonly isComplete: boolean;
  /** Whether the layout gives counts. */
  readonly hasCounts: boolean;
}

/** The spans of one archive: own posts and, where given, their likes and reposts from the first post's day to the
 *  making of the archive; profile counts on the day of its making. */
export function observationRows(watched: Watched): readonly TableRow[] {
  const { accountId, firstPostedAt, observedAt, isComplete, hasCounts } = watched;
  const span = (
    table: RowOf<"observations">["table"],
    kind: string,
    from_at: string,
    to_at: string,
    is_complete: boolean,
  ): TableRow => ({
    table: "observations",
    row: { network: "x", scope: accountId, table, kind, from_at, to_at, is_complete, source: SOURCE },
  });
  const from = dayStart(firstPostedAt ?? observedAt);
  const posts = from < observedAt ? [span("posts", "*", from, observedAt, isComplete)] : [];
  if (!hasCounts) return posts;
  const counts =
    from < observedAt
      ? ["like", "repost"].map(kind => span("post_stats", kind, from, observedAt, isComplete))
      : [];
  return [
    ...posts,
    ...counts,
    span("account_stats", "*", dayStart(observedAt), dayStart(observedAt, 1), true),
  ];
}
