import type { RowOf, TableName } from "../../domain/interchange/schema.ts";
import type { TableRow } from "../contract.ts";

/** A row of one table. */
type RowIn<T extends TableName> = Extract<TableRow, { readonly table: T }>;
/** A row of which `Needed` must be said. */
type Said<T extends TableName, Needed extends keyof RowOf<T>> = Partial<RowOf<T>> & Pick<RowOf<T>, Needed>;

/** The profile `said`, every other column null. */
export function accountRow(
  said: Said<"accounts", "network" | "account_id" | "observed_at">,
): RowIn<"accounts"> {
  const unsaid = {
    ...{ handle: null, display_name: null, kind: null, bio: null, url: null, created_at: null },
    ...{ is_protected: null, is_indexable: null, is_verified: null },
  };
  return { table: "accounts", row: { ...unsaid, ...said } };
}

/** The counts of a profile `said`, every other count null. */
export function accountStatsRow(
  said: Said<"account_stats", "network" | "account_id" | "observed_at">,
): RowIn<"account_stats"> {
  const unsaid = { followers_count: null, following_count: null, posts_count: null, listed_count: null };
  return { table: "account_stats", row: { ...unsaid, ...said } };
}

/** The post `said`, every other column null. */
export function postRow(
  said: Said<"posts", "network" | "post_id" | "author_id" | "posted_at" | "kind">,
): RowIn<"posts"> {
  const unsaid = {
    ...{ edited_at: null, parent_post_id: null, parent_author_id: null, root_post_id: null },
    ...{ lang: null, text: null, tags: null, links: null, mention_ids: null },
  };
  return { table: "posts", row: { ...unsaid, ...said } };
}

/** The counts of a post `said`, every other count null. */
export function postStatsRow(
  said: Said<"post_stats", "network" | "post_id" | "observed_at">,
): RowIn<"post_stats"> {
  const unsaid = { like_count: null, repost_count: null, reply_count: null, quote_count: null };
  return { table: "post_stats", row: { ...unsaid, view_count: null, ...said } };
}

/** That an account is not shown any more; it is taken away until a profile is seen again. */
export function goneRow(
  account: Pick<RowOf<"accounts">, "network" | "account_id" | "observed_at">,
): RowIn<"removals"> {
  const { network, account_id: subject_id, observed_at: removed_at } = account;
  return {
    table: "removals",
    row: { network, subject: "account", subject_id, removed_at, reason: "deactivated" },
  };
}
