import type { RowOf } from "../../domain/interchange/schema.ts";
import type { TableRow } from "../contract.ts";
import type { ReadItem } from "../meta/graph-reading.ts";
import { hashtagsOf, isoOfGraphTime } from "../meta/graph-words.ts";
import { type WireAccount, wireMedia } from "./wire.ts";

/** Profile and counts of a professional account as seen at `seenAt`. */
export function rowsOfAccount(account: WireAccount, seenAt: string): readonly TableRow[] {
  const profile: RowOf<"accounts"> = {
    network: "instagram",
    account_id: account.id,
    handle: account.username || null,
    display_name: account.name || null,
    kind: null,
    bio: account.biography || null,
    url: account.website || null,
    created_at: null,
    is_protected: false,
    is_indexable: null,
    is_verified: null,
    observed_at: seenAt,
  };
  const stats: RowOf<"account_stats"> = {
    network: "instagram",
    account_id: account.id,
    observed_at: seenAt,
    followers_count: account.followers_count ?? null,
    following_count: account.follows_count ?? null,
    posts_count: account.media_count ?? null,
    listed_count: null,
  };
  return [
    { table: "accounts", row: profile },
    { table: "account_stats", row: stats },
  ];
}

/** A picture or film and its counts. */
export function readMedia(raw: unknown, accountId: string, seenAt: string): ReadItem {
  const parsed = wireMedia.safeParse(raw);
  if (!parsed.success) return { reason: `missing_${String(parsed.error.issues[0]?.path[0] ?? "media")}` };
  const media = parsed.data;
  const postedAt = isoOfGraphTime(media.timestamp);
  if (postedAt === null) return { reason: "bad_time_timestamp" };
  const text = media.caption || null;
  const row: RowOf<"posts"> = {
    network: "instagram",
    post_id: media.id,
    author_id: accountId,
    posted_at: postedAt,
    edited_at: null,
    kind: "original",
    parent_post_id: null,
    parent_author_id: null,
    root_post_id: null,
    lang: null,
    text,
    tags: hashtagsOf(text),
    links: null,
    mention_ids: null,
  };
  const stats: RowOf<"post_stats"> = {
    network: "instagram",
    post_id: media.id,
    observed_at: seenAt,
    like_count: media.like_count ?? null,
    repost_count: null,
    reply_count: media.comments_count ?? null,
    quote_count: null,
    view_count: null,
  };
  return {
    rows: [
      { table: "posts", row },
      { table: "post_stats", row: stats },
    ],
    postedAt,
  };
}
