import type { RowOf } from "../../../domain/interchange/schema.ts";
import type { TableRow } from "../../contract.ts";
import type { Act } from "../../interaction-id.ts";
import { decodeEntities, languageOf } from "../normalise.ts";
import { actRow, type Mention, type Owner, type Post, rowsOfPost } from "../post.ts";
import { isoOfIsoTime } from "../time.ts";
import { type WirePost, type WireProblem, type WireUser, wirePost, wireUser } from "./wire.ts";

type InteractionRow = { readonly table: "interactions"; readonly row: RowOf<"interactions"> };

/** The profile and counts of an account as seen at `seenAt`; of a protected one the profile alone. */
export function rowsOfUser(user: WireUser, seenAt: string): readonly TableRow[] {
  const profile: RowOf<"accounts"> = {
    network: "x",
    account_id: user.id,
    handle: user.username || null,
    display_name: user.name || null,
    kind: null,
    bio: user.description || null,
    url: user.entities?.url?.urls?.[0]?.expanded_url || user.url || null,
    created_at: isoOfIsoTime(user.created_at),
    is_protected: user.protected ?? null,
    is_indexable: null,
    is_verified: user.verified ?? null,
    observed_at: seenAt,
  };
  if (user.protected === true)
    return [{ table: "accounts", row: { ...profile, bio: null, url: null, display_name: null } }];
  const metrics = user.public_metrics ?? null;
  const stats: RowOf<"account_stats"> = {
    network: "x",
    account_id: user.id,
    observed_at: seenAt,
    followers_count: metrics?.followers_count ?? null,
    following_count: metrics?.following_count ?? null,
    posts_count: metrics?.post_count ?? metrics?.tweet_count ?? null,
    listed_count: metrics?.listed_count ?? null,
  };
  return [
    { table: "accounts", row: profile },
    ...(metrics ? [{ table: "account_stats", row: stats } as const] : []),
  ];
}

/** A post of the owner as read, with what it drew. */
export interface ReadPost {
  readonly rows: readonly TableRow[];
  readonly postId: string;
  readonly postedAt: string;
  /** Null for a repost, whose counts are those of somebody else's post. */
  readonly counts: { readonly reposts: number; readonly quotes: number } | null;
}

/** The rows of a post of the owner, or the reason why there are none. */
export function readOwnPost(
  raw: unknown,
  owner: Owner,
  seenAt: string,
): ReadPost | { readonly reason: string } {
  const read = readPost(raw);
  if ("reason" in read) return read;
  const { post, postedAt } = read;
  const plainText = decodeEntities(post.note_post?.text ?? post.note_tweet?.text ?? post.text ?? "");
  const mentions = mentionsOf(post);
  const common: Post = {
    postId: post.id,
    postedAt,
    text: plainText,
    lang: languageOf(post.lang),
    tags: post.entities?.hashtags?.map(({ tag }) => tag) ?? [],
    links: post.entities?.urls?.flatMap(url => url.unwound_url ?? url.expanded_url ?? []) ?? [],
    mentions,
    replyTo: replyOf(post, owner.accountId),
    repostOf: repostOf(post, plainText, mentions),
    counts: null,
  };
  const rows = rowsOfPost(common, owner, seenAt).map(withRoot(post));
  if (common.repostOf !== null) return { rows, postId: post.id, postedAt, counts: null };
  const metrics = post.public_metrics ?? null;
  const stats: RowOf<"post_stats"> = {
    network: "x",
    post_id: post.id,
    observed_at: seenAt,
    like_count: metrics?.like_count ?? null,
    repost_count: metrics?.repost_count ?? metrics?.retweet_count ?? null,
    reply_count: metrics?.reply_count ?? null,
    quote_count: metrics?.quote_count ?? null,
    view_count: metrics?.impression_count ?? null,
  };
  const counts = { reposts: stats.repost_count ?? 0, quotes: stats.quote_count ?? 0 };
  return {
    rows: [...rows, ...(metrics ? [{ table: "post_stats", row: stats } as const] : [])],
    postId: post.id,
    postedAt,
    counts,
  };
}

/** The act that a post of somebody else stands for: `postId` reposted or quoted. Null when it is the owner's own. */
export function actOn(
  raw: unknown,
  kind: "repost" | "quote",
  postId: string,
  ownerId: string,
): InteractionRow | { readonly reason: string } | null {
  const read = readPost(raw);
  if ("reason" in read) return read;
  const actorId = read.post.author_id ?? null;
  if (actorId === null) return { reason: "missing_author_id" };
  return actIn(read, { kind, actor_id: actorId, target_id: ownerId, post_id: postId });
}

/** What a post that names the owner did to them: replied to, quoted or passed on one of their posts, else mentioned
 *  them. `authors`: author by id of each post that came along. Null for one's own posts. */
export function actOfMention(
  raw: unknown,
  authors: ReadonlyMap<string, string>,
  ownerId: string,
): InteractionRow | { readonly reason: string } | null {
  const read = readPost(raw);
  if ("reason" in read) return read;
  const { post } = read;
  const actorId = post.author_id ?? null;
  if (actorId === null) return { reason: "missing_author_id" };
  const ofOwner = (type: string, otherwise: string | null = null): string | undefined => {
    const reference = referencesOf(post).find(one => one.type === type);
    return reference && (authors.get(reference.id) ?? otherwise) === ownerId ? reference.id : undefined;
  };
  const answered = post.in_reply_to_user_id ?? leadingMention(post);
  const found = (
    [
      ["repost", ofOwner("retweeted")],
      ["reply", ofOwner("replied_to", answered)],
      ["quote", ofOwner("quoted")],
    ] as const
  ).find(([, postId]) => postId !== undefined);
  const [kind, postId] = found ?? ["mention" as const, null];
  return actIn(read, { kind, actor_id: actorId, target_id: ownerId, post_id: postId ?? null });
}

/** When a post was published; null for one that cannot be read. */
export function postedAtOf(raw: unknown): string | null {
  const read = readPost(raw);
  return "reason" in read ? null : read.postedAt;
}

/** The accounts that came along; one that cannot be read is left out. */
export function usersOf(raw: readonly unknown[]): readonly WireUser[] {
  return raw.flatMap(one => wireUser.safeParse(one).data ?? []);
}

/** Author by post id of the posts that came along. */
export function authorsOf(raw: readonly unknown[]): ReadonlyMap<string, string> {
  return new Map(
    raw.flatMap(one => {
      const post = wirePost.pick({ id: true, author_id: true }).safeParse(one).data;
      return post?.author_id ? [[post.id, post.author_id] as const] : [];
    }),
  );
}

/** X's name for what went wrong, as a reason of one word: "resource_not_found". */
export function reasonOfProblem({ type, title }: WireProblem): string {
  const word = type?.split("/").at(-1) || title || "unknown_problem";
  return word.toLowerCase().replace(/[^a-z0-9]+/g, "_");
}

interface DatedPost {
  readonly post: WirePost;
  readonly postedAt: string;
}

function readPost(raw: unknown): DatedPost | { readonly reason: string } {
  const parsed = wirePost.safeParse(raw);
  if (!parsed.success) return { reason: `missing_${String(parsed.error.issues[0]?.path[0] ?? "post")}` };
  const postedAt = isoOfIsoTime(parsed.data.created_at);
  return postedAt === null ? { reason: "bad_time_created_at" } : { post: parsed.data, postedAt };
}

/** The act that stands in a post of its actor; null for one on oneself. */
function actIn({ post, postedAt }: DatedPost, act: Omit<Act, "network" | "acted_at">): InteractionRow | null {
  if (act.actor_id === act.target_id) return null;
  return { table: "interactions", row: actRow({ network: "x", acted_at: postedAt, ...act }, post.id) };
}

const referencesOf = (post: WirePost) => post.referenced_posts ?? post.referenced_tweets ?? [];

function mentionsOf(post: WirePost): readonly Mention[] {
  return (post.entities?.mentions ?? []).flatMap(({ id, username }) =>
    id ? [{ accountId: id, handle: username ?? null }] : [],
  );
}

/** Replies begin with the handle of the author they answer. */
function leadingMention(post: WirePost): string | null {
  return post.entities?.mentions?.find(({ start }) => start === 0)?.id ?? null;
}

/** A post inside another's conversation is a reply; one without a name at its head goes on with one's own. */
function replyOf(post: WirePost, ownerId: string): Post["replyTo"] {
  const reference = referencesOf(post).find(({ type }) => type === "replied_to");
  const isReply = reference !== undefined || (post.conversation_id ?? post.id) !== post.id;
  if (!isReply) return { postId: null, authorId: null };
  return {
    postId: reference?.id ?? null,
    authorId: post.in_reply_to_user_id ?? leadingMention(post) ?? ownerId,
  };
}

function repostOf(post: WirePost, text: string, mentions: readonly Mention[]): Post["repostOf"] {
  const reference = referencesOf(post).find(({ type }) => type === "retweeted");
  const handle = /^RT @(\w+):/.exec(text)?.[1]?.toLowerCase();
  if (reference === undefined && handle === undefined) return null;
  const author = mentions.find(mention => mention.handle?.toLowerCase() === handle);
  return { postId: reference?.id ?? null, authorId: author?.accountId ?? null };
}

/** The conversation's first post is named by X even where the post answered is not. */
function withRoot(post: WirePost): (record: TableRow) => TableRow {
  const root = post.conversation_id ?? null;
  return record =>
    record.table === "posts" && record.row.kind === "reply" && root !== post.id
      ? { table: "posts", row: { ...record.row, root_post_id: root } }
      : record;
}
