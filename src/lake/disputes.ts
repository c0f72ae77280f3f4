import type { AccountKey } from "../domain/account-key.ts";
import type { NetworkName } from "../domain/network.ts";
import { contextOf } from "./context.ts";
import type { Lake } from "./contract.ts";
import type { ForgottenWords } from "./forgotten-words.ts";
import type { LakeDb } from "./migrations.ts";

/** What may be disputed. */
export const DISPUTE_KINDS = ["topic", "link", "event"] as const;
export type DisputeKind = (typeof DISPUTE_KINDS)[number];

/** What a dispute changes: `left_out`, the next run does without it; `marked`, it is written down and changes nothing. */
export type DisputeEffect = "left_out" | "marked";

/** Something held about an account that its owner says is wrong. */
export interface Dispute extends AccountKey {
  readonly disputeId: string;
  readonly kind: DisputeKind;
  /** The topic's name, the other account's `network:id`, or the id of the act or post. */
  readonly subject: string;
  /** The other account it is about; null when there is none. */
  readonly other: AccountKey | null;
  readonly effect: DisputeEffect;
  /** The owner's own words. */
  readonly reason: string;
  /** UTC ISO. */
  readonly disputedAt: string;
}

interface DisputeRecord {
  readonly dispute_id: string;
  readonly network: NetworkName;
  readonly account_id: string;
  readonly kind: DisputeKind;
  readonly subject: string;
  readonly other_network: NetworkName | null;
  readonly other_id: string | null;
  readonly effect: DisputeEffect;
  readonly reason: string;
  readonly disputed_at: string;
}

/** Every dispute, or those of one account, oldest first. */
export function disputesOf(lake: Lake, account?: AccountKey): readonly Dispute[] {
  const { db } = contextOf(lake);
  const order = "ORDER BY disputed_at, dispute_id";
  const records =
    account === undefined
      ? db.prepare(`SELECT * FROM disputes ${order}`).all()
      : db
          .prepare(`SELECT * FROM disputes WHERE network = ? AND account_id = ? ${order}`)
          .all(account.network, account.accountId);
  return (records as DisputeRecord[]).map(toDispute);
}

/** Notes a dispute; one about the same subject before it is replaced. */
export function recordDispute(lake: Lake, dispute: Dispute): void {
  const { db, manifest } = contextOf(lake);
  const { network, accountId, kind, subject } = dispute;
  manifest.transaction(() => {
    db.prepare("DELETE FROM disputes WHERE network = ? AND account_id = ? AND kind = ? AND subject = ?").run(
      network,
      accountId,
      kind,
      subject,
    );
    db.prepare("INSERT INTO disputes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)").run(
      dispute.disputeId,
      network,
      accountId,
      kind,
      subject,
      dispute.other?.network ?? null,
      dispute.other?.accountId ?? null,
      dispute.effect,
      dispute.reason,
      dispute.disputedAt,
    );
    manifest.nextNumber("claims_version");
  });
}

/** Takes a dispute of an account back; false when it has none of this id. */
export function withdrawDispute(lake: Lake, { network, accountId }: AccountKey, disputeId: string): boolean {
  const { db, manifest } = contextOf(lake);
  return manifest.transaction(() => {
    const { changes } = db
      .prepare("DELETE FROM disputes WHERE dispute_id = ? AND network = ? AND account_id = ?")
      .run(disputeId, network, accountId);
    if (changes > 0) manifest.nextNumber("claims_version");
    return changes > 0;
  });
}

/** Drops sessions and disputes of forgotten accounts and disputes about them, and takes their names out of what others
 *  wrote with `blank`; runs inside the caller's transaction. */
export function scrubDisputes(
  db: LakeDb,
  words: ReadonlyMap<string, ForgottenWords>,
  blank: (text: string) => string,
): void {
  for (const [network, { accountIds }] of words)
    for (const id of accountIds) {
      db.prepare("DELETE FROM claim_sessions WHERE network = ? AND account_id = ?").run(network, id);
      db.prepare("DELETE FROM disputes WHERE network = ? AND account_id = ?").run(network, id);
      db.prepare("DELETE FROM disputes WHERE other_network = ? AND other_id = ?").run(network, id);
    }
  const rows = db.prepare("SELECT dispute_id, subject, reason FROM disputes").all() as {
    dispute_id: string;
    subject: string;
    reason: string;
  }[];
  for (const { dispute_id, subject, reason } of rows)
    if (blank(subject) !== subject || blank(reason) !== reason)
      db.prepare("UPDATE disputes SET subject = ?, reason = ? WHERE dispute_id = ?").run(
        blank(subject),
        blank(reason),
        dispute_id,
      );
}

function toDispute(record: DisputeRecord): Dispute {
  const { other_network, other_id } = record;
  return {
    network: record.network,
    accountId: record.account_id,
    disputeId: record.dispute_id,
    kind: record.kind,
    subject: record.subject,
    other:
      other_network === null || other_id === null ? null : { network: other_network, accountId: other_id },
    effect: record.effect,
    reason: record.reason,
    disputedAt: record.disputed_at,
  };
}
