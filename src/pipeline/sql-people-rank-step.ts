import { EngineFailure } from "../domain/errors.ts";
import type { Engine } from "../engines/contract.ts";
import { countedEdges } from "./discounted-graph.ts";
import { type PeopleRankOutcome, RESIDUAL_ROOM } from "./people-rank-step.ts";
import { countedRankSql, solvedSql } from "./sql-rank/counted-standing.ts";
import { dropEchoPasses, echoPasses } from "./sql-rank/echo-passes.ts";
import { unitsToOne } from "./sql-rank/fixed-point.ts";
import { numberOf, type RankSettings, SOLVED } from "./sql-rank/rank-tables.ts";
import { dropStandingPasses, standingPasses } from "./sql-rank/standing-passes.ts";
import { residualSql, standingResidual } from "./sql-rank/standing-residual.ts";
import { ownStandings } from "./sql-rank/weighed-edges.ts";

/** The kernels' share of the largest restart under which relative differences of standing no longer count. */
const NEGLIGIBLE_SHARE = 1e-9;
/** Steps of the whole numbers that are summed which the tolerance must hold. */
const STEPS_IN_TOLERANCE = 16;

/** Writes the same people_rank as `peopleRankStep`, within 1e-6 of each standing, by passes of SQL inside `engine`: no
 *  edge comes into this process, so the graph may be as large as the engine can hold. Returns how it went, with the
 *  kernel "sql".
 *  @throws NotConverged when passes run out.
 *  @throws RangeError for a model that discounts acts where no account has any standing by itself.
 *  @throws EngineFailure when the verifier finds a residual above ten times the tolerance. */
export async function sqlPeopleRankStep(
  engine: Engine,
  constants: Readonly<Record<string, number>>,
): Promise<PeopleRankOutcome> {
  const settings = await settingsOf(engine, constants);
  const { nodeCount, isDiscounted } = settings;
  const edgeCount = isDiscounted
    ? (await countedEdges(engine)).edgeCount
    : await countOf(engine, "int_edges");
  const { table, passes, l1Change } = await standingPasses(engine, settings);
  const echo = await echoPasses(engine);
  const verified = isDiscounted ? SOLVED : "people_rank";
  const solved = isDiscounted
    ? solvedSql(settings, table, echo.select)
    : wholeRankSql(settings, table, echo.select);
  await engine.createTable(verified, solved, "people_rank");
  await dropStandingPasses(engine);
  await dropEchoPasses(engine);
  const residual = await standingResidual(engine, settings, verified);
  if (residual === null || residual > RESIDUAL_ROOM * settings.tolerance)
    throw new EngineFailure(
      `the SQL passes left a residual of ${residual} after ${passes} passes, above ${RESIDUAL_ROOM} x ${settings.tolerance}; its standings cannot be trusted`,
      { engine: engine.name, model: "people_rank", sql: residualSql(settings, verified) },
    );
  if (isDiscounted) {
    await engine.createTable("people_rank", countedRankSql(constants), "people_rank");
    await engine.dropTable(SOLVED);
  }
  return { kernel: "sql", kernelNote: null, nodeCount, edgeCount, passes, residual, l1Change };
}

async function settingsOf(
  engine: Engine,
  constants: Readonly<Record<string, number>>,
): Promise<RankSettings> {
  const nodeCount = await countOf(engine, "int_nodes");
  const whole: RankSettings = {
    nodeCount,
    damping: constants["damping"]!,
    kappa: constants["kappa"]!,
    tolerance: constants["tolerance"]!,
    maxPasses: constants["max_passes"]!,
    isDiscounted: constants["discounts_on"] === 1,
    restartSum: nodeCount,
    negligible: NEGLIGIBLE_SHARE,
  };
  if (!whole.isDiscounted || nodeCount === 0) return whole;
  const [restarts] = await engine.rows(
    `SELECT sum(restart) AS restart_sum, max(restart) AS largest_restart FROM (${ownStandings(whole)}) AS owns`,
  );
  const largest = Number(restarts?.["largest_restart"]);
  if (!(largest > 0)) throw new RangeError("restart is zero at every node; give at least one seed");
  // Doubted accounts may stand so low that a step of the sums is more than the tolerance of it.
  const step = 1 / unitsToOne(nodeCount / (1 - whole.damping));
  const negligible = Math.max(NEGLIGIBLE_SHARE * largest, (STEPS_IN_TOLERANCE * step) / whole.tolerance);
  return { ...whole, restartSum: Number(restarts?.["restart_sum"]), negligible };
}

async function countOf(engine: Engine, table: string): Promise<number> {
  return (await numberOf(engine, `SELECT count(*) AS value FROM ${table}`)) ?? 0;
}

/** Own echo is returned / (1 - returned), so standing / (1 + own echo) is standing x (1 - returned). */
function wholeRankSql(settings: RankSettings, standings: string, echoes: string): string {
  return `WITH solved AS (
  SELECT owns.node_index, coalesce(standings.standing, owns.restart) AS standing,
    coalesce(echoes.returned, 0e0) AS returned
  FROM (${ownStandings(settings)}) AS owns
  LEFT JOIN ${standings} AS standings ON standings.node_index = owns.node_index
  LEFT JOIN (${echoes}) AS echoes ON echoes.node_index = owns.node_index
)
SELECT node_index, standing, returned / (1e0 - returned) AS own_echo,
  greatest(0e0, log10(standing * (1e0 - returned))) AS people_rank
FROM solved`;
}
