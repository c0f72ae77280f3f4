import { createHash } from "node:crypto";
import type Database from "libsql";
import { TABLES, type TableName } from "../domain/interchange/schema.ts";
import type { Screen } from "./journal.ts";
import type { LakeDb } from "./migrations.ts";

export type TombstoneKind = "account" | "handle" | "post";

/** Columns whose account owns the row: when it is forgotten, the row goes. */
export const OWNER_COLUMNS: Readonly<Record<TableName, readonly string[]>> = {
  accounts: ["account_id"],
  account_stats: ["account_id"],
  posts: ["author_id"],
  post_stats: [],
  interactions: ["actor_id", "target_id"],
  removals: [],
  observations: ["scope"],
  identity_links: ["account_id"],
  lists: ["owner_id"],
};

/** What a lake keeps of a forgotten word: SHA-256 of salt, network and word. Handles are compared without a
 *  leading @ and in lower case. */
export function tombstoneHash(salt: string, network: string, kind: TombstoneKind, word: string): string {
  const text = kind === "handle" ? normalHandle(word) : word;
  return createHash("sha256").update(`${salt}|${network}|${text}`).digest("hex");
}

/** A handle as it is compared: without a leading @, in lower case. */
export function normalHandle(handle: string): string {
  return handle.replace(/^@/, "").toLowerCase();
}

interface Lookup {
  readonly salt: string;
  readonly find: Database.Statement;
}

const lookups = new WeakMap<LakeDb, Lookup>();

function lookupOf(db: LakeDb): Lookup {
  const known = lookups.get(db);
  if (known !== undefined) return known;
  const { value: salt } = db.prepare("SELECT value FROM meta WHERE name = 'salt'").get() as { value: string };
  const find = db.prepare(
    "SELECT 1 AS found FROM tombstones WHERE (kind = ? AND hash = ?) OR (kind = ? AND hash = ?) LIMIT 1",
  );
  const lookup = { salt, find };
  lookups.set(db, lookup);
  return lookup;
}

/** The secret of this lake that goes into every tombstone. */
export function saltOf(db: LakeDb): string {
  return lookupOf(db).salt;
}

/** Whether anything was ever forgotten here. */
export function hasTombstones(db: LakeDb): boolean {
  return db.prepare("SELECT 1 AS found FROM tombstones LIMIT 1").get() !== undefined;
}

/** Whether the account with this id or handle was forgotten. */
export function isForgotten(db: LakeDb, network: string, idOrHandle: string): boolean {
  const { salt, find } = lookupOf(db);
  const id = tombstoneHash(salt, network, "account", idOrHandle);
  const handle = tombstoneHash(salt, network, "handle", idOrHandle);
  return find.get("account", id, "handle", handle) !== undefined;
}

function hasTombstone(db: LakeDb, network: string, kind: TombstoneKind, word: string): boolean {
  const { salt, find } = lookupOf(db);
  const hash = tombstoneHash(salt, network, kind, word);
  return find.get(kind, hash, kind, hash) !== undefined;
}

/** Drops journal rows of forgotten accounts and posts; names of theirs inside other people's text are blanked
 *  when the journal is compacted. */
export function journalScreen(db: LakeDb): Screen {
  return (table, rows) => (hasTombstones(db) ? rows.filter(row => !isOfForgotten(db, table, row)) : rows);
}

function isOfForgotten(db: LakeDb, table: TableName, row: object): boolean {
  const cells = row as Readonly<Record<string, unknown>>;
  const network = String(cells["network"]);
  const owners = OWNER_COLUMNS[table].map(column => String(cells[column]));
  if (owners.some(id => hasTombstone(db, network, "account", id))) return true;
  const { subject, subject_id: subjectId, post_id: postId } = cells;
  if (table === "removals" && subject === "account")
    return hasTombstone(db, network, "account", String(subjectId));
  if (table === "removals" && subject === "post") return hasTombstone(db, network, "post", String(subjectId));
  const isAboutPost = table === "post_stats" && "post_id" in TABLES[table].row.shape;
  return isAboutPost && hasTombstone(db, network, "post", String(postId));
}
