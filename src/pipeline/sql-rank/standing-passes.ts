import { NotConverged } from "../../domain/errors.ts";
import type { Engine } from "../../engines/contract.ts";
import { sqlDouble } from "../../lib/sql-text.ts";
import { sumSql, unitsToOne } from "./fixed-point.ts";
import { dropTables, numberOf, passTable, type RankSettings, SHARES } from "./rank-tables.ts";
import { ownStandings, weighedEdges } from "./weighed-edges.ts";

const STEM = "rank_standing";
/** Passes in one statement: each statement waits for all workers, and what a lost worker held is computed again from
 *  the table before. */
const PASSES_A_TABLE = 8;

/** How the passes over standing ended, and the table that holds it. */
export interface StandingPasses {
  /** node_index, standing; only nodes to which an edge passes standing, since that of the others is their restart. */
  readonly table: string;
  readonly passes: number;
  /** Sum of the absolute changes of rank (standing scaled to sum to 1) in the last pass, 0..2. */
  readonly l1Change: number;
}

/** Creates `rank_shares`, solves standing by passes of one table each, and returns where it stands.
 *  It starts at the restart and stops as the kernels do: when no standing changed by more than `tolerance` of
 *  itself in a pass. Each pass reads the table of the one before it and nothing older, so a lost worker costs the work
 *  of one pass; sums are over whole numbers, so that it and the number of workers change nothing.
 *  @throws NotConverged after `maxPasses`. */
export async function standingPasses(engine: Engine, settings: RankSettings): Promise<StandingPasses> {
  const { tolerance, maxPasses, nodeCount, damping, negligible } = settings;
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
    residual = (await numberOf(engine, changeSql(table, negligible))) ?? 0;
    if (residual <= tolerance) {
      const l1Change = (await numberOf(engine, rankChangeSql(table, settings))) ?? 0;
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

const START = `SELECT target_index AS node_index, restart AS standing, restart AS standing_before
FROM ${SHARES} WHERE actor_index = target_index`;

function sharesSql(settings: RankSettings): string {
  const { damping, kappa } = settings;
  return `WITH ${weighedEdges(settings)}
SELECT weighed.actor_index, weighed.target_index,
  ${sqlDouble(damping)} * weighed.passed_weight / (${sqlDouble(kappa)} + rows_summed.weight) AS share, weighed.restart
FROM weighed INNER JOIN rows_summed ON rows_summed.actor_index = weighed.actor_index
WHERE weighed.passed_weight > 0
UNION ALL
SELECT targets.target_index AS actor_index, targets.target_index, 0e0 AS share, owns.restart
FROM (SELECT target_index FROM weighed WHERE passed_weight > 0 GROUP BY target_index) AS targets
INNER JOIN (${ownStandings(settings)}) AS owns ON owns.node_index = targets.target_index`;
}

/** `count` passes, each over the one before it: everybody passes on what stood, and nobody passes nothing to himself,
 *  which brings along what stood there and the restart. */
function passesSql(before: string, count: number, units: number): string {
  let from = before;
  for (let pass = 1; pass <= count; pass++) {
    const select = `SELECT shares.target_index AS node_index,
  max(CASE WHEN shares.actor_index = shares.target_index THEN shares.restart END)
  + ${sumSql("coalesce(actors.standing, shares.restart) * shares.share", units)} AS standing,
  max(CASE WHEN shares.actor_index = shares.target_index THEN actors.standing END) AS standing_before
FROM ${SHARES} AS shares LEFT JOIN ${from} AS actors ON actors.node_index = shares.actor_index
GROUP BY shares.target_index`;
    if (pass === count) return select;
    from = `(${select})`;
  }
  return `SELECT * FROM ${before}`;
}

function changeSql(table: string, negligible: number): string {
  return `SELECT max(abs(standing - standing_before) / greatest(standing, ${sqlDouble(negligible)})) AS value FROM ${table}`;
}

function rankChangeSql(table: string, { restartSum }: RankSettings): string {
  const others = `SELECT ${sqlDouble(restartSum)} - coalesce(sum(restart), 0e0) AS standing
  FROM ${SHARES} WHERE actor_index = target_index`;
  return `SELECT sum(abs(changed.standing / sums.standing - changed.standing_before / sums.standing_before))
  + max(sums.others) * abs(1e0 / max(sums.standing) - 1e0 / max(sums.standing_before)) AS value
FROM ${table} AS changed CROSS JOIN (
  SELECT sum(solved.standing) + max(others.standing) AS standing,
    sum(solved.standing_before) + max(others.standing) AS standing_before, max(others.standing) AS others
  FROM ${table} AS solved CROSS JOIN (${others}) AS others
) AS sums`;
}
