import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { CliError, ConfigProblem, EXIT } from "../domain/errors.ts";
import { allKeys, findKey, insertKey, revokeKey, type StoredKey } from "../lake/api-keys.ts";
import type { Lake } from "../lake/contract.ts";
import { hasLake, noLake, openLakeAt } from "./lake-session.ts";

/** Ten digits and letters name a key, 256 random bits prove it: rnw_ID_SECRET. */
const KEY_FORM = /^rnw_([0-9a-f]{10})_([A-Za-z0-9_-]{43})$/;
const NAME_LENGTH = 80;

/** An API key as it is shown; the secret is shown once, when the key is made. */
export interface ApiKey {
  readonly key_id: string;
  readonly name: string;
  /** Whether it may forget accounts as well as read. */
  readonly is_operator: boolean;
  /** Null: the service's own limit. */
  readonly requests_per_minute: number | null;
  readonly created_at: string;
  /** Null while it is good. */
  readonly revoked_at: string | null;
}

/** A new key with its only copy. */
export interface CreatedKey extends ApiKey {
  readonly key: string;
}

/** A new key for the service over the lake at `dataDir`, which is begun when there is none.
 *  @throws ConfigProblem on a name that is too long or not printable. */
export async function createKey(options: {
  readonly dataDir: string;
  readonly name: string;
  readonly isOperator: boolean;
  readonly requestsPerMinute: number | null;
  /** UTC ISO. */
  readonly now: string;
}): Promise<CreatedKey> {
  const { name, isOperator, requestsPerMinute, now } = options;
  if (name.length > NAME_LENGTH || /\p{Cc}/u.test(name))
    throw new ConfigProblem(`--name takes up to ${NAME_LENGTH} printable characters.`);
  const keyId = randomBytes(5).toString("hex");
  const secret = randomBytes(32).toString("base64url");
  const stored = {
    ...{ keyId, name, isOperator, requestsPerMinute },
    ...{ secretHash: hashOf(secret), createdAt: now, revokedAt: null },
  };
  return withKeys(options.dataDir, lake => {
    insertKey(lake, stored);
    return { ...toApiKey(stored), key: `rnw_${keyId}_${secret}` };
  });
}

/** Every key ever made for the lake at `dataDir`, oldest first.
 *  @throws CliError when there is no lake. */
export async function listKeys(dataDir: string): Promise<readonly ApiKey[]> {
  refuseNoLake(dataDir);
  return withKeys(dataDir, lake => allKeys(lake).map(toApiKey));
}

/** The key `keyId` as it is now, ended at `now` unless it was before.
 *  @throws CliError when there is no such key. */
export async function endKey(dataDir: string, keyId: string, now: string): Promise<ApiKey> {
  refuseNoLake(dataDir);
  return withKeys(dataDir, lake => {
    revokeKey(lake, keyId, now);
    const key = findKey(lake, keyId);
    if (key === null)
      throw new CliError(`There is no key "${keyId}". \`renown keys list\` prints the ids of all keys.`);
    return toApiKey(key);
  });
}

/** The good key that `text` is, as `lake` knows it now; null when it is none, was revoked or is malformed. */
export function verifyKey(lake: Lake, text: string): ApiKey | null {
  const [, keyId, secret] = KEY_FORM.exec(text) ?? [];
  if (keyId === undefined || secret === undefined) return null;
  const key = findKey(lake, keyId);
  if (key === null || key.revokedAt !== null) return null;
  return timingSafeEqual(Buffer.from(hashOf(secret)), Buffer.from(key.secretHash)) ? toApiKey(key) : null;
}

async function withKeys<T>(dataDir: string, work: (lake: Lake) => T): Promise<T> {
  const lake = await openLakeAt(dataDir);
  try {
    return work(lake);
  } finally {
    await lake.close();
  }
}

function refuseNoLake(dataDir: string): void {
  if (!hasLake(dataDir)) throw noLake(dataDir, EXIT.failure);
}

function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

function toApiKey(key: StoredKey): ApiKey {
  return {
    key_id: key.keyId,
    name: key.name,
    is_operator: key.isOperator,
    requests_per_minute: key.requestsPerMinute,
    created_at: key.createdAt,
    revoked_at: key.revokedAt,
  };
}
