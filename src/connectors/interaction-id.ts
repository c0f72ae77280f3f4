import { deriveInteractionId } from "../domain/interchange/interaction-id.ts";
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

/** The row of `act` with the id that the schema derives where a network has none of its own. */
export function toInteraction(act: Act): RowOf<"interactions"> {
  const { network, kind, actor_id, target_id, post_id, acted_at } = act;
  return { network, interaction_id: deriveInteractionId(act), kind, actor_id, target_id, post_id, acted_at };
}
