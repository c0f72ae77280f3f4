import { EngineFailure } from "../domain/errors.ts";
import type { Engine } from "../engines/contract.ts";
import { CountedGraphBuilder } from "../graph/counted-graph-builder.ts";
import { edgeWeight } from "../graph/edge-weight.ts";
import type { InEdgeGraph } from "../graph/in-edge-graph.ts";
import type { PeopleRankKernel, PeopleRankOptions } from "../graph/kernel.ts";
import { ownEcho, paidStanding, toPeopleRank } from "../graph/own-echo.ts";
import { verifyStanding } from "../graph/verify-standing.ts";
import {
  COUNTED_EDGES,
  type CountedEdges,
  countedEdges,
  countedStanding,
  mebibytesToRead,
  readDiscountedGraph,
} from "./discounted-graph.ts";

const TARGETS = "SELECT CAST(target_index AS INTEGER) FROM int_edges";
const EDGES = `SELECT CAST(actor_index AS INTEGER), CAST(target_index AS INTEGER), CAST(decayed_weight AS DOUBLE)
FROM int_edges`;
/** Tolerances that a residual may have: the verifier sums in another order than the kernel, so it is given room for
 *  rounding and for the last pass. */
export const RESIDUAL_ROOM = 10;

/** How the PeopleRank step of a run ended. */
export interface PeopleRankOutcome {
  readonly kernel: string;
  /** Why an earlier kernel of those given was not used; null when the first was. */
  readonly kernelNote: string | null;
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly passes: number;
  /** Largest relative residual of a standing, measured by the verifier and not by the kernel. */
  readonly residual: number;
  readonly l1Change: number;
}

/** Writes the table people_rank (node_index, standing, own_echo, people_rank) from int_nodes and int_edges, and
 *  returns how it went. `constants` gives damping, kappa, tolerance and max_passes; the first of `kernels` that can
 *  hold the graph is used. With `discounts_on` the edges are those of int_vouched, each as far as it counts, and a node
 *  starts with its authenticity (int_vouching). Passes begin from `earlierStanding` (SELECT of network, account_id, standing)
 *  when there is one.
 *  @throws NotConverged from the kernel.
 *  @throws EngineFailure when the verifier finds a residual above ten times the tolerance. */
export async function peopleRankStep(
  engine: Engine,
  constants: Readonly<Record<string, number>>,
  kernels: readonly PeopleRankKernel[],
  earlierStanding: string | null = null,
): Promise<PeopleRankOutcome> {
  const size = await graphSize(engine, constants["discounts_on"] === 1);
  const { kernel, note } = chooseKernel(kernels, size);
  const toRead = size.counted === null ? 0 : mebibytesToRead(size.counted);
  const giveBack = await engine.lendMemory?.(mebibytesOf(size) + toRead);
  try {
    return await rankNodes(engine, constants, kernel, note, size, earlierStanding);
  } finally {
    await giveBack?.();
  }
}

async function rankNodes(
  engine: Engine,
  constants: Readonly<Record<string, number>>,
  kernel: PeopleRankKernel,
  note: string | null,
  size: GraphSize,
  earlierStanding: string | null,
): Promise<PeopleRankOutcome> {
  const { nodeCount: nodes, counted: told } = size;
  const discounted =
    told === null ? null : await readDiscountedGraph(engine, { nodeCount: nodes, ...told }, kernel);
  const graph = discounted?.graph ?? (await readGraph(engine, size, kernel));
  const start =
    earlierStanding === null ? null : await standingBefore(engine, graph.nodeCount, earlierStanding);
  const options: PeopleRankOptions = {
    ...(start !== null && { start }),
    damping: constants["damping"]!,
    kappa: constants["kappa"]!,
    restart: discounted?.restart ?? null,
    tolerance: constants["tolerance"]!,
    maxPasses: constants["max_passes"]!,
  };
  const { standing, passes, l1Change, instead } = kernel.peopleRank(graph, options);
  const residual = verifyStanding(graph, standing, options, discounted?.withheldSums ?? null);
  if (!(residual <= RESIDUAL_ROOM * options.tolerance))
    throw new EngineFailure(
      `kernel ${kernel.name} left a residual of ${residual} after ${passes} passes, above ${RESIDUAL_ROOM} x ${options.tolerance}; its standings cannot be trusted`,
      { engine: engine.name, model: "people_rank", sql: discounted === null ? EDGES : COUNTED_EDGES },
    );
  const echo = ownEcho(graph, options);
  const paid = paidStanding(standing, echo);
  const counted = discounted === null ? paid : countedStanding(paid, discounted, constants);
  await engine.createTableFromColumns("people_rank", {
    node_index: Uint32Array.from({ length: graph.nodeCount }, (_, node) => node),
    standing: discounted === null ? standing : counted.map((value, node) => value * (1 + echo[node]!)),
    own_echo: echo,
    people_rank: toPeopleRank(counted),
  });
  const { nodeCount, edgeCount } = graph;
  return {
    kernel: instead?.kernel ?? kernel.name,
    kernelNote: instead?.note ?? note,
    nodeCount,
    edgeCount,
    passes,
    residual,
    l1Change,
  };
}

/** Standing of each node as `earlier` has it, 1 for accounts that it does not know. */
async function standingBefore(engine: Engine, nodeCount: number, earlier: string): Promise<Float64Array> {
  const start = new Float64Array(nodeCount).fill(1);
  const rows = engine.columns(
    `SELECT CAST(nodes.node_index AS INTEGER), earlier.standing FROM int_nodes AS nodes
     INNER JOIN (${earlier}) AS earlier ON earlier.network = nodes.network AND earlier.account_id = nodes.account_id
     WHERE earlier.standing >= 0`,
  );
  for await (const { rowCount, columns } of rows)
    for (let row = 0; row < rowCount; row++) start[Number(columns[0]![row])] = Number(columns[1]![row]);
  return start;
}

/** Memory of a graph with its standings: an edge is a source and a weight, a node its sums, standings, echo and rank. */
function mebibytesOf({ nodeCount, edgeCount }: GraphSize): number {
  return (edgeCount * 12 + nodeCount * 100) / 2 ** 20;
}

interface GraphSize {
  readonly nodeCount: number;
  /** Edges that pass standing on. */
  readonly edgeCount: number;
  /** Null where nothing is discounted. */
  readonly counted: CountedEdges | null;
}

async function graphSize(engine: Engine, isDiscounted: boolean): Promise<GraphSize> {
  const [size] = await engine.rows(
    "SELECT (SELECT count(*) FROM int_nodes) AS node_count, (SELECT count(*) FROM int_edges) AS edge_count",
  );
  const counted = isDiscounted ? await countedEdges(engine) : null;
  const edgeCount = counted?.edgeCount ?? Number(size?.["edge_count"]);
  return { nodeCount: Number(size?.["node_count"]), edgeCount, counted };
}

function chooseKernel(
  kernels: readonly PeopleRankKernel[],
  { nodeCount, edgeCount }: GraphSize,
): { readonly kernel: PeopleRankKernel; readonly note: string | null } {
  const kernel = kernels.find(({ fits }) => fits?.(nodeCount, edgeCount) ?? true);
  if (kernel === undefined)
    throw new RangeError(`no kernel holds a graph of ${nodeCount} nodes and ${edgeCount} edges`);
  const passedOver = kernels.slice(0, kernels.indexOf(kernel)).map(({ name }) => name);
  const note =
    passedOver.length === 0
      ? null
      : `${nodeCount} nodes and ${edgeCount} edges do not fit the memory of kernel ${passedOver.join(" or ")}; ${kernel.name} is used.`;
  return { kernel, note };
}

async function readGraph(
  engine: Engine,
  { nodeCount, edgeCount }: GraphSize,
  kernel: PeopleRankKernel,
): Promise<InEdgeGraph> {
  const builder = new CountedGraphBuilder(nodeCount, edgeCount, kernel.newArrays?.(nodeCount, edgeCount));
  for await (const { rowCount, columns } of engine.columns(TARGETS, edgeCount)) {
    const acted = columns[0] as Int32Array;
    for (let row = 0; row < rowCount; row++) builder.count(acted[row]!);
  }
  for await (const { rowCount, columns } of engine.columns(EDGES, edgeCount)) {
    const [actors, acted, units] = columns as readonly [Int32Array, Int32Array, Float64Array];
    for (let row = 0; row < rowCount; row++) builder.add(actors[row]!, acted[row]!, edgeWeight(units[row]!));
  }
  return builder.finish();
}
