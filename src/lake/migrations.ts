import { randomBytes } from "node:crypto";
import Database from "libsql";
import { VersionMismatch } from "../domain/errors.ts";

export type LakeDb = Database.Database;

/** Milliseconds a statement waits for another process's transaction. */
const BUSY_TIMEOUT_MS = 20_000;
const RETRY_MS = 5;

/** Step n brings lake.db from version n to n + 1. Published steps are never edited; a change is a new step. */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
   CREATE TABLE openers (opener_id TEXT PRIMARY KEY, pid INTEGER NOT NULL, process_start TEXT NOT NULL,
     opened_at TEXT NOT NULL) STRICT;
   CREATE TABLE leases (lease_id INTEGER PRIMARY KEY AUTOINCREMENT, opener_id TEXT NOT NULL,
     garbage_floor INTEGER NOT NULL) STRICT;
   CREATE TABLE garbage (garbage_id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL) STRICT;
   CREATE TABLE attempts (attempt_id TEXT PRIMARY KEY, opener_id TEXT NOT NULL) STRICT;
   CREATE TABLE batches (batch_id TEXT PRIMARY KEY, content_hash TEXT NOT NULL UNIQUE, label TEXT NOT NULL,
     committed_at TEXT NOT NULL, row_count INTEGER NOT NULL) STRICT;
   CREATE TABLE files (file_id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL UNIQUE,
     table_name TEXT NOT NULL, network TEXT NOT NULL, day TEXT, row_count INTEGER NOT NULL,
     is_overlapping INTEGER NOT NULL) STRICT;
   CREATE INDEX files_by_partition ON files (table_name, network, day);
   CREATE TABLE file_batches (file_id INTEGER NOT NULL, batch_id TEXT NOT NULL,
     PRIMARY KEY (file_id, batch_id)) STRICT, WITHOUT ROWID;
   CREATE TABLE rejects (path TEXT PRIMARY KEY, batch_id TEXT NOT NULL) STRICT;
   CREATE TABLE cursors (stream TEXT PRIMARY KEY, cursor TEXT NOT NULL, saved_at TEXT NOT NULL) STRICT;
   CREATE TABLE segments (segment_id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL UNIQUE,
     committed_bytes INTEGER NOT NULL, state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
     opener_id TEXT NOT NULL) STRICT;
   CREATE TABLE runs (run_id TEXT PRIMARY KEY, as_of TEXT NOT NULL, model_id TEXT NOT NULL,
     published_at TEXT NOT NULL, is_kept INTEGER NOT NULL, has_history INTEGER NOT NULL) STRICT;
   CREATE TABLE tombstones (kind TEXT NOT NULL CHECK (kind IN ('account', 'handle', 'post')),
     hash TEXT NOT NULL, forgotten_at TEXT NOT NULL, PRIMARY KEY (kind, hash)) STRICT, WITHOUT ROWID;
   CREATE TABLE forget_intents (intent_id INTEGER PRIMARY KEY AUTOINCREMENT, network TEXT NOT NULL,
     account_id TEXT NOT NULL, handles TEXT NOT NULL) STRICT;
   INSERT INTO meta VALUES ('forget_generation', '0'), ('last_batch', '0'), ('last_run', '0');`,
  `CREATE TABLE snapshots (snapshot_id INTEGER PRIMARY KEY AUTOINCREMENT, run_id TEXT NOT NULL,
     path TEXT NOT NULL UNIQUE, published_at TEXT NOT NULL) STRICT;
   CREATE TABLE klout_ids (klout_id INTEGER PRIMARY KEY AUTOINCREMENT, identity_id TEXT NOT NULL UNIQUE) STRICT;
   INSERT INTO sqlite_sequence VALUES ('klout_ids', 100000);
   CREATE TABLE claims (network TEXT NOT NULL, account_id TEXT NOT NULL, claimed_at TEXT NOT NULL,
     proof TEXT NOT NULL, statement TEXT, is_hidden INTEGER NOT NULL,
     PRIMARY KEY (network, account_id)) STRICT, WITHOUT ROWID;
   INSERT INTO meta VALUES ('claims_version', '0');`,
  `CREATE TABLE api_keys (key_id TEXT PRIMARY KEY, name TEXT NOT NULL, secret_hash TEXT NOT NULL,
     is_operator INTEGER NOT NULL, requests_per_minute INTEGER, created_at TEXT NOT NULL,
     revoked_at TEXT) STRICT, WITHOUT ROWID;`,
  `CREATE TABLE claim_sessions (token_hash TEXT PRIMARY KEY, network TEXT NOT NULL, account_id TEXT NOT NULL,
     begun_at TEXT NOT NULL, ends_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE used_claims (claim_hash TEXT PRIMARY KEY, ends_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE disputes (dispute_id TEXT PRIMARY KEY, network TEXT NOT NULL, account_id TEXT NOT NULL,
     kind TEXT NOT NULL CHECK (kind IN ('topic', 'link', 'event')), subject TEXT NOT NULL,
     other_network TEXT, other_id TEXT, effect TEXT NOT NULL, reason TEXT NOT NULL, disputed_at TEXT NOT NULL)
     STRICT, WITHOUT ROWID;
   CREATE INDEX disputes_by_account ON disputes (network, account_id);`,
  `CREATE TABLE topic_choices (network TEXT NOT NULL, account_id TEXT NOT NULL, topic_id TEXT NOT NULL,
     choice TEXT NOT NULL CHECK (choice IN ('shown', 'hidden', 'disputed')), chosen_at TEXT NOT NULL,
     PRIMARY KEY (network, account_id, topic_id)) STRICT, WITHOUT ROWID;`,
];

/** The opened database file at `path`, created or brought to the newest version.
 *  @throws VersionMismatch when a newer program wrote it. */
export function openLakeDb(path: string): LakeDb {
  const db = new Database(path);
  db.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  try {
    if (readVersion(db) > MIGRATIONS.length) migrate(db, path);
    turnWalOn(db);
    db.pragma("synchronous = FULL");
    db.pragma("secure_delete = ON");
    migrate(db, path);
    db.prepare("INSERT OR IGNORE INTO meta VALUES ('salt', ?)").run(randomBytes(32).toString("hex"));
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
}

/** The version of `db` after applying the steps it lacks, all in one transaction.
 *  @throws VersionMismatch when `db` is newer than `steps`. */
export function migrate(db: LakeDb, path: string, steps: readonly string[] = MIGRATIONS): number {
  if (readVersion(db) === steps.length) return steps.length;
  return db
    .transaction(() => {
      const version = readVersion(db);
      if (version > steps.length)
        throw new VersionMismatch(
          `${path} has lake version ${version}, this program reads up to ${steps.length}; upgrade renown to open it`,
        );
      for (const step of steps.slice(version)) db.exec(step);
      db.exec(`PRAGMA user_version = ${steps.length}`);
      return steps.length;
    })
    .immediate();
}

/** Turns write-ahead logging on. SQLite answers at once that the file is busy when two processes turn it on together,
 *  whatever the time to wait: each would wait for the other's lock. */
function turnWalOn(db: LakeDb): void {
  const end = Date.now() + BUSY_TIMEOUT_MS;
  for (;;) {
    try {
      db.pragma("journal_mode = WAL");
      return;
    } catch (error) {
      if ((error as { code?: unknown }).code !== "SQLITE_BUSY" || Date.now() > end) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
    }
  }
}

function readVersion(db: LakeDb): number {
  const [row] = db.pragma("user_version") as { user_version: number }[];
  return row?.user_version ?? 0;
}
