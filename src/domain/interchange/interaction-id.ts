import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { RowOf } from "./schema.ts";

/** The columns an interaction id is derived from. */
export type ActOfInteraction = Pick<
  RowOf<"interactions">,
  "network" | "kind" | "actor_id" | "target_id" | "post_id" | "acted_at"
>;

const ID_BYTES = 16;

/** The id of an interaction that its network gives none: 32 lower-case hex digits, the first 16 bytes of the
 *  SHA-256 over the compact JSON array [network, kind, actor_id, target_id, post_id, acted_at], as `JSON.stringify`
 *  writes it in UTF-8. The time stands as UTC ISO text cut to milliseconds; unknown is null. */
export function deriveInteractionId(act: ActOfInteraction): string {
  const actedAt = act.acted_at === null ? null : new Date(act.acted_at).toISOString();
  const parts = [act.network, act.kind, act.actor_id, act.target_id, act.post_id, actedAt];
  const bytes = new TextEncoder().encode(JSON.stringify(parts));
  return bytesToHex(sha256(bytes).subarray(0, ID_BYTES));
}
