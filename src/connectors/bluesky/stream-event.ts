import type { RowOf } from "../../domain/interchange/schema.ts";
import type { ConnectorRecord, Watch } from "../contract.ts";
import { accountRow } from "../reading/plain-rows.ts";
import { rejection } from "../reading/rejections.ts";
import { READ_COLLECTIONS, rowsOfRecord } from "./record-rows.ts";

/** Something that happened on the network, as both streams tell it. */
export type StreamEvent =
  | {
      readonly kind: "record";
      readonly did: string;
      readonly collection: string;
      readonly rkey: string;
      /** Null: it was deleted. */
      readonly record: unknown;
    }
  | { readonly kind: "identity"; readonly did: string; readonly handle: string | null }
  | {
      readonly kind: "account";
      readonly did: string;
      readonly isActive: boolean;
      readonly status: string | null;
    };

const WANTED: ReadonlySet<string> = new Set(READ_COLLECTIONS);
const WATCHED_ACTS = ["like", "repost", "reply", "quote", "mention", "follow"] as const;
/** States of an account in which its posts are not shown; others pass by, such as throttled. */
const GONE: Readonly<Record<string, "deleted" | "deactivated">> = {
  deleted: "deleted",
  deactivated: "deactivated",
  takendown: "deactivated",
  suspended: "deactivated",
};
const SAID_BY_RECORD: ReadonlySet<string> = new Set(["display_name", "bio", "url", "is_indexable"]);
const DID = /^did:[a-z]+:[\w.:%-]+$/;

/** Whether records of `collection` become rows. */
export function isWanted(collection: string): boolean {
  return WANTED.has(collection);
}

/** What a stream of Bluesky watches; `isComplete` when the service gives the whole network. */
export function watchesOf(isComplete: boolean): readonly Watch[] {
  const acts = WATCHED_ACTS.map(kind => ({ table: "interactions", kind, isComplete }) as const);
  return [{ table: "posts", kind: "*", isComplete }, ...acts];
}

/** The rows of `event`, which the network saw at `seenAt` (UTC ISO); `file` names the stream in rejections. */
export function rowsOfEvent(event: StreamEvent, seenAt: string, file: string): readonly ConnectorRecord[] {
  if (!DID.test(event.did)) return [rejection(file, "bad_did")];
  if (event.kind === "identity") return identityRows(event.did, event.handle, seenAt);
  if (event.kind === "account") return accountRows(event, seenAt);
  if (!WANTED.has(event.collection)) return [];
  if (event.record === null) return deletedRows(event, seenAt);
  const made = rowsOfRecord({ ...event, seenAt });
  if ("reason" in made) return [rejection(file, made.reason)];
  return made.rows.map(row =>
    row.table === "accounts" ? { ...row, unsaid: unsaidBut(row.row, SAID_BY_RECORD) } : row,
  );
}

function identityRows(did: string, handle: string | null, seenAt: string): readonly ConnectorRecord[] {
  if (handle === null || handle === "handle.invalid") return [];
  return [profile({ did, handle, seenAt })];
}

function accountRows(
  { did, isActive, status }: Extract<StreamEvent, { kind: "account" }>,
  seenAt: string,
): readonly ConnectorRecord[] {
  // A profile seen later than the removal lifts it.
  if (isActive) return [profile({ did, handle: null, seenAt })];
  const reason = GONE[status ?? ""];
  if (reason === undefined) return [];
  return [removal("account", did, reason, seenAt)];
}

function deletedRows(
  { did, collection, rkey }: Extract<StreamEvent, { kind: "record" }>,
  seenAt: string,
): readonly ConnectorRecord[] {
  const uri = `at://${did}/${collection}/${rkey}`;
  if (collection === "app.bsky.feed.post") return [removal("post", uri, "deleted", seenAt)];
  // A list is removed like a post: interactions name it where they name posts.
  if (collection === "app.bsky.graph.list") return [removal("post", uri, "deleted", seenAt)];
  if (collection === "app.bsky.actor.profile") {
    if (rkey !== "self") return [];
    const row = { ...profile({ did, handle: null, seenAt }).row, is_indexable: true };
    return [{ table: "accounts", row, unsaid: unsaidBut(row, SAID_BY_RECORD) }];
  }
  const undone = removal("interaction", uri, "undone", seenAt);
  // A repost is a post as well.
  return collection === "app.bsky.feed.repost" ? [undone, removal("post", uri, "undone", seenAt)] : [undone];
}

function removal(
  subject: RowOf<"removals">["subject"],
  subjectId: string,
  reason: RowOf<"removals">["reason"],
  removedAt: string,
): ConnectorRecord {
  const row = { network: "bluesky", subject, subject_id: subjectId, removed_at: removedAt, reason } as const;
  return { table: "removals", row };
}

function profile({
  did,
  handle,
  seenAt,
}: {
  readonly did: string;
  readonly handle: string | null;
  readonly seenAt: string;
}) {
  const account = { network: "bluesky", account_id: did, handle, observed_at: seenAt } as const;
  const { table, row } = accountRow({ ...account, is_protected: false });
  return { table, row, unsaid: unsaidBut(row, new Set()) };
}

/** The columns of `row` that hold nothing, but those that `said` names. */
function unsaidBut(row: RowOf<"accounts">, said: ReadonlySet<string>): readonly string[] {
  return Object.entries(row).flatMap(([name, value]) => (value === null && !said.has(name) ? [name] : []));
}
