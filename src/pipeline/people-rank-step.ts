import { EngineFailure } from "../domain/errors.ts";
import type { Engine } from "../engines/contract.ts";
import { edgeWeight } from "../graph/edge-weight.ts";
import type { InEdgeGraph } from "../graph/in-edge-graph.ts";
import type { PeopleRankKernel, PeopleRankOptions } from "../graph/kernel.ts";
import { OrderedGraphBuilder } from "../graph/ordered-graph-builder.ts";
import { ownEcho, paidStanding, toPeopleRank } from "../graph/own-echo.ts";
import { verifyStanding } from "../graph/verify-standing.ts";

const EDGES = `SELECT CAST(actor_index AS INTEGER), CAST(target_index AS INTEGER), CAST(decayed_weight AS DOUBLE),
  CASE WHEN is_vouched THEN 1 ELSE 0 END
FROM int_attention ORDER BY target_index, actor_index`;
const WATCHED = "SELECT CAST(node_index AS INTEGER), CAST(watched_units AS DOUBLE) FROM int_vouching";
const WATCHED_UNIT = 2 ** 20;
/** The verifier sums in another order than the kernel, so it is given room for rounding and for the last pass. */
const RESIDUAL_ROOM = 10;

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

/** Writes the table people_rank (node_index, standing, own_echo, people_rank) from int_nodes, int_vouching and
 *  int_attention, and returns how it went. `constants` gives damping, kappa, tolerance and max_passes; the first of
 *  `kernels` that can hold the graph is used. Acts of unvouched actors pass no standing on; what those actors have by
 *  themselves is added to the paid standing as far as `unvouched_base_standing` and `unvouched_share` let it.
 *  @throws NotConverged from the kernel.
 *  @throws EngineFailure when the verifier finds a residual above ten times the tolerance. */
export async function peopleRankStep(
  engine: Engine,
  constants: Readonly<Record<string, number>>,
  kernels: readonly PeopleRankKernel[],
): Promise<PeopleRankOutcome> {
  const size = await graphSize(engine);
  const { kernel, note } = chooseKernel(kernels, size);
  const { graph, withheld } = await readGraph(engine, size, kernel);
  const options: PeopleRankOptions = {
    damping: constants["damping"]!,
    kappa: constants["kappa"]!,
    restart: null,
    tolerance: constants["tolerance"]!,
    maxPasses: constants["max_passes"]!,
  };
  const { standing, passes, l1Change } = kernel.peopleRank(graph, options);
  const residual = verifyStanding(graph, standing, options, withheldSums(withheld, size.nodeCount));
  if (!(residual <= RESIDUAL_ROOM * options.tolerance))
    throw new EngineFailure(
      `kernel ${kernel.name} left a residual of ${residual} after ${passes} passes, above ${RESIDUAL_ROOM} x ${options.tolerance}; its standings cannot be trusted`,
      { engine: engine.name, model: "people_rank", sql: EDGES },
    );
  const echo = ownEcho(graph, options);
  const paid = paidStanding(standing, echo);
  if (withheld.targets.length > 0) await addUnvouched(engine, paid, { graph, withheld, constants });
  await engine.createTableFromColumns("people_rank", {
    node_index: Uint32Array.from({ length: graph.nodeCount }, (_, node) => node),
    standing,
    own_echo: echo,
    people_rank: toPeopleRank(paid),
  });
  const { nodeCount, edgeCount } = graph;
  return { kernel: kernel.name, kernelNote: note, nodeCount, edgeCount, passes, residual, l1Change };
}

/** Edges of unvouched actors, in the order of the graph. */
interface WithheldEdges {
  readonly sources: readonly number[];
  readonly targets: readonly number[];
  readonly weights: readonly number[];
}

function withheldSums({ sources, weights }: WithheldEdges, nodeCount: number): Float64Array | null {
  if (sources.length === 0) return null;
  const sums = new Float64Array(nodeCount);
  for (const [place, source] of sources.entries()) sums[source]! += weights[place]!;
  return sums;
}

/** Adds to `paid` what unvouched actors give by themselves: whole as far as nobody watched, else up to the cap. */
async function addUnvouched(
  engine: Engine,
  paid: Float64Array,
  {
    graph,
    withheld,
    constants,
  }: {
    readonly graph: InEdgeGraph;
    readonly withheld: WithheldEdges;
    readonly constants: Readonly<Record<string, number>>;
  },
): Promise<void> {
  const watched = new Float64Array(graph.nodeCount);
  for await (const { rowCount, columns } of engine.columns(WATCHED))
    for (let row = 0; row < rowCount; row++)
      watched[Number(columns[0]![row])] = Number(columns[1]![row]) / WATCHED_UNIT;
  const given = new Float64Array(graph.nodeCount);
  for (const [place, target] of withheld.targets.entries())
    given[target]! +=
      (constants["damping"]! * withheld.weights[place]!) /
      (constants["kappa"]! + graph.outWeightSums[withheld.sources[place]!]!);
  const [base, share] = [constants["unvouched_base_standing"]!, constants["unvouched_share"]!];
  for (let node = 0; node < paid.length; node++) {
    const cap = base + share * (paid[node]! - 1);
    paid[node]! += given[node]! - Math.max(0, given[node]! * watched[node]! - cap);
  }
}

interface GraphSize {
  readonly nodeCount: number;
  readonly edgeCount: number;
}

async function graphSize(engine: Engine): Promise<GraphSize> {
  const [size] = await engine.rows(
    "SELECT (SELECT count(*) FROM int_nodes) AS node_count, (SELECT count(*) FROM int_attention WHERE is_vouched) AS edge_count",
  );
  return { nodeCount: Number(size?.["node_count"]), edgeCount: Number(size?.["edge_count"]) };
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
): Promise<{ readonly graph: InEdgeGraph; readonly withheld: WithheldEdges }> {
  const withheld = { sources: [] as number[], targets: [] as number[], weights: [] as number[] };
  const builder = new OrderedGraphBuilder(nodeCount, edgeCount, kernel.newArrays?.(nodeCount, edgeCount));
  for await (const { rowCount, columns } of engine.columns(EDGES)) {
    const [actors, acted, units, vouched] = columns;
    for (let row = 0; row < rowCount; row++) {
      const [source, target] = [Number(actors![row]), Number(acted![row])];
      const weight = edgeWeight(Number(units![row]));
      if (Number(vouched![row]) === 1) {
        builder.add(source, target, weight);
        continue;
      }
      builder.withhold(source, target, weight);
      withheld.sources.push(source);
      withheld.targets.push(target);
      withheld.weights.push(weight);
    }
  }
  return { graph: builder.finish(), withheld };
}
