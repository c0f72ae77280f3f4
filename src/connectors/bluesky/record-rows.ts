import type { z } from "zod";
import type { RowOf } from "../../domain/interchange/schema.ts";
import type { Normalised } from "../reading/rejections.ts";
import { actRows } from "./acts.ts";
import { type AtUri, parseAtUri, toAtUri } from "./at-uri.ts";
import { listingRows, listRows } from "./list-rows.ts";
import { readPost } from "./post.ts";
import {
  type WireProfileRecord,
  wireFollow,
  wireListItem,
  wireListRecord,
  wirePost,
  wireProfileRecord,
  wireSubject,
} from "./record-wire.ts";
import { actedAt, isoOf } from "./time.ts";

/** A record of somebody's repository, from wherever it came: firehose, CAR or AppView. */
export interface RepoRecord extends AtUri {
  readonly record: unknown;
  /** When the network saw it, UTC ISO: no act is dated later. */
  readonly seenAt: string;
}

type Reader = (repoRecord: RepoRecord) => Normalised;

const READERS: Readonly<Record<string, Reader>> = {
  "app.bsky.actor.profile": profileRows,
  "app.bsky.feed.post": postRows,
  "app.bsky.feed.like": likeRows,
  "app.bsky.feed.repost": repostRows,
  "app.bsky.graph.follow": followRows,
  "app.bsky.graph.list": namedListRows,
  "app.bsky.graph.listitem": listItemRows,
};

/** Collections that become rows; a stream need ask for no others. */
export const READ_COLLECTIONS: readonly string[] = Object.keys(READERS);

/** The rows of one record: a post and the acts it stands for, a like, a repost, a follow, a list, somebody on it, a
 *  profile (without its handle, which is in no record). Any other collection gives none. */
export function rowsOfRecord(repoRecord: RepoRecord): Normalised {
  return READERS[repoRecord.collection]?.(repoRecord) ?? { rows: [] };
}

/** The profile row of an account as far as its own record tells it; `record` null when it has none. */
export function accountRowOfRecord(
  did: string,
  record: WireProfileRecord | null,
  handle: string | null,
  observedAt: string,
): RowOf<"accounts"> {
  const labels = record?.labels?.values.map(({ val }) => val) ?? [];
  const isIndexable = !labels.includes(NO_UNAUTHENTICATED);
  return {
    network: "bluesky",
    account_id: did,
    handle,
    display_name: isIndexable ? record?.displayName || null : null,
    kind: labels.includes(BOT) ? "bot" : "unknown",
    bio: isIndexable ? record?.description || null : null,
    url: isIndexable ? record?.website || null : null,
    created_at: isoOf(record?.createdAt),
    is_protected: false,
    is_indexable: isIndexable,
    is_verified: null,
    observed_at: observedAt,
  };
}

/** The label by which an account asks not to be shown to people who are not logged in.
 *  Source: https://github.com/bluesky-social/atproto/blob/main/packages/api/docs/labels.md */
export const NO_UNAUTHENTICATED = "!no-unauthenticated";
/** The label by which an account says that it is a machine. */
export const BOT = "bot";

function profileRows({ did, rkey, record, seenAt }: RepoRecord): Normalised {
  if (rkey !== "self") return { rows: [] };
  const read = wireProfileRecord.safeParse(record);
  if (!read.success) return refusal(read.error);
  return { rows: [{ table: "accounts", row: accountRowOfRecord(did, read.data, null, seenAt) }] };
}

function postRows(repoRecord: RepoRecord): Normalised {
  const read = wirePost.safeParse(repoRecord.record);
  if (!read.success) return refusal(read.error);
  const uri = toAtUri(repoRecord);
  const post = readPost(uri, repoRecord.did, read.data, repoRecord.seenAt);
  const { posted_at: postedAt } = post.row;
  const acts = post.acts.flatMap(act =>
    actRows({ ...act, uri, actorId: repoRecord.did, actedAt: postedAt! }),
  );
  return { rows: [{ table: "posts", row: post.row }, ...acts] };
}

function likeRows(repoRecord: RepoRecord): Normalised {
  const read = readSubject(repoRecord);
  return "reason" in read
    ? read
    : { rows: read.subject === null ? [] : actRows({ kind: "like", ...read.act }) };
}

function repostRows(repoRecord: RepoRecord): Normalised {
  const read = readSubject(repoRecord);
  if ("reason" in read) return read;
  const { act, subject } = read;
  if (subject === null) return { rows: [] };
  return {
    rows: [
      { table: "posts", row: repostRow(act.uri, act.actorId, act.postId, subject.did, act.actedAt) },
      ...actRows({ kind: "repost", ...act }),
    ],
  };
}

/** The post that a repost is: whom it passes on, without the other's words. */
export function repostRow(
  uri: string,
  authorId: string,
  parentPostId: string,
  parentAuthorId: string,
  postedAt: string,
): RowOf<"posts"> {
  return {
    network: "bluesky",
    post_id: uri,
    author_id: authorId,
    posted_at: postedAt,
    edited_at: null,
    kind: "repost",
    parent_post_id: parentPostId,
    parent_author_id: parentAuthorId,
    root_post_id: null,
    lang: null,
    text: null,
    tags: null,
    links: null,
    mention_ids: null,
  };
}

function followRows(repoRecord: RepoRecord): Normalised {
  const read = wireFollow.safeParse(repoRecord.record);
  if (!read.success) return refusal(read.error);
  if (!read.data.subject.startsWith("did:")) return { reason: "bad_subject" };
  return {
    rows: actRows({
      kind: "follow",
      uri: toAtUri(repoRecord),
      actorId: repoRecord.did,
      targetId: read.data.subject,
      postId: null,
      actedAt: actedAt(read.data.createdAt, repoRecord.seenAt),
    }),
  };
}

function namedListRows(repoRecord: RepoRecord): Normalised {
  const read = wireListRecord.safeParse(repoRecord.record);
  if (!read.success) return refusal(read.error);
  return { rows: listRows(toAtUri(repoRecord), repoRecord.did, read.data, repoRecord.seenAt) };
}

function listItemRows(repoRecord: RepoRecord): Normalised {
  const read = wireListItem.safeParse(repoRecord.record);
  if (!read.success) return refusal(read.error);
  const { subject, list, createdAt } = read.data;
  if (!subject.startsWith("did:")) return { reason: "bad_subject" };
  if (parseAtUri(list)?.collection !== "app.bsky.graph.list") return { reason: "bad_list" };
  return { rows: listingRows(toAtUri(repoRecord), list, subject, actedAt(createdAt, repoRecord.seenAt)) };
}

/** The act on the subject of a like or repost; subject null when it is no post (a feed, say). */
function readSubject(repoRecord: RepoRecord) {
  const read = wireSubject.safeParse(repoRecord.record);
  if (!read.success) return refusal(read.error);
  const { uri: postId } = read.data.subject;
  const subject = parseAtUri(postId);
  if (subject === null) return { reason: "bad_subject" };
  const act = {
    uri: toAtUri(repoRecord),
    actorId: repoRecord.did,
    targetId: subject.did,
    postId,
    actedAt: actedAt(read.data.createdAt, repoRecord.seenAt),
  };
  return { act, subject: subject.collection === POSTS ? subject : null };
}

const POSTS = "app.bsky.feed.post";

function refusal(error: z.ZodError): { readonly reason: string } {
  const field = error.issues[0]?.path[0];
  return { reason: field === undefined ? "not_an_object" : `missing_${String(field)}` };
}
