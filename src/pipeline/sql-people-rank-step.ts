import { ConfigProblem, EngineFailure } from "../domain/errors.ts";
import type { Engine } from "../engines/contract.ts";
import { type PeopleRankOutcome, RESIDUAL_ROOM } from "./people-rank-step.ts";
import { dropEchoPasses, echoPasses } from "./sql-rank/echo-passes.ts";
import { numberOf, type RankSettings } from "./sql-rank/rank-tables.ts";
import { dropStandingPasses, standingPasses } from "./sql-rank/standing-passes.ts";
import { residualSql, standingResidual } from "./sql-rank/standing-residual.ts";

/** Writes the same people_rank as `peopleRankStep`, within 1e-6 of each standing, by passes of SQL inside `engine`: no
 *  edge comes into this process, so the graph may be as large as the engine can hold. Returns how it went, with the
 *  kernel "sql".
 *  @throws ConfigProblem for a model that discounts acts: only kernels in this process read them.
 *  @throws NotConverged when passes run out.
 *  @throws EngineFailure when the verifier finds a residual above ten times the tolerance. */
export async function sqlPeopleRankStep(
  engine: Engine,
  constants: Readonly<Record<string, number>>,
): Promise<PeopleRankOutcome> {
  if (constants["discounts_on"] === 1)
    throw new ConfigProblem(
      "The scoring model discounts acts (discounts_on), which the kernel sql does not do; use --engine duckdb with --kernel wasm or reference.",
    );
  const nodeCount = (await numberOf(engine, "SELECT count(*) AS value FROM int_nodes")) ?? 0;
  const edgeCount = (await numberOf(engine, "SELECT count(*) AS value FROM int_edges")) ?? 0;
  const settings: RankSettings = {
    nodeCount,
    damping: constants["damping"]!,
    kappa: constants["kappa"]!,
    tolerance: constants["tolerance"]!,
    maxPasses: constants["max_passes"]!,
  };
  const { table, passes, l1Change } = await standingPasses(engine, settings);
  const echo = await echoPasses(engine);
  await engine.createTable("people_rank", rankSql(table, echo.select), "people_rank");
  await dropStandingPasses(engine);
  await dropEchoPasses(engine);
  const residual = await standingResidual(engine, settings);
  if (residual === null || residual > RESIDUAL_ROOM * settings.tolerance)
    throw new EngineFailure(
      `the SQL passes left a residual of ${residual} after ${passes} passes, above ${RESIDUAL_ROOM} x ${settings.tolerance}; its standings cannot be trusted`,
      { engine: engine.name, model: "people_rank", sql: residualSql(settings) },
    );
  return { kernel: "sql", kernelNote: null, nodeCount, edgeCount, passes, residual, l1Change };
}

/** Own echo is returned / (1 - returned), so standing / (1 + own echo) is standing x (1 - returned). */
function rankSql(standings: string, echoes: string): string {
  return `WITH solved AS (
  SELECT nodes.node_index, coalesce(standings.standing, 1e0) AS standing, coalesce(echoes.returned, 0e0) AS returned
  FROM int_nodes AS nodes
  LEFT JOIN ${standings} AS standings ON standings.node_index = nodes.node_index
  LEFT JOIN (${echoes}) AS echoes ON echoes.node_index = nodes.node_index
)
SELECT node_index, standing, returned / (1e0 - returned) AS own_echo,
  greatest(0e0, log10(standing * (1e0 - returned))) AS people_rank
FROM solved`;
}
