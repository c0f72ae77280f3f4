import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { InteractionKind, RowOf } from "../domain/interchange/schema.ts";
import type { NetworkName } from "../domain/network.ts";

/** An interaction before it has an id. */
export interface Act {
  readonly network: NetworkName;
  readonly kind: InteractionKind;
  readonly actor_id: string;
  readonly target_id: string;
  readonly post_id: string | null;
  /** UTC ISO with milliseconds, or null for a state of unknown age. */
  readonly acted_at: string | null;
}

/** The row of `act` with the id that the schema derives where a network has none of its own: lower-case hex of
 *  the first 16 bytes of SHA-256 over the compact JSON array of the other columns. */
export function toInteraction(act: Act): RowOf<"interactions"> {
  const { network, kind, actor_id, target_id, post_id, acted_at } = act;
  const parts = JSON.stringify([network, kind, actor_id, target_id, post_id, acted_at]);
  const interaction_id = bytesToHex(sha256(utf8ToBytes(parts)).subarray(0, 16));
  return { network, interaction_id, kind, actor_id, target_id, post_id, acted_at };
}
