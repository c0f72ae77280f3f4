import type { TableRow } from "../contract.ts";
import { type Act, toInteraction } from "../interaction-id.ts";
import { type Mention, type Owner, type Post, rowsOfPost } from "./post.ts";
import { isoOfIsoTime, isoOfXTime } from "./time.ts";
import { type WireTweet, wireFollow, wireTweet } from "./wire.ts";

/** What one piece of an archive became: rows (none when it says nothing new) or the reason why it cannot. */
export type Normalised = { readonly rows: readonly TableRow[] } | { readonly reason: string };

/** What the pieces of one archive share. */
export interface ArchiveContext {
  readonly owner: Owner;
  /** When the archive was made, UTC ISO: the time at which its counts were seen. */
  readonly observedAt: string;
  /** The whole text of a long post, or null when it is not in the archive. */
  longTextOf(postId: string, postedAt: string, shortText: string): string | null;
}

/** The rows of an own post: post, counts, and the acts it stands for. A version that a later edit replaced
 *  gives none. */
export function normaliseTweet(raw: unknown, context: ArchiveContext): Normalised {
  const read = readTweet(raw);
  if ("reason" in read) return read;
  const { tweet, postId } = read;
  const postedAt = isoOfXTime(tweet.created_at);
  if (postedAt === null) return { reason: "bad_time_created_at" };
  const shortText = tweet.full_text ?? tweet.text;
  if (shortText === null || shortText === undefined) return { reason: "missing_full_text" };
  const likes = countOf(tweet.favorite_count);
  const reposts = countOf(tweet.retweet_count);
  if (likes === "bad") return { reason: "bad_count_favorite_count" };
  if (reposts === "bad") return { reason: "bad_count_retweet_count" };
  if (isReplaced(tweet, postId)) return { rows: [] };
  const plainText = decodeEntities(shortText);
  const mentions = mentionsOf(tweet);
  const post: Post = {
    postId,
    postedAt,
    text: context.longTextOf(postId, postedAt, plainText) ?? plainText,
    lang: languageOf(tweet.lang),
    tags: tweet.entities?.hashtags?.map(({ text }) => text) ?? [],
    links: tweet.entities?.urls?.flatMap(({ expanded_url }) => expanded_url ?? []) ?? [],
    mentions,
    replyTo: {
      postId: tweet.in_reply_to_status_id_str ?? tweet.in_reply_to_status_id ?? null,
      authorId: tweet.in_reply_to_user_id_str ?? tweet.in_reply_to_user_id ?? null,
    },
    repostOf: repostOf(plainText, mentions),
    counts: { likes, reposts },
  };
  return { rows: rowsOfPost(post, context.owner, context.observedAt) };
}

/** The removal of a deleted post; nothing of what it said. */
export function normaliseDeletedTweet(raw: unknown, observedAt: string): Normalised {
  const read = readTweet(raw);
  if ("reason" in read) return read;
  const deletedAt = read.tweet.deleted_at ?? null;
  const removedAt = deletedAt === null ? observedAt : (isoOfXTime(deletedAt) ?? isoOfIsoTime(deletedAt));
  if (removedAt === null) return { reason: "bad_time_deleted_at" };
  const row = {
    network: "x",
    subject: "post",
    subject_id: read.postId,
    removed_at: removedAt,
    reason: "deleted",
  };
  return { rows: [{ table: "removals", row } as TableRow] };
}

/** The follow between the owner and one entry of follower.js ("follower") or following.js ("following"). */
export function normaliseFollow(raw: unknown, side: "follower" | "following", ownerId: string): Normalised {
  const parsed = wireFollow.safeParse(raw);
  if (!parsed.success) return { reason: "missing_account_id" };
  const other = parsed.data.accountId;
  const [actor_id, target_id] = side === "follower" ? [other, ownerId] : [ownerId, other];
  const act: Act = { network: "x", kind: "follow", actor_id, target_id, post_id: null, acted_at: null };
  return { rows: [{ table: "interactions", row: toInteraction(act) }] };
}

/** When a post of the archive was published, or null for a piece that cannot be read. */
export function postedAtOf(raw: unknown): string | null {
  const read = readTweet(raw);
  return "reason" in read ? null : isoOfXTime(read.tweet.created_at);
}

function readTweet(
  raw: unknown,
): { readonly tweet: WireTweet; readonly postId: string } | { readonly reason: string } {
  const parsed = wireTweet.safeParse(raw);
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path[0];
    return { reason: field === undefined ? "not_an_object" : `missing_${String(field)}` };
  }
  const postId = parsed.data.id_str ?? parsed.data.id ?? null;
  return postId === null ? { reason: "missing_id" } : { tweet: parsed.data, postId };
}

function countOf(text: string | null | undefined): number | null | "bad" {
  if (text === null || text === undefined) return null;
  return /^\d{1,15}$/.test(text) ? Number(text) : "bad";
}

/** X writes "-1" where it no longer knows who was mentioned. */
function mentionsOf(tweet: WireTweet): readonly Mention[] {
  return (tweet.entities?.user_mentions ?? []).flatMap(({ id_str, screen_name }) =>
    id_str && /^[1-9]\d{0,19}$/.test(id_str) ? [{ accountId: id_str, handle: screen_name ?? null }] : [],
  );
}

function repostOf(text: string, mentions: readonly Mention[]): Post["repostOf"] {
  const handle = /^RT @(\w+):/.exec(text)?.[1]?.toLowerCase();
  if (handle === undefined) return null;
  const author = mentions.find(mention => mention.handle?.toLowerCase() === handle);
  return { postId: null, authorId: author?.accountId ?? null };
}

function isReplaced({ edit_info }: WireTweet, postId: string): boolean {
  const versions = (edit_info?.initial ?? edit_info?.edit?.editControlInitial)?.editTweetIds ?? [];
  return versions.includes(postId) && versions.at(-1) !== postId;
}

/** Today's language tag for X's `lang`; null for its own codes for "no language" (und, zxx, qme and other q-codes). */
export function languageOf(lang: string | null | undefined): string | null {
  if (!lang || lang === "und" || lang === "zxx" || /^q[a-t][a-z]$/.test(lang)) return null;
  return { in: "id", iw: "he", ji: "yi" }[lang] ?? lang;
}

/** `text` with the three characters that X escapes as they were written. */
export function decodeEntities(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
