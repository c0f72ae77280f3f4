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

/** The id of an act that stands in a record of its actor, a post mostly: `recordId`, by which an undo names it. One post can
 *  be several acts, so a quote has `#quote` behind it and a mention `#mention:<account id>` (decision 0020). */
export function actIdIn(kind: InteractionKind, recordId: string, targetId: string): string {
  if (kind === "quote") return `${recordId}#quote`;
  return kind === "mention" ? `${recordId}#mention:${targetId}` : recordId;
}
