import type { NetworkName } from "./network.ts";

/** An account by its permanent id. */
export interface AccountKey {
  readonly network: NetworkName;
  readonly accountId: string;
}

/** `network:account_id`, as an identity is named until it is linked. */
export function accountKeyText({ network, accountId }: AccountKey): string {
  return `${network}:${accountId}`;
}
