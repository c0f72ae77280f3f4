import { INTERACTION_KINDS, POST_KINDS } from "../../domain/interchange/schema.ts";
import type { World } from "../world.ts";

/** SELECT of the rows of `observations`: the whole window was watched, for every table and kind of the network. */
export function observationsSelect(world: World): string {
  const watched = [
    ...["accounts", "account_stats", "post_stats"].map(table => [table, "*"]),
    ...POST_KINDS.map(kind => ["posts", kind]),
    ...INTERACTION_KINDS.filter(kind => kind !== "list").map(kind => ["interactions", kind]),
  ];
  const values = watched.map(([table, kind]) => `('${table}', '${kind}')`).join(", ");
  return `SELECT '${world.network}' AS network, '*' AS scope, "table", kind, epoch_ms(${world.startMs}) AS from_at,
      epoch_ms(${world.endMs}) AS to_at, true AS is_complete, 'simulation' AS source
    FROM (VALUES ${values}) AS watched("table", kind)`;
}
