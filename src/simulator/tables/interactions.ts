import { actsSelect } from "../acts.ts";
import type { World } from "../world.ts";

/** SELECT of the rows of `interactions` for acts `from` to `to`; every second follow has no time. */
export function interactionsSelect(world: World, from: number, to: number): string {
  return `SELECT '${world.network}' AS network, ${interactionId(world, "act")} AS interaction_id, kind,
      actor_id, target_id, target_post_id AS post_id,
      CASE WHEN kind = 'follow' AND (act // 100) % 2 = 0 THEN NULL ELSE epoch_ms(acted_ms) END AS acted_at
    FROM (${actsSelect(world, from, to)})`;
}

/** SQL of the network's own id of an act. */
export function interactionId(world: World, act: string): string {
  return world.draws.hex("interactionId", act);
}
