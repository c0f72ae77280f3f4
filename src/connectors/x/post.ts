import type { PostKind, RowOf } from "../../domain/interchange/schema.ts";
import type { TableRow } from "../contract.ts";
import { type Act, actIdIn } from "../interaction-id.ts";

/** Whose archive it is. */
export interface Owner {
  readonly accountId: string;
  /** Without @; null when the archive does not say. */
  readonly handle: string | null;
}

/** An account named in a post, as far as X told. */
export interface Mention {
  readonly accountId: string;
  readonly handle: string | null;
}

/** What both layouts know of one post of the owner, before it becomes rows. */
export interface Post {
  readonly postId: string;
  readonly postedAt: string;
  readonly text: string;
  readonly lang: string | null;
  readonly tags: readonly string[] | null;
  readonly links: readonly string[];
  /** Null when the layout does not name them. */
  readonly mentions: readonly Mention[] | null;
  readonly replyTo: { readonly postId: string | null; readonly authorId: string | null };
  /** What is passed on, or null when the post has words of its own. */
  readonly repostOf: { readonly postId: string | null; readonly authorId: string | null } | null;
  /** Reactions received; null when the layout does not tell. */
  readonly counts: { readonly likes: number | null; readonly reposts: number | null } | null;
}

/** A link to a post, but not to a picture or video of one: X adds those to the owner's own media. */
const POST_LINK =
  /^https?:\/\/(?:www\.|mobile\.)?(?:twitter|x)\.com\/([A-Za-z0-9_]+|i\/web)\/status(?:es)?\/(\d+)(?:[/?#](?!photo|video)|$)/i;

/** The rows of one post: the post itself, its counts as seen at `observedAt`, and what the owner did with it to
 *  others. Acts on oneself (threads) make no interaction. */
export function rowsOfPost(post: Post, owner: Owner, observedAt: string): readonly TableRow[] {
  const parent = parentOf(post, owner);
  const isRepost = parent.kind === "repost";
  const row: RowOf<"posts"> = {
    network: "x",
    post_id: post.postId,
    author_id: owner.accountId,
    posted_at: post.postedAt,
    edited_at: null,
    kind: parent.kind,
    parent_post_id: parent.postId,
    parent_author_id: parent.authorId,
    root_post_id: null,
    lang: isRepost ? null : post.lang,
    text: isRepost ? null : post.text,
    tags: isRepost || post.tags === null ? null : [...post.tags],
    links: isRepost ? null : [...post.links],
    mention_ids:
      isRepost || post.mentions === null
        ? null
        : [...new Set(post.mentions.map(({ accountId }) => accountId))],
  };
  const acts = actsOf(post, parent, owner).map((row): TableRow => ({ table: "interactions", row }));
  const stats = isRepost || post.counts === null ? [] : [statsRow(post.postId, post.counts, observedAt)];
  return [{ table: "posts", row }, ...stats, ...acts];
}

interface Parent {
  readonly kind: PostKind;
  readonly postId: string | null;
  readonly authorId: string | null;
}

function parentOf(post: Post, owner: Owner): Parent {
  if (post.repostOf !== null) return { kind: "repost", ...post.repostOf };
  if (post.replyTo.postId !== null || post.replyTo.authorId !== null)
    return { kind: "reply", ...post.replyTo };
  const [, handle, postId] =
    post.links.map(link => POST_LINK.exec(link)).findLast(match => match !== null) ?? [];
  if (handle === undefined || postId === undefined) return { kind: "original", postId: null, authorId: null };
  return { kind: "quote", postId, authorId: accountIdOf(handle, post, owner) };
}

function accountIdOf(handle: string, post: Post, owner: Owner): string | null {
  const isSame = (other: string | null) => other?.toLowerCase() === handle.toLowerCase();
  if (isSame(owner.handle)) return owner.accountId;
  return post.mentions?.find(mention => isSame(mention.handle))?.accountId ?? null;
}

function actsOf(post: Post, parent: Parent, owner: Owner): readonly RowOf<"interactions">[] {
  const common = { network: "x", actor_id: owner.accountId, acted_at: post.postedAt } as const;
  const acts: Act[] = [];
  if (parent.kind !== "original" && parent.authorId !== null)
    acts.push({ ...common, kind: parent.kind, target_id: parent.authorId, post_id: parent.postId });
  const mentioned = parent.kind === "repost" ? [] : (post.mentions ?? []);
  for (const target_id of new Set(mentioned.map(({ accountId }) => accountId)))
    if (target_id !== parent.authorId) acts.push({ ...common, kind: "mention", target_id, post_id: null });
  return acts.filter(act => act.target_id !== owner.accountId).map(act => actRow(act, post.postId));
}

/** The row of an act that stands in the post `postId` of its actor. The archive and the API both name that post, while the
 *  archive names no reposted one: so an act has one id whoever tells it. */
export function actRow(act: Act, postId: string): RowOf<"interactions"> {
  const { network, kind, actor_id, target_id, post_id, acted_at } = act;
  const interaction_id = actIdIn(kind, postId, target_id);
  return { network, interaction_id, kind, actor_id, target_id, post_id, acted_at };
}

function statsRow(postId: string, counts: NonNullable<Post["counts"]>, observedAt: string): TableRow {
  return {
    table: "post_stats",
    row: {
      network: "x",
      post_id: postId,
      observed_at: observedAt,
      like_count: counts.likes,
      repost_count: counts.reposts,
      reply_count: null,
      quote_count: null,
      view_count: null,
    },
  };
}
