import { createHmac } from "node:crypto";
import type { AccountKey } from "../domain/account-key.ts";
import type { NetworkName } from "../domain/network.ts";
import { contextOf } from "./context.ts";
import type { Lake } from "./contract.ts";
import { saltOf } from "./tombstones.ts";

/** A session of a claimed account as lake.db holds it; the token itself is nowhere. */
export interface StoredSession extends AccountKey {
  /** SHA-256 of the token, lower-case hex. */
  readonly tokenHash: string;
  /** UTC ISO. */
  readonly begunAt: string;
  readonly endsAt: string;
}

/** The secret of this lake that signs claims; it tells nothing of the salt it comes from. */
export function claimSecretOf(lake: Lake): string {
  return createHmac("sha256", saltOf(contextOf(lake).db))
    .update("claims")
    .digest("hex");
}

/** Begins a session and ends those that its account had: the newest proof of control is the one that holds. */
export function beginSession(lake: Lake, session: StoredSession): void {
  const { db, manifest } = contextOf(lake);
  manifest.transaction(() => {
    endSessions(lake, session);
    db.prepare("DELETE FROM claim_sessions WHERE ends_at <= ?").run(session.begunAt);
    db.prepare("INSERT INTO claim_sessions VALUES (?, ?, ?, ?, ?)").run(
      session.tokenHash,
      session.network,
      session.accountId,
      session.begunAt,
      session.endsAt,
    );
  });
}

/** The account whose session goes by `tokenHash` at `now` (UTC ISO); null when there is none. */
export function findSession(lake: Lake, tokenHash: string, now: string): AccountKey | null {
  const row = contextOf(lake)
    .db.prepare("SELECT network, account_id FROM claim_sessions WHERE token_hash = ? AND ends_at > ?")
    .get(tokenHash, now) as { network: NetworkName; account_id: string } | undefined;
  return row === undefined ? null : { network: row.network, accountId: row.account_id };
}

/** Ends every session of an account. */
export function endSessions(lake: Lake, { network, accountId }: AccountKey): void {
  contextOf(lake)
    .db.prepare("DELETE FROM claim_sessions WHERE network = ? AND account_id = ?")
    .run(network, accountId);
}

/** Notes that a claim was used up; false when it had been before. `endsAt` is when it would have run out. */
export function useUpClaim(lake: Lake, claimHash: string, now: string, endsAt: string): boolean {
  const { db, manifest } = contextOf(lake);
  return manifest.transaction(() => {
    db.prepare("DELETE FROM used_claims WHERE ends_at <= ?").run(now);
    return db.prepare("INSERT OR IGNORE INTO used_claims VALUES (?, ?)").run(claimHash, endsAt).changes === 1;
  });
}
