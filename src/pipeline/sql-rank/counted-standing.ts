import { sqlDouble } from "../../lib/sql-text.ts";
import { sumSql, unitsToOne } from "./fixed-point.ts";
import { type RankSettings, SOLVED } from "./rank-tables.ts";
import { ownStandings, weighedEdges } from "./weighed-edges.ts";

/** SELECT of every node with its standing in the table `standings`, what comes back of it (`echoes`, a SELECT of
 *  node_index and returned), what it has by itself, what unvouched actors give it by themselves, and the share watched. */
export function solvedSql(settings: RankSettings, standings: string, echoes: string): string {
  const { damping, kappa, nodeCount } = settings;
  const given = `${sqlDouble(damping)} * weighed.alone_weight * weighed.restart / (${sqlDouble(kappa)} + rows_summed.weight)`;
  return `WITH ${weighedEdges(settings)},
alone AS (
  SELECT weighed.target_index AS node_index, ${sumSql(given, unitsToOne(nodeCount))} AS given
  FROM weighed INNER JOIN rows_summed ON rows_summed.actor_index = weighed.actor_index
  WHERE weighed.alone_weight > 0
  GROUP BY weighed.target_index
)
SELECT owns.node_index, owns.restart, owns.watched, coalesce(standings.standing, owns.restart) AS standing,
  coalesce(echoes.returned, 0e0) AS returned, coalesce(alone.given, 0e0) AS given
FROM (${ownStandings(settings)}) AS owns
LEFT JOIN ${standings} AS standings ON standings.node_index = owns.node_index
LEFT JOIN (${echoes}) AS echoes ON echoes.node_index = owns.node_index
LEFT JOIN alone ON alone.node_index = owns.node_index`;
}

/** SELECT of people_rank from `rank_solved`: what `countedStanding` says of each node. */
export function countedRankSql(constants: Readonly<Record<string, number>>): string {
  const [base, share] = [constants["unvouched_base_standing"]!, constants["unvouched_share"]!];
  return `WITH paid AS (
  SELECT node_index, returned, given, watched, greatest(0e0, standing * (1e0 - returned) - restart) AS received FROM ${SOLVED}
),
counted AS (
  SELECT node_index, returned, 1e0 + received + given
    - greatest(0e0, given * watched - (${sqlDouble(base)} + ${sqlDouble(share)} * received)) AS standing
  FROM paid
)
SELECT node_index, standing / (1e0 - returned) AS standing, returned / (1e0 - returned) AS own_echo,
  greatest(0e0, log10(standing)) AS people_rank
FROM counted`;
}
