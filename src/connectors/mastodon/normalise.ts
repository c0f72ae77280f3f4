import type { PostKind, RowOf, TableName } from "../../domain/interchange/schema.ts";
import type { ConnectorRecord, TableRow } from "../contract.ts";
import { type Act, toInteraction } from "../interaction-id.ts";
import { plainText } from "./plain-text.ts";
import { type WireAccount, type WireStatus, wireAccount, wireStatus } from "./wire.ts";

/** Where and when something was read. */
export interface ReadFrom {
  /** Domain of the server's accounts: what stands behind the last @ of its own people. */
  readonly domain: string;
  /** Whether it runs Mastodon itself, whose counts of its own people and posts are whole. */
  readonly isMastodon: boolean;
  /** UTC ISO. */
  readonly observedAt: string;
}

/** Ids that are valid everywhere, by this server's own numbers; from the answers of one page only. */
export interface KnownIds {
  readonly accounts: ReadonlyMap<string, string>;
  readonly statuses: ReadonlyMap<string, string>;
}

export const NOTHING_KNOWN: KnownIds = { accounts: new Map(), statuses: new Map() };

/** The account of `raw`, or null when it is none. */
export function readWireAccount(raw: unknown): WireAccount | null {
  return wireAccount.safeParse(raw).data ?? null;
}

/** The status of `raw`, or null when it is none. */
export function readWireStatus(raw: unknown): WireStatus | null {
  return wireStatus.safeParse(raw).data ?? null;
}

/** The id of an account that every server agrees on: its actor URI; its address where a server gives no URI. Null
 *  when it gives neither. */
export function accountIdOf({ uri, url }: WireAccount): string | null {
  return uri || url || null;
}

/** Whether the account lives on the server that was asked. */
export const isLocal = ({ acct }: WireAccount): boolean => !acct.includes("@");

/** What an account says about being found. */
type ChosenMarks = Pick<WireAccount, "note" | "fields"> & {
  readonly [mark in "discoverable" | "indexable" | "noindex"]?: boolean | null | undefined;
};

/** False when the account asked not to be found or read by programs, true when it asked to be found, null when it did
 *  not choose. */
export function isIndexable(account: ChosenMarks): boolean | null {
  const { discoverable, indexable, noindex, note, fields } = account;
  const said = plainText([note ?? "", ...(fields ?? []).map(field => field.value ?? "")].join("<br>")).text;
  if (discoverable === false || indexable === false || noindex === true) return false;
  if (/#no(bot|bots|index|indexing|archive|search)\b/i.test(said)) return false;
  return discoverable === true ? true : null;
}

/** Whether posts of the account may be kept: it is neither locked nor opted out. */
export function isReadable(account: WireAccount): boolean {
  return account.locked !== true && isIndexable(account) !== false;
}

/** A status that anyone may read. */
export const isPublic = ({ visibility }: Pick<WireStatus, "visibility">): boolean =>
  visibility === "public" || visibility === "unlisted";

/** Profile and counts of an account. Of one that opted out or is locked only the marks and the handle. A server other
 *  than the account's own sees a part of its followers and posts, so a 0 from it says nothing. */
export function accountRows(account: WireAccount, from: ReadFrom): readonly TableRow[] {
  const account_id = accountIdOf(account);
  if (account_id === null) return [];
  const canShow = isReadable(account);
  const { text: note, links } = plainText(account.note ?? "");
  const fields = (account.fields ?? []).map(({ name, value, verified_at }) => ({
    ...plainText(value ?? ""),
    name: plainText(name ?? "").text,
    isVerified: Boolean(verified_at),
  }));
  const ownLinks = [...fields].sort((a, b) => Number(b.isVerified) - Number(a.isVerified));
  const bio = [note, ...fields.map(({ name, text }) => `${name}: ${text}`)].filter(Boolean).join("\n");
  const kind = account.bot === true ? "bot" : account.group === true ? "organisation" : null;
  const profile = row("accounts", {
    network: "mastodon",
    account_id,
    handle: isLocal(account) ? `${account.acct}@${from.domain}` : account.acct,
    display_name: canShow ? account.display_name || null : null,
    kind,
    bio: canShow ? bio || null : null,
    url: canShow ? (ownLinks.flatMap(field => field.links)[0] ?? links[0] ?? null) : null,
    created_at: isoOf(account.created_at),
    is_protected: account.locked ?? null,
    is_indexable: isIndexable(account),
    is_verified: null,
    observed_at: from.observedAt,
  });
  if (!canShow) return [profile];
  const isWhole = from.isMastodon && isLocal(account);
  const stats = row("account_stats", {
    network: "mastodon",
    account_id,
    observed_at: from.observedAt,
    followers_count: countOf(account.followers_count, isWhole),
    following_count: countOf(account.following_count, isWhole),
    posts_count: countOf(account.statuses_count, isWhole),
    listed_count: null,
  });
  return [profile, stats];
}

/** Whether the counts of a status are those of `freshly`: just published, so that a 0 is no count yet. */
export interface StatusOptions {
  readonly isFresh?: boolean;
}

/** The post, its counts, and whom it answers, quotes, mentions or passes on. Nothing for a status that not everybody
 *  may read. What cannot be told from the server's own numbers is null. */
export function statusRows(
  status: WireStatus,
  known: KnownIds,
  from: ReadFrom,
  { isFresh = false }: StatusOptions = {},
): readonly ConnectorRecord[] {
  const author_id = accountIdOf(status.account);
  const posted_at = isoOf(status.created_at);
  if (!isPublic(status) || status.account.locked === true) return [];
  if (author_id === null || posted_at === null || !URL.canParse(status.uri)) {
    const reason = posted_at === null ? "bad_time_created_at" : "missing_id";
    return [{ rejection: { file: from.domain, reason, raw: "" } }];
  }
  const parent = parentOf(status, known);
  const { kind } = parent;
  const isRepost = kind === "repost";
  const mentioned = (status.mentions ?? []).map(({ id }) => known.accounts.get(id));
  const knownMentions = [...new Set(mentioned.filter(id => id !== undefined))];
  const acts = actsOf(status, parent, knownMentions).map(act =>
    row(
      "interactions",
      toInteraction({ ...act, network: "mastodon", actor_id: author_id, acted_at: posted_at }),
    ),
  );
  if (!isReadable(status.account)) return acts;
  const { text, links } = plainText(status.content ?? "");
  const post = row("posts", {
    network: "mastodon",
    post_id: status.uri,
    author_id,
    posted_at,
    edited_at: isoOf(status.edited_at),
    kind,
    parent_post_id: parent.postId,
    parent_author_id: parent.authorId,
    root_post_id: null,
    lang: isRepost ? null : status.language || null,
    text: isRepost ? null : [status.spoiler_text ?? "", text].filter(Boolean).join("\n\n"),
    tags: isRepost ? null : (status.tags ?? []).map(({ name }) => name),
    links: isRepost ? null : [...links],
    mention_ids: isRepost || knownMentions.length < mentioned.length ? null : knownMentions,
  });
  const isWhole = from.isMastodon && isLocal(status.account) && !isFresh;
  const counts = {
    like_count: countOf(status.favourites_count, isWhole),
    repost_count: countOf(status.reblogs_count, isWhole),
    reply_count: countOf(status.replies_count, isWhole),
    quote_count: countOf(status.quotes_count, isWhole),
  };
  if (isRepost || Object.values(counts).every(value => value === null)) return [post, ...acts];
  const ids = { network: "mastodon", post_id: status.uri, observed_at: from.observedAt } as const;
  return [post, row("post_stats", { ...ids, ...counts, view_count: null }), ...acts];
}

/** Those who liked or passed on a post, with their profiles. Servers do not say when they did: the post's own time
 *  stands for it, which is never too late. */
export function reactionRows(
  kind: "like" | "repost",
  post: { readonly uri: string; readonly authorId: string; readonly postedAt: string },
  actors: readonly WireAccount[],
  from: ReadFrom,
): readonly TableRow[] {
  return actors.flatMap(actor => {
    const actor_id = accountIdOf(actor);
    if (actor_id === null || actor_id === post.authorId) return [];
    if (actor.locked === true) return accountRows(actor, from);
    const act = { network: "mastodon", kind, actor_id, target_id: post.authorId } as const;
    const interaction = toInteraction({ ...act, post_id: post.uri, acted_at: post.postedAt });
    return [row("interactions", interaction), ...accountRows(actor, from)];
  });
}

interface Parent {
  readonly kind: PostKind;
  readonly postId: string | null;
  readonly authorId: string | null;
}

function parentOf(status: WireStatus, known: KnownIds): Parent {
  if (status.reblog)
    return { kind: "repost", postId: status.reblog.uri, authorId: accountIdOf(status.reblog.account) };
  if (status.in_reply_to_id) {
    const postId = known.statuses.get(status.in_reply_to_id) ?? null;
    const author = status.in_reply_to_account_id ?? "";
    const isOwn = author === status.account.id;
    return {
      kind: "reply",
      postId,
      authorId: isOwn ? accountIdOf(status.account) : (known.accounts.get(author) ?? null),
    };
  }
  const quoted = quotedBy(status);
  if (quoted === null) return { kind: "original", postId: null, authorId: null };
  return { kind: "quote", postId: quoted.uri, authorId: accountIdOf(quoted.account) };
}

function quotedBy({ quote }: WireStatus) {
  const quoted = quote?.state === "accepted" ? (quote.quoted_status ?? null) : null;
  return quoted !== null && isPublic(quoted) ? quoted : null;
}

/** A reply or quote absorbs the mention of the same account; acts on oneself are none. */
function actsOf(
  status: WireStatus,
  { kind, postId, authorId }: Parent,
  mentionIds: readonly string[],
): readonly Pick<Act, "kind" | "target_id" | "post_id">[] {
  const acts: Pick<Act, "kind" | "target_id" | "post_id">[] = [];
  if (status.reblog && !isPublic(status.reblog)) return [];
  if (kind !== "original" && authorId !== null) acts.push({ kind, target_id: authorId, post_id: postId });
  const quoted = kind === "reply" ? quotedBy(status) : null;
  const quotedAuthor = quoted === null ? null : accountIdOf(quoted.account);
  if (quotedAuthor !== null) acts.push({ kind: "quote", target_id: quotedAuthor, post_id: quoted!.uri });
  if (kind !== "repost")
    for (const target_id of mentionIds)
      if (!acts.some(act => act.target_id === target_id))
        acts.push({ kind: "mention", target_id, post_id: null });
  const ownId = accountIdOf(status.account);
  return acts.filter(({ target_id }) => target_id !== ownId);
}

/** A 0 counts only where the server sees the whole; servers that hide a count say 0 or less. */
function countOf(value: number | null | undefined, isWhole: boolean): number | null {
  if (value === null || value === undefined || !Number.isSafeInteger(value) || value < 0) return null;
  return value === 0 && !isWhole ? null : value;
}

/** UTC ISO of the whole second, or null for what is no time. Only the author's own server knows milliseconds, archives and
 *  other servers do not: the id of an act must not depend on who told it. */
export function isoOf(text: string | null | undefined): string | null {
  if (!text || !/^\d{4}-\d{2}-\d{2}(T|$)/.test(text)) return null;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? null : `${date.toISOString().slice(0, 19)}.000Z`;
}

function row<T extends TableName>(table: T, columns: RowOf<T>): TableRow {
  return { table, row: columns } as unknown as TableRow;
}
