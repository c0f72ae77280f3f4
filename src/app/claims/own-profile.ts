import type { NetworkName } from "../../domain/network.ts";
import type { Claim } from "../../lake/claims.ts";
import type { Dispute, DisputeEffect, DisputeKind } from "../../lake/disputes.ts";

/** A claimed profile as its owner sees it. */
export interface OwnProfile {
  readonly network: NetworkName;
  readonly account_id: string;
  /** How control was proven: export, bio_token or operator. */
  readonly proof: string;
  /** UTC ISO. */
  readonly claimed_at: string;
  readonly is_hidden: boolean;
  /** Plain text; null: none was made. */
  readonly statement: string | null;
}

/** A dispute as its owner and the operator see it. */
export interface DisputeEntry {
  readonly dispute_id: string;
  readonly network: NetworkName;
  readonly account_id: string;
  readonly kind: DisputeKind;
  readonly subject: string;
  readonly reason: string;
  readonly effect: DisputeEffect;
  /** UTC ISO. */
  readonly disputed_at: string;
}

/** `claim` for its owner. */
export function toOwnProfile(claim: Claim): OwnProfile {
  return {
    network: claim.network,
    account_id: claim.accountId,
    proof: claim.proof,
    claimed_at: claim.claimedAt,
    is_hidden: claim.isHidden,
    statement: claim.statement,
  };
}

/** `dispute` for its owner. */
export function toDisputeEntry(dispute: Dispute): DisputeEntry {
  return {
    dispute_id: dispute.disputeId,
    network: dispute.network,
    account_id: dispute.accountId,
    kind: dispute.kind,
    subject: dispute.subject,
    reason: dispute.reason,
    effect: dispute.effect,
    disputed_at: dispute.disputedAt,
  };
}
