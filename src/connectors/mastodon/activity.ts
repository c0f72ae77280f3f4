import type { RowOf } from "../../domain/interchange/schema.ts";
import type { TableRow } from "../contract.ts";
import { type Act, toInteraction } from "../interaction-id.ts";
import { isoOf } from "./normalise.ts";
import { plainText } from "./plain-text.ts";
import { type WireNote, wireActivity } from "./wire-export.ts";

/** What one element of an outbox became. */
export interface ActivityRows {
  readonly rows: readonly TableRow[];
  /** Why it became nothing; null for what is not for all, or of no use. */
  readonly reason: string | null;
  /** UTC ISO; null where it says none. */
  readonly postedAt: string | null;
}

const PUBLIC = ["https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"];
/** Mastodon's addresses of posts hold their author's: https://server/users/name/statuses/123 and
 *  https://server/ap/users/123/statuses/456. */
const POST_OF_AUTHOR = /^(https?:\/\/[^/]+\/(?:ap\/)?users\/[^/]+)\/statuses\/[^/]+$/;

/** The rows of a raw element of the outbox of `ownerId`. Only what is addressed to all becomes rows. */
export function activityRows(raw: unknown, ownerId: string): ActivityRows {
  const parsed = wireActivity.safeParse(raw).data;
  if (parsed === undefined) return { rows: [], reason: "malformed_activity", postedAt: null };
  const { id, type, object } = parsed;
  const isNote = typeof object !== "string";
  const postedAt = isoOf((isNote ? object.published : null) ?? parsed.published);
  const isRead = isNote ? type === "Create" : type === "Announce";
  if (!isRead) return { rows: [], reason: null, postedAt: null };
  if (postedAt === null) return { rows: [], reason: "bad_time_published", postedAt };
  if (!isPublic(isNote ? object : parsed)) return { rows: [], reason: null, postedAt };
  const post = isNote ? noteRow(object, ownerId, postedAt) : boostRow(id, object, ownerId, postedAt);
  const acts = actsOf(post).map((row): TableRow => ({ table: "interactions", row }));
  return { rows: [{ table: "posts", row: post }, ...acts], reason: null, postedAt };
}

function isPublic({ to, cc }: Pick<WireNote, "to" | "cc">): boolean {
  return [...(to ?? []), ...(cc ?? [])].some(address => PUBLIC.includes(address));
}

function noteRow(note: WireNote, ownerId: string, posted_at: string): RowOf<"posts"> {
  const quoted = note.quote ?? note.quoteUri ?? note.quoteUrl ?? null;
  const parent = note.inReplyTo ?? quoted;
  const { text, links } = plainText(note.content ?? "");
  const tags = note.tag ?? [];
  const languages = Object.keys(note.contentMap ?? {});
  return {
    network: "mastodon",
    post_id: note.id,
    author_id: ownerId,
    posted_at,
    edited_at: isoOf(note.updated),
    kind: note.inReplyTo ? "reply" : quoted === null ? "original" : "quote",
    parent_post_id: parent,
    parent_author_id: authorOf(parent),
    root_post_id: null,
    lang: languages.length === 1 ? languages[0]! : null,
    text: [note.summary ?? "", text].filter(Boolean).join("\n\n"),
    tags: tags.flatMap(({ type, name }) => (type === "Hashtag" && name ? [name.replace(/^#/, "")] : [])),
    links: [...links],
    mention_ids: [...new Set(tags.flatMap(({ type, href }) => (type === "Mention" && href ? [href] : [])))],
  };
}

/** A boost has the id of its activity, and none of the other's words. */
function boostRow(id: string, boosted: string, ownerId: string, posted_at: string): RowOf<"posts"> {
  return {
    network: "mastodon",
    post_id: id,
    author_id: ownerId,
    posted_at,
    edited_at: null,
    kind: "repost",
    parent_post_id: boosted,
    parent_author_id: authorOf(boosted),
    root_post_id: null,
    ...{ lang: null, text: null, tags: null, links: null, mention_ids: null },
  };
}

/** Null where the address of a post does not tell, as on servers of other make. */
function authorOf(postUri: string | null): string | null {
  return POST_OF_AUTHOR.exec(postUri ?? "")?.[1] ?? null;
}

/** A reply or quote absorbs the mention of the same account; acts on oneself are none. */
function actsOf(post: RowOf<"posts">): readonly RowOf<"interactions">[] {
  const { author_id, posted_at, kind, parent_author_id, parent_post_id } = post;
  const common = { network: "mastodon", actor_id: author_id!, acted_at: posted_at } as const;
  const acts: Act[] = [];
  if (kind !== null && kind !== "original" && parent_author_id !== null)
    acts.push({ ...common, kind, target_id: parent_author_id, post_id: parent_post_id });
  for (const target_id of post.mention_ids ?? [])
    if (target_id !== parent_author_id) acts.push({ ...common, kind: "mention", target_id, post_id: null });
  return acts.filter(({ target_id }) => target_id !== author_id).map(toInteraction);
}
