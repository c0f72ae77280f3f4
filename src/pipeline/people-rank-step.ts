import { EngineFailure } from "../domain/errors.ts";
import type { Engine } from "../engines/contract.ts";
import { edgeWeight } from "../graph/edge-weight.ts";
import { buildInEdgeGraph, type InEdgeGraph } from "../graph/in-edge-graph.ts";
import type { PeopleRankKernel, PeopleRankOptions } from "../graph/kernel.ts";
import { ownEcho, paidStanding, toPeopleRank } from "../graph/own-echo.ts";
import { verifyStanding } from "../graph/verify-standing.ts";

const EDGES = `SELECT CAST(actor_index AS INTEGER), CAST(target_index AS INTEGER), CAST(decayed_weight AS DOUBLE)
FROM int_edges ORDER BY target_index, actor_index`;
/** The verifier sums in another order than the kernel, so it is given room for rounding and for the last pass. */
const RESIDUAL_ROOM = 10;

/** How the PeopleRank step of a run ended. */
export interface PeopleRankOutcome {
  readonly kernel: string;
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly passes: number;
  /** Largest relative residual of a standing, measured by the verifier and not by the kernel. */
  readonly residual: number;
  readonly l1Change: number;
}

/** Writes the table people_rank (node_index, standing, own_echo, people_rank) from int_nodes and int_edges, and
 *  returns how it went. `constants` gives damping, kappa, tolerance and max_passes.
 *  @throws NotConverged from the kernel.
 *  @throws EngineFailure when the verifier finds a residual above ten times the tolerance. */
export async function peopleRankStep(
  engine: Engine,
  constants: Readonly<Record<string, number>>,
  kernel: PeopleRankKernel,
): Promise<PeopleRankOutcome> {
  const graph = await readGraph(engine);
  const options: PeopleRankOptions = {
    damping: constants["damping"]!,
    kappa: constants["kappa"]!,
    restart: null,
    tolerance: constants["tolerance"]!,
    maxPasses: constants["max_passes"]!,
  };
  const { standing, passes, l1Change } = kernel.peopleRank(graph, options);
  const residual = verifyStanding(graph, standing, options);
  if (!(residual <= RESIDUAL_ROOM * options.tolerance))
    throw new EngineFailure(
      `kernel ${kernel.name} left a residual of ${residual} after ${passes} passes, above ${RESIDUAL_ROOM} x ${options.tolerance}; its standings cannot be trusted`,
      { engine: engine.name, model: "people_rank", sql: EDGES },
    );
  const echo = ownEcho(graph, options);
  await engine.createTableFromColumns("people_rank", {
    node_index: Uint32Array.from({ length: graph.nodeCount }, (_, node) => node),
    standing,
    own_echo: echo,
    people_rank: toPeopleRank(paidStanding(standing, echo)),
  });
  const { nodeCount, edgeCount } = graph;
  return { kernel: kernel.name, nodeCount, edgeCount, passes, residual, l1Change };
}

async function readGraph(engine: Engine): Promise<InEdgeGraph> {
  const [size] = await engine.rows(
    "SELECT (SELECT count(*) FROM int_nodes) AS node_count, (SELECT count(*) FROM int_edges) AS edge_count",
  );
  const nodeCount = Number(size?.["node_count"]);
  const edgeCount = Number(size?.["edge_count"]);
  const sources = new Uint32Array(edgeCount);
  const targets = new Uint32Array(edgeCount);
  const weights = new Float64Array(edgeCount);
  let edge = 0;
  for await (const { rowCount, columns } of engine.columns(EDGES)) {
    const [actors, acted, units] = columns;
    for (let row = 0; row < rowCount; row++, edge++) {
      sources[edge] = Number(actors![row]);
      targets[edge] = Number(acted![row]);
      weights[edge] = edgeWeight(Number(units![row]));
    }
  }
  return buildInEdgeGraph(nodeCount, { sources, targets, weights });
}
