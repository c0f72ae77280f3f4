import type { InteractionKind, RowOf } from "../../domain/interchange/schema.ts";
import { parseAtUri } from "./at-uri.ts";
import type { WirePost } from "./record-wire.ts";
import { actedAt } from "./time.ts";

/** What a post does to another account. */
export interface PostAct {
  readonly kind: InteractionKind;
  readonly targetId: string;
  readonly postId: string | null;
}

/** The row of a post and the acts it stands for: the reply to its parent's author, the quote, and each mention of
 *  somebody whom it neither answers nor quotes. Acts on oneself are among them. */
export function readPost(
  uri: string,
  authorId: string,
  post: WirePost,
  seenAt: string,
): { readonly row: RowOf<"posts">; readonly acts: readonly PostAct[] } {
  const parent = parsePostUri(post.reply?.parent.uri);
  const quoted = parsePostUri(quotedUri(post));
  const features = post.facets?.flatMap(facet => facet.features) ?? [];
  const mentionIds = distinct(features.flatMap(({ $type, did }) => ($type === MENTION && did ? [did] : [])));
  const links = [
    ...features.flatMap(({ $type, uri: link }) => ($type === LINK && link ? [link] : [])),
    ...[post.embed?.external?.uri, post.embed?.media?.external?.uri].filter(link => link !== undefined),
  ];
  const tags = features.flatMap(({ $type, tag }) => ($type === TAG && tag ? [tag] : []));
  const row: RowOf<"posts"> = {
    network: "bluesky",
    post_id: uri,
    author_id: authorId,
    posted_at: actedAt(post.createdAt, seenAt),
    edited_at: null,
    kind: parent !== null ? "reply" : quoted !== null ? "quote" : "original",
    parent_post_id: (parent ?? quoted)?.uri ?? null,
    parent_author_id: (parent ?? quoted)?.did ?? null,
    root_post_id: parent === null ? null : (post.reply?.root.uri ?? null),
    lang: post.langs?.[0] ?? null,
    text: post.text,
    tags: distinct([...tags, ...(post.tags ?? [])]),
    links: distinct(links),
    mention_ids: mentionIds,
  };
  const acts: PostAct[] = [];
  if (parent !== null) acts.push({ kind: "reply", targetId: parent.did, postId: parent.uri });
  if (quoted !== null) acts.push({ kind: "quote", targetId: quoted.did, postId: quoted.uri });
  const answered = new Set(acts.map(({ targetId }) => targetId));
  for (const targetId of mentionIds)
    if (!answered.has(targetId)) acts.push({ kind: "mention", targetId, postId: null });
  return { row, acts };
}

const MENTION = "app.bsky.richtext.facet#mention";
const LINK = "app.bsky.richtext.facet#link";
const TAG = "app.bsky.richtext.facet#tag";

/** Lists, feeds and starter packs are embedded the same way; only a post is quoted. */
function parsePostUri(uri: string | undefined): { readonly uri: string; readonly did: string } | null {
  const parsed = parseAtUri(uri);
  return parsed?.collection === "app.bsky.feed.post" ? { uri: uri!, did: parsed.did } : null;
}

function quotedUri({ embed }: WirePost): string | undefined {
  if (!embed?.record) return undefined;
  return "record" in embed.record ? embed.record.record.uri : embed.record.uri;
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
