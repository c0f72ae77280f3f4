import { accountIdOf } from "./normalise.ts";
import type { WireAccount, WireStatus } from "./wire.ts";

/** Ids that the statuses themselves tell: their own, their authors', and those of what they quote. */
export function idsOf(statuses: readonly WireStatus[]): LearntIds {
  const known: LearntIds = { accounts: new Map(), statuses: new Map() };
  learn(known, statuses);
  return known;
}

/** Ids that are learnt as answers come. */
export interface LearntIds {
  readonly accounts: Map<string, string>;
  readonly statuses: Map<string, string>;
}

/** Adds what `statuses` tell to `known`. */
export function learn(known: LearntIds, statuses: readonly WireStatus[]): void {
  for (const { id, uri, account } of statuses) {
    known.statuses.set(id, uri);
    learnAccount(known, account);
  }
}

/** Adds the id of `account` to `known`. */
export function learnAccount(known: LearntIds, account: WireAccount): void {
  const id = accountIdOf(account);
  if (id !== null) known.accounts.set(account.id, id);
}

/** Those of `ids` that `known` does not hold, each once. */
export function missing(
  ids: readonly (string | null | undefined)[],
  known: ReadonlyMap<string, string>,
): readonly string[] {
  return [...new Set(ids.filter(id => typeof id === "string"))].filter(id => !known.has(id));
}
