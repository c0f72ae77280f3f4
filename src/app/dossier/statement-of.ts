import type { NetworkName } from "../../domain/network.ts";
import type { Claims } from "../serving/claims.ts";
import type { Statement } from "./dossier.ts";

/** What the person behind an account says; null when the account is not claimed or nothing was said. */
export function statementOf(
  claims: Claims,
  { network, accountId }: { readonly network: NetworkName; readonly accountId: string },
): Statement | null {
  const claim = claims.of(network, accountId);
  return claim === null || claim.statement === null || claim.statement === ""
    ? null
    : { text: claim.statement, claimed_at: claim.claimedAt };
}
