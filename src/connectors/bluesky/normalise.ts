import type { RowOf } from "../../domain/interchange/schema.ts";
import type { TableRow } from "../contract.ts";
import { toInteraction } from "../interaction-id.ts";
import { postStatsRow, accountStatsRow as statsRow } from "../reading/plain-rows.ts";
import type { Normalised } from "../reading/rejections.ts";
import { actRows } from "./acts.ts";
import { parseAtUri } from "./at-uri.ts";
import { BOT, NO_UNAUTHENTICATED, repostRow, rowsOfRecord } from "./record-rows.ts";
import { actedAt, isoOf } from "./time.ts";
import {
  type WireDetailedProfile,
  type WireFeedItem,
  type WirePostView,
  type WireProfile,
  wireDetailedProfile,
  wireLike,
  wirePostView,
  wireProfile,
} from "./wire.ts";

/** The account row of a profile as seen at `observedAt` (UTC ISO). An account that asks not to be shown to people who
 *  are not logged in is marked so, and nothing of its profile is kept but the handle. */
export function accountRow(
  profile: WireProfile & { website?: string | null | undefined },
  observedAt: string,
) {
  const isIndexable = !hasOwnLabel(profile, NO_UNAUTHENTICATED);
  const { verifiedStatus, trustedVerifierStatus } = profile.verification ?? {};
  const row: RowOf<"accounts"> = {
    network: "bluesky",
    account_id: profile.did,
    handle: profile.handle === INVALID_HANDLE ? null : profile.handle,
    display_name: isIndexable ? profile.displayName || null : null,
    kind: hasOwnLabel(profile, BOT) ? "bot" : "unknown",
    bio: isIndexable ? profile.description || null : null,
    url: isIndexable ? profile.website || null : null,
    created_at: isoOf(profile.createdAt),
    is_protected: false,
    is_indexable: isIndexable,
    is_verified: verifiedStatus === "valid" || trustedVerifierStatus === "valid",
    observed_at: observedAt,
  };
  return row;
}

/** The counts of a profile as seen at `observedAt`. On which lists an account is, no server tells. */
export function accountStatsRow(profile: WireDetailedProfile, observedAt: string) {
  return statsRow({
    ...{ network: "bluesky", account_id: profile.did, observed_at: observedAt },
    followers_count: profile.followersCount ?? null,
    following_count: profile.followsCount ?? null,
    posts_count: profile.postsCount ?? null,
  });
}

/** The account and its counts, from an entry of getProfiles; an unlisted account gives its account row only. */
export function detailedPersonRows(raw: unknown, observedAt: string): Normalised {
  const read = wireDetailedProfile.safeParse(raw);
  if (!read.success) return { reason: "unreadable_profile" };
  const row = accountRow(read.data, observedAt);
  const stats: readonly TableRow[] = row.is_indexable ? [accountStatsRow(read.data, observedAt)] : [];
  return { rows: [{ table: "accounts", row }, ...stats] };
}

/** When a feed entry of `ownerId` stands in the feed, UTC ISO; null for a post that is there because it is pinned. */
export function feedTimeOf({ post, reason }: WireFeedItem): string | null {
  if (reason == null) return postedAtOf(post);
  return reason.by === undefined ? null : isoOf(reason.indexedAt);
}

/** The rows of one entry of the feed of `ownerId`: an own post with its counts and acts, or a repost. */
export function feedItemRows(item: WireFeedItem, ownerId: string, observedAt: string): Normalised {
  const { post, reason } = item;
  if (reason?.by !== undefined) return repostRows(item, ownerId);
  if (post.author.did !== ownerId) return { rows: [] };
  const rows = recordRowsOf(post);
  if ("reason" in rows) return rows;
  const stats = postStatsRow({
    ...{ network: "bluesky", post_id: post.uri, observed_at: observedAt },
    like_count: post.likeCount ?? null,
    repost_count: post.repostCount ?? null,
    reply_count: post.replyCount ?? null,
    quote_count: post.quoteCount ?? null,
  });
  return { rows: [...rows.rows, stats] };
}

/** The like that an entry of getLikes is, and who gave it. */
export function likeRows(raw: unknown, postId: string, ownerId: string, observedAt: string): Normalised {
  const read = wireLike.safeParse(raw);
  if (!read.success) return { reason: "unreadable_like" };
  const { actor, createdAt, indexedAt } = read.data;
  const likedAt = actedAt(createdAt, isoOf(indexedAt) ?? observedAt);
  return {
    rows: [
      ...unnamedActRows("like", actor.did, ownerId, postId, likedAt),
      { table: "accounts", row: accountRow(actor, observedAt) },
    ],
  };
}

/** The repost that an entry of getRepostedBy is, and who made it. The list tells no times: the repost is dated by its
 *  post, so it is never taken for newer than it is. */
export function repostedByRows(
  raw: unknown,
  post: { readonly uri: string; readonly postedAt: string },
  ownerId: string,
  observedAt: string,
): Normalised {
  const read = wireProfile.safeParse(raw);
  if (!read.success) return { reason: "unreadable_repost" };
  return {
    rows: [
      ...unnamedActRows("repost", read.data.did, ownerId, post.uri, post.postedAt),
      { table: "accounts", row: accountRow(read.data, observedAt) },
    ],
  };
}

/** What the author of a reply or quote did to `ownerId` by it, and who that is; the other's words are not kept. */
export function answerRows(
  raw: unknown,
  kind: "reply" | "quote",
  ownerId: string,
  observedAt: string,
): Normalised {
  const read = wirePostView.safeParse(raw);
  if (!read.success) return { reason: `unreadable_${kind}` };
  const rows = recordRowsOf(read.data);
  if ("reason" in rows) return rows;
  const acts = rows.rows.filter(
    ({ table, row }) => table === "interactions" && row.kind === kind && row.target_id === ownerId,
  );
  return {
    rows: [...acts, { table: "accounts", row: accountRow(read.data.author, observedAt) }],
  };
}

/** When a post was published, UTC ISO. */
export function postedAtOf(post: WirePostView): string {
  const createdAt = (post.record as { readonly createdAt?: unknown } | null)?.createdAt;
  const indexedAt = isoOf(post.indexedAt) ?? new Date(0).toISOString();
  return actedAt(typeof createdAt === "string" ? createdAt : null, indexedAt);
}

/** Stands for a handle that does not lead back to its account. */
const INVALID_HANDLE = "handle.invalid";

function hasOwnLabel(profile: WireProfile, value: string): boolean {
  return (profile.labels ?? []).some(
    ({ src, val, neg }) => val === value && neg !== true && (src === undefined || src === profile.did),
  );
}

function recordRowsOf(post: WirePostView): Normalised {
  const uri = parseAtUri(post.uri);
  const seenAt = isoOf(post.indexedAt);
  if (uri === null || seenAt === null) return { reason: uri === null ? "bad_uri" : "bad_time_indexedAt" };
  return rowsOfRecord({ ...uri, record: post.record, seenAt });
}

function repostRows({ post, reason }: WireFeedItem, ownerId: string): Normalised {
  const repostedAt = isoOf(reason?.indexedAt);
  if (repostedAt === null) return { reason: "bad_time_indexedAt" };
  const target = post.author.did;
  const uri = parseAtUri(reason?.uri) === null ? null : reason!.uri!;
  if (uri === null) return { rows: unnamedActRows("repost", ownerId, target, post.uri, repostedAt) };
  const act = { kind: "repost", uri, actorId: ownerId, targetId: target, postId: post.uri } as const;
  return {
    rows: [
      { table: "posts", row: repostRow(uri, ownerId, post.uri, target, repostedAt) },
      ...actRows({ ...act, actedAt: repostedAt }),
    ],
  };
}

/** An act whose record no answer names gets the derived id; where its record is known too, stg_interactions keeps that
 *  one (decision 0020). */
function unnamedActRows(
  kind: "like" | "repost",
  actorId: string,
  targetId: string,
  postId: string,
  acted_at: string,
): readonly TableRow[] {
  if (actorId === targetId) return [];
  const act = { network: "bluesky", kind, actor_id: actorId, target_id: targetId } as const;
  return [{ table: "interactions", row: toInteraction({ ...act, post_id: postId, acted_at }) }];
}
