import type { InteractionKind } from "../../domain/interchange/schema.ts";
import type { TableRow } from "../contract.ts";
import { actIdIn } from "../interaction-id.ts";

/** An act whose record is known by its at-uri. */
export interface KnownAct {
  readonly kind: InteractionKind;
  /** at-uri of the record the act stands in: the like, the repost, the follow, or the post. */
  readonly uri: string;
  readonly actorId: string;
  readonly targetId: string;
  readonly postId: string | null;
  /** UTC ISO. */
  readonly actedAt: string;
}

/** The row of an act, none for an act on oneself. Its id is the at-uri of its record, as `actIdIn` writes it. */
export function actRows(act: KnownAct): readonly TableRow[] {
  const { kind, uri, actorId, targetId, postId, actedAt } = act;
  if (actorId === targetId) return [];
  const row = {
    network: "bluesky",
    interaction_id: actIdIn(kind, uri, targetId),
    kind,
    actor_id: actorId,
    target_id: targetId,
    post_id: postId,
    acted_at: actedAt,
  } as const;
  return [{ table: "interactions", row }];
}
