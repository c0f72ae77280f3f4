import { NotConverged } from "../../domain/errors.ts";
import type { Engine } from "../../engines/contract.ts";
import { sqlDouble } from "../../lib/sql-text.ts";
import { sumSql, unitsToOne } from "./fixed-point.ts";
import { dropTables, numberOf, passTable, type RankSettings, SHARES } from "./rank-tables.ts";

const STEM = "rank_standing";
/** Passes in one statement: each statement waits for all workers, and what a lost worker held is computed again from
 *  the table before. */
const PASSES_A_TABLE = 8;
/** No edge weighs more: log1p of 2^92 fresh likes. */
const LARGEST_WEIGHT = 64;

/** How the passes over standing ended, and the table that holds it. */
export interface StandingPasses {
  /** node_index, standing; only nodes on which somebody acted, since the standing of the others is 1. */
  readonly table: string;
  readonly passes: number;
  /** Sum of the absolute changes of rank (standing scaled to sum to 1) in the last pass, 0..2. */
  readonly l1Change: number;
}

/** Creates `rank_shares` from int_edges, solves standing by passes of one table each, and returns where it stands.
 *  It starts at one everywhere and stops as the kernels do: when no standing changed by more than `tolerance` of
 *  itself in a pass. Each pass reads the table of the one before it and nothing older, so a lost worker costs the work
 *  of one pass; sums are over whole numbers, so that it and the number of workers change nothing.
 *  @throws NotConverged after `maxPasses`. */
export async function standingPasses(engine: Engine, settings: RankSettings): Promise<StandingPasses> {
  const { tolerance, maxPasses, nodeCount, damping } = settings;
  await engine.createTable(SHARES, sharesSql(settings), SHARES);
  const units = unitsToOne(nodeCount / (1 - damping));
  let before = passTable(STEM, 0);
  await engine.createTable(before, START, before);
  let residual = Number.POSITIVE_INFINITY;
  for (let passes = 0, tables = 1; passes < maxPasses; tables++) {
    const count = Math.min(PASSES_A_TABLE, maxPasses - passes);
    const table = passTable(STEM, tables);
    await engine.createTable(table, passesSql(before, count, units), table);
    passes += count;
    residual = (await numberOf(engine, changeSql(table))) ?? 0;
    if (residual <= tolerance) {
      const l1Change = (await numberOf(engine, rankChangeSql(table, nodeCount))) ?? 0;
      return { table, passes, l1Change };
    }
    before = table;
  }
  throw new NotConverged(maxPasses, residual);
}

/** Drops what `standingPasses` made. */
export function dropStandingPasses(engine: Engine): Promise<void> {
  return dropTables(engine, [SHARES, passTable(STEM, 0), passTable(STEM, 1)]);
}

const START = `SELECT target_index AS node_index, 1e0 AS standing, 1e0 AS standing_before
FROM ${SHARES} GROUP BY target_index`;

function sharesSql({ damping, kappa, nodeCount }: RankSettings): string {
  const sum = sumSql("weight", unitsToOne(LARGEST_WEIGHT * nodeCount));
  return `WITH weighed AS (
  SELECT actor_index, target_index, ln(1e0 + CAST(decayed_weight AS DOUBLE) / 1048576e0) AS weight FROM int_edges
),
rows_summed AS (SELECT actor_index, ${sum} AS weight FROM weighed GROUP BY actor_index)
SELECT weighed.actor_index, weighed.target_index,
  ${sqlDouble(damping)} * weighed.weight / (${sqlDouble(kappa)} + rows_summed.weight) AS share
FROM weighed INNER JOIN rows_summed ON rows_summed.actor_index = weighed.actor_index
UNION ALL
SELECT target_index AS actor_index, target_index, 0e0 AS share FROM weighed GROUP BY target_index`;
}

/** `count` passes, each over the one before it: everybody passes on what stood, and nobody passes nothing to himself,
 *  which brings along what stood there. */
function passesSql(before: string, count: number, units: number): string {
  let from = before;
  for (let pass = 1; pass <= count; pass++) {
    const select = `SELECT shares.target_index AS node_index,
  1e0 + ${sumSql("coalesce(actors.standing, 1e0) * shares.share", units)} AS standing,
  max(CASE WHEN shares.actor_index = shares.target_index THEN actors.standing END) AS standing_before
FROM ${SHARES} AS shares LEFT JOIN ${from} AS actors ON actors.node_index = shares.actor_index
GROUP BY shares.target_index`;
    if (pass === count) return select;
    from = `(${select})`;
  }
  return `SELECT * FROM ${before}`;
}

function changeSql(table: string): string {
  return `SELECT max(abs(standing - standing_before) / standing) AS value FROM ${table}`;
}

function rankChangeSql(table: string, nodeCount: number): string {
  const rest = `${nodeCount} - count(*)`;
  return `SELECT sum(abs(changed.standing / sums.standing - changed.standing_before / sums.standing_before))
  + max(sums.others) * abs(1e0 / max(sums.standing) - 1e0 / max(sums.standing_before)) AS value
FROM ${table} AS changed CROSS JOIN (
  SELECT sum(standing) + ${rest} AS standing, sum(standing_before) + ${rest} AS standing_before, ${rest} AS others
  FROM ${table}
) AS sums`;
}
