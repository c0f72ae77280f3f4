import { sumSql, unitsToOne } from "./fixed-point.ts";
import type { RankSettings } from "./rank-tables.ts";

/** No edge weighs more: log1p of 2^92 fresh likes. */
const LARGEST_WEIGHT = 64;
const WEIGHT = "ln(1e0 + CAST(edges.decayed_weight AS DOUBLE) / 1048576e0)";

/** The parts `weighed` and `rows_summed` of a WITH. `weighed` is every edge with its weight; what of it takes standing
 *  along (`passed_weight`); what of it gives only what the actor, unvouched, has by itself (`alone_weight`); and what
 *  that is (`restart`). `rows_summed` is the weight of all that each actor gave. */
export function weighedEdges({ nodeCount, isDiscounted }: RankSettings): string {
  const sum = sumSql("weight", unitsToOne(LARGEST_WEIGHT * nodeCount));
  return `weighed AS (${isDiscounted ? COUNTED : WHOLE}),
rows_summed AS (SELECT actor_index, ${sum} AS weight FROM weighed GROUP BY actor_index)`;
}

/** SELECT of what each node has by itself: node_index, restart, and the share of the acts on it that was watched. */
export function ownStandings({ isDiscounted }: RankSettings): string {
  return isDiscounted
    ? `SELECT nodes.node_index, ${share("vouching.authenticity_units")} AS restart, ${share("vouching.watched_units")} AS watched
FROM int_nodes AS nodes LEFT JOIN int_vouching AS vouching ON vouching.node_index = nodes.node_index`
    : "SELECT node_index, 1e0 AS restart, 1e0 AS watched FROM int_nodes";
}

const WHOLE = `SELECT actor_index, target_index, ${WEIGHT} AS weight, ${WEIGHT} AS passed_weight, 0e0 AS alone_weight,
  1e0 AS restart FROM int_edges AS edges`;

const COUNTED = `SELECT edges.actor_index, edges.target_index, ${WEIGHT} AS weight,
  CASE WHEN edges.is_vouched THEN ${WEIGHT} * ${share("edges.counted_units")} ELSE 0e0 END AS passed_weight,
  CASE WHEN edges.is_vouched THEN 0e0 ELSE ${WEIGHT} * ${share("edges.counted_units")} END AS alone_weight,
  ${share("givers.authenticity_units")} AS restart
FROM int_vouched AS edges LEFT JOIN int_vouching AS givers ON givers.node_index = edges.actor_index`;

function share(units: string): string {
  return `CAST(coalesce(${units}, 0) AS DOUBLE) / 1048576e0`;
}
