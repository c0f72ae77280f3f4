import type { NetworkName } from "../domain/network.ts";
import { contextOf } from "./context.ts";
import type { Lake } from "./contract.ts";
import type { ForgottenWords } from "./forgotten-words.ts";
import type { LakeDb } from "./migrations.ts";

/** That somebody proved control of an account, and what they want of it. */
export interface Claim {
  readonly network: NetworkName;
  readonly accountId: string;
  /** UTC ISO. */
  readonly claimedAt: string;
  /** How control was proven: a word for the way, and the address that proves it where there is one. */
  readonly proof: string;
  /** Shown above the number; null: none was made. */
  readonly statement: string | null;
  /** Shown to nobody, by choice. */
  readonly isHidden: boolean;
}

interface ClaimRecord {
  network: NetworkName;
  account_id: string;
  claimed_at: string;
  proof: string;
  statement: string | null;
  is_hidden: number;
}

/** The claim of an account, or null. */
export function claimOf(lake: Lake, network: NetworkName, accountId: string): Claim | null {
  const record = contextOf(lake)
    .db.prepare("SELECT * FROM claims WHERE network = ? AND account_id = ?")
    .get(network, accountId) as ClaimRecord | undefined;
  return record === undefined ? null : toClaim(record);
}

/** Writes `claim` in place of an earlier one of its account. */
export function saveClaim(lake: Lake, claim: Claim): void {
  const { db, manifest } = contextOf(lake);
  manifest.transaction(() => {
    db.prepare("INSERT OR REPLACE INTO claims VALUES (?, ?, ?, ?, ?, ?)").run(
      claim.network,
      claim.accountId,
      claim.claimedAt,
      claim.proof,
      claim.statement,
      claim.isHidden ? 1 : 0,
    );
    manifest.nextNumber("claims_version");
  });
}

/** Takes a claim back; whether there was one. */
export function dropClaim(lake: Lake, network: NetworkName, accountId: string): boolean {
  const { db, manifest } = contextOf(lake);
  return manifest.transaction(() => {
    const { changes } = db
      .prepare("DELETE FROM claims WHERE network = ? AND account_id = ?")
      .run(network, accountId);
    if (changes > 0) manifest.nextNumber("claims_version");
    return changes > 0;
  });
}

/** Every claim in the lake.db behind `db`. */
export function allClaims(db: LakeDb): readonly Claim[] {
  return (db.prepare("SELECT * FROM claims ORDER BY network, account_id").all() as ClaimRecord[]).map(
    toClaim,
  );
}

/** Drops claims and Klout ids of forgotten accounts, and takes their names out of what others stated with `blank`. */
export function scrubClaims(
  db: LakeDb,
  words: ReadonlyMap<string, ForgottenWords>,
  blank: (text: string) => string,
): void {
  for (const [network, { accountIds }] of words)
    for (const accountId of accountIds) {
      db.prepare("DELETE FROM claims WHERE network = ? AND account_id = ?").run(network, accountId);
      db.prepare("DELETE FROM klout_ids WHERE identity_id = ?").run(`${network}:${accountId}`);
    }
  for (const { network, accountId, proof, statement } of allClaims(db)) {
    const blanked = statement === null ? null : blank(statement);
    if (blanked === statement && blank(proof) === proof) continue;
    db.prepare("UPDATE claims SET statement = ?, proof = ? WHERE network = ? AND account_id = ?").run(
      blanked,
      blank(proof),
      network,
      accountId,
    );
  }
  db.prepare("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE name = 'claims_version'").run();
}

function toClaim(record: ClaimRecord): Claim {
  return {
    network: record.network,
    accountId: record.account_id,
    claimedAt: record.claimed_at,
    proof: record.proof,
    statement: record.statement,
    isHidden: record.is_hidden === 1,
  };
}
