import type { FetchedAccount } from "./fetch-account.ts";

/** How much of what was done to an account was read: who acted is known of `read` acts, out of `counted`. */
export interface ActsRead {
  readonly peopleRead: number;
  readonly actsRead: number;
  /** By the network's own counts on the posts read; never less than `actsRead`. */
  readonly actsCounted: number;
}

const COUNTS = ["like_count", "repost_count", "reply_count", "quote_count"] as const;

/** How much of what was done to the posts of a fetched account was read so far. */
export function actsRead({ rows, state }: FetchedAccount): ActsRead {
  const acts = rows
    .rowsOf("interactions")
    .filter(row => row["target_id"] === state.accountId && row["post_id"] !== null);
  const newest = new Map(rows.rowsOf("post_stats").map(row => [row["post_id"], row]));
  const counted = [...newest.values()].reduce(
    (sum, row) => sum + COUNTS.reduce((part, name) => part + Number(row[name] ?? 0), 0),
    0,
  );
  return {
    peopleRead: new Set(acts.map(row => row["actor_id"])).size,
    actsRead: acts.length,
    actsCounted: Math.max(counted, acts.length),
  };
}
