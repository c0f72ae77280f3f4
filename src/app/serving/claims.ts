import type { NetworkName } from "../../domain/network.ts";
import { type Claim, claimOf, dropClaim, saveClaim } from "../../lake/claims.ts";
import type { Lake } from "../../lake/contract.ts";

export type { Claim } from "../../lake/claims.ts";

/** Who proved control of which account, and what they want of it. A change counts from the next request on, in every
 *  process. */
export interface Claims {
  /** Null when nobody claimed the account. */
  of(network: NetworkName, accountId: string): Claim | null;
  /** Writes a claim in place of an earlier one of its account. */
  save(claim: Claim): void;
  /** Whether there was a claim to drop. */
  drop(network: NetworkName, accountId: string): boolean;
}

/** The claims kept in `lake`. */
export function claimsIn(lake: Lake): Claims {
  return {
    of: (network, accountId) => claimOf(lake, network, accountId),
    save: claim => saveClaim(lake, claim),
    drop: (network, accountId) => dropClaim(lake, network, accountId),
  };
}
