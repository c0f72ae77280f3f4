import type { RowOf } from "../../domain/interchange/schema.ts";
import type { TableRow } from "../contract.ts";
import type { ReadItem } from "../meta/graph-reading.ts";
import { hashtagsOf, isoOfGraphTime } from "../meta/graph-words.ts";
import { type WirePage, wirePost } from "./wire.ts";

/** Profile and counts of a Page as seen at `seenAt`; of one that is not published the profile's id alone. */
export function rowsOfPage(page: WirePage, seenAt: string): readonly TableRow[] {
  const isClosed = page.is_published === false;
  const profile: RowOf<"accounts"> = {
    network: "facebook",
    account_id: page.id,
    handle: page.username || null,
    display_name: isClosed ? null : page.name || null,
    kind: null,
    bio: isClosed ? null : page.about || null,
    url: isClosed ? null : page.website || page.link || null,
    created_at: null,
    is_protected: isClosed,
    is_indexable: null,
    is_verified: page.verification_status ? page.verification_status !== "not_verified" : null,
    observed_at: seenAt,
  };
  if (isClosed) return [{ table: "accounts", row: profile }];
  const stats: RowOf<"account_stats"> = {
    network: "facebook",
    account_id: page.id,
    observed_at: seenAt,
    followers_count: page.followers_count ?? page.fan_count ?? null,
    following_count: null,
    posts_count: null,
    listed_count: null,
  };
  return [
    { table: "accounts", row: profile },
    { table: "account_stats", row: stats },
  ];
}

/** A post of the Page and its counts. Not public ones are refused; passing on without words has no counts of its
 *  own. */
export function readPagePost(raw: unknown, pageId: string, seenAt: string): ReadItem {
  const parsed = wirePost.safeParse(raw);
  if (!parsed.success) return { reason: `missing_${String(parsed.error.issues[0]?.path[0] ?? "post")}` };
  const post = parsed.data;
  const postedAt = isoOfGraphTime(post.created_time);
  if (postedAt === null) return { reason: "bad_time_created_time" };
  const audience = post.privacy?.value || "EVERYONE";
  if (audience !== "EVERYONE") return { reason: "not_public" };
  const text = post.message || null;
  const parentId = post.parent_id || null;
  const kind = parentId === null ? "original" : text === null ? "repost" : "quote";
  const row: RowOf<"posts"> = {
    network: "facebook",
    post_id: post.id,
    author_id: pageId,
    posted_at: postedAt,
    edited_at: null,
    kind,
    parent_post_id: parentId,
    parent_author_id: null,
    root_post_id: null,
    lang: null,
    text,
    tags: hashtagsOf(text),
    links: null,
    mention_ids: null,
  };
  const likes = post.reactions?.summary?.total_count ?? null;
  const stats: RowOf<"post_stats"> = {
    network: "facebook",
    post_id: post.id,
    observed_at: seenAt,
    like_count: likes,
    // Facebook leaves `shares` out where nobody shared; where totals are given, that is a zero.
    repost_count: post.shares?.count ?? (likes === null ? null : 0),
    reply_count: post.comments?.summary?.total_count ?? null,
    quote_count: null,
    view_count:
      post.insights?.data.find(({ name }) => name === "post_media_view")?.values?.[0]?.value ?? null,
  };
  const counted = kind === "repost" ? [] : [{ table: "post_stats", row: stats } as const];
  return { rows: [{ table: "posts", row }, ...counted], postedAt };
}
