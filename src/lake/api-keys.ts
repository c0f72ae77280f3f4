import { contextOf } from "./context.ts";
import type { Lake } from "./contract.ts";

/** A key as lake.db holds it; the secret itself is nowhere. */
export interface StoredKey {
  readonly keyId: string;
  /** A word of whoever made it; may be empty. */
  readonly name: string;
  /** SHA-256 of the secret, lower-case hex. */
  readonly secretHash: string;
  /** Whether it may also forget accounts. */
  readonly isOperator: boolean;
  /** Null: the service's own limit. */
  readonly requestsPerMinute: number | null;
  /** UTC ISO. */
  readonly createdAt: string;
  /** UTC ISO; null while it is good. */
  readonly revokedAt: string | null;
}

interface KeyRecord {
  readonly key_id: string;
  readonly name: string;
  readonly secret_hash: string;
  readonly is_operator: number;
  readonly requests_per_minute: number | null;
  readonly created_at: string;
  readonly revoked_at: string | null;
}

/** Notes a new key. */
export function insertKey(lake: Lake, key: StoredKey): void {
  contextOf(lake)
    .db.prepare("INSERT INTO api_keys VALUES (?, ?, ?, ?, ?, ?, ?)")
    .run(
      key.keyId,
      key.name,
      key.secretHash,
      key.isOperator ? 1 : 0,
      key.requestsPerMinute,
      key.createdAt,
      key.revokedAt,
    );
}

/** The key `keyId`, revoked or not; null when none was ever made. */
export function findKey(lake: Lake, keyId: string): StoredKey | null {
  const record = contextOf(lake).db.prepare("SELECT * FROM api_keys WHERE key_id = ?").get(keyId) as
    | KeyRecord
    | undefined;
  return record === undefined ? null : toStoredKey(record);
}

/** Every key ever made, oldest first. */
export function allKeys(lake: Lake): readonly StoredKey[] {
  const records = contextOf(lake)
    .db.prepare("SELECT * FROM api_keys ORDER BY created_at, key_id")
    .all() as KeyRecord[];
  return records.map(toStoredKey);
}

/** Ends the key `keyId`; when it was ended before, that time stays. */
export function revokeKey(lake: Lake, keyId: string, revokedAt: string): void {
  contextOf(lake)
    .db.prepare("UPDATE api_keys SET revoked_at = coalesce(revoked_at, ?) WHERE key_id = ?")
    .run(revokedAt, keyId);
}

function toStoredKey(record: KeyRecord): StoredKey {
  return {
    keyId: record.key_id,
    name: record.name,
    secretHash: record.secret_hash,
    isOperator: record.is_operator === 1,
    requestsPerMinute: record.requests_per_minute,
    createdAt: record.created_at,
    revokedAt: record.revoked_at,
  };
}
