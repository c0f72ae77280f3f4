import type { Engine } from "../../engines/contract.ts";
import { sqlDouble } from "../../lib/sql-text.ts";
import { numberOf, type RankSettings } from "./rank-tables.ts";

/** Largest relative residual of the standings in `table` (node_index, standing), by one push over the edges: what
 *  `verifyStanding` finds, in SQL. It shares no table with the passes, sums in doubles where they sum whole numbers,
 *  and finds row sums by a window where they group. Null where a standing is missing or no number. */
export async function standingResidual(
  engine: Engine,
  settings: RankSettings,
  table: string,
): Promise<number | null> {
  const residual = await numberOf(engine, residualSql(settings, table));
  return residual !== null && Number.isFinite(residual) ? residual : null;
}

/** The SELECT that `standingResidual` reads. */
export function residualSql(
  {
    damping,
    kappa,
    isDiscounted,
    negligible,
  }: Pick<RankSettings, "damping" | "kappa" | "isDiscounted" | "negligible">,
  table: string,
): string {
  const [edges, passedUnits] = isDiscounted
    ? ["int_vouched", "CASE WHEN is_vouched THEN counted_units ELSE 0 END"]
    : ["int_edges", "1048576"];
  const [restart, vouching] = isDiscounted
    ? [
        "coalesce(vouching.authenticity_units, 0) / 1048576e0",
        "\nLEFT JOIN int_vouching AS vouching ON vouching.node_index = nodes.node_index",
      ]
    : ["1e0", ""];
  return `WITH weighed AS (
  SELECT actor_index, target_index, ln(1e0 + CAST(decayed_weight AS DOUBLE) / 1048576e0) AS weight,
    ${passedUnits} / 1048576e0 AS passed_share
  FROM ${edges}
),
rows_summed AS (
  SELECT actor_index, target_index, weight, passed_share, sum(weight) OVER (PARTITION BY actor_index) AS row_sum
  FROM weighed
),
pushed AS (
  SELECT rows_summed.target_index AS node_index,
    sum(
      ${sqlDouble(damping)} * ranks.standing * rows_summed.weight * rows_summed.passed_share
      / (rows_summed.row_sum + ${sqlDouble(kappa)})
    ) AS gathered
  FROM rows_summed LEFT JOIN ${table} AS ranks ON ranks.node_index = rows_summed.actor_index
  GROUP BY rows_summed.target_index
)
SELECT CASE WHEN count(*) = count(ranks.standing) THEN
  coalesce(
    max(
      abs(${restart} + coalesce(pushed.gathered, 0e0) - ranks.standing)
      / greatest(ranks.standing, ${sqlDouble(negligible)})
    ), 0e0)
END AS value
FROM int_nodes AS nodes
LEFT JOIN ${table} AS ranks ON ranks.node_index = nodes.node_index
LEFT JOIN pushed ON pushed.node_index = nodes.node_index${vouching}`;
}
