import type { Engine } from "../engines/contract.ts";
import { edgeWeight } from "../graph/edge-weight.ts";
import type { InEdgeGraph } from "../graph/in-edge-graph.ts";
import type { PeopleRankKernel } from "../graph/kernel.ts";
import { OrderedGraphBuilder } from "../graph/ordered-graph-builder.ts";

/** SELECT of the edges as far as they count: actor, target, decayed weight, counted share in units, vouched or not. */
export const COUNTED_EDGES = `SELECT CAST(actor_index AS INTEGER), CAST(target_index AS INTEGER), CAST(decayed_weight AS DOUBLE),
  CAST(counted_units AS DOUBLE), CASE WHEN is_vouched THEN 1 ELSE 0 END
FROM int_vouched ORDER BY target_index, actor_index`;
const NODES = `SELECT CAST(node_index AS INTEGER), CAST(authenticity_units AS DOUBLE), CAST(watched_units AS DOUBLE)
FROM int_vouching`;
const UNIT = 2 ** 20;

/** A graph in which acts pass standing on as far as they count. */
export interface DiscountedGraph {
  /** Edges of vouched actors; their rows keep the sums of all that they gave. */
  readonly graph: InEdgeGraph;
  /** Authenticity of each node, 0..1: what it has by itself. */
  readonly restart: Float64Array;
  /** Weight that each node gave and that leads nowhere. */
  readonly withheldSums: Float64Array;
  /** What unvouched actors give each node by themselves. */
  readonly unvouchedStanding: (damping: number, kappa: number) => Float64Array;
  /** Share of the acts on each node that was watched, 0..1. */
  readonly watched: Float64Array;
}

/** How many edges of `int_vouched` pass standing on. */
export async function countedEdges(engine: Engine): Promise<number> {
  const [size] = await engine.rows(
    "SELECT count(*) AS edge_count FROM int_vouched WHERE is_vouched AND counted_units > 0",
  );
  return Number(size?.["edge_count"]);
}

/** The graph of `int_vouched` and `int_vouching`, in arrays of `kernel`; `edgeCount` as countedEdges tells. */
export async function readDiscountedGraph(
  engine: Engine,
  { nodeCount, edgeCount }: { readonly nodeCount: number; readonly edgeCount: number },
  kernel: PeopleRankKernel,
): Promise<DiscountedGraph> {
  const [restart, watched] = [new Float64Array(nodeCount), new Float64Array(nodeCount)];
  for await (const { rowCount, columns } of engine.columns(NODES))
    for (let row = 0; row < rowCount; row++) {
      const node = Number(columns[0]![row]);
      restart[node] = Number(columns[1]![row]) / UNIT;
      watched[node] = Number(columns[2]![row]) / UNIT;
    }
  const unvouched = { sources: [] as number[], targets: [] as number[], weights: [] as number[] };
  const withheldSums = new Float64Array(nodeCount);
  const builder = new OrderedGraphBuilder(nodeCount, edgeCount, kernel.newArrays?.(nodeCount, edgeCount));
  for await (const { rowCount, columns } of engine.columns(COUNTED_EDGES)) {
    const [actors, acted, units, counted, vouched] = columns;
    for (let row = 0; row < rowCount; row++) {
      const [source, target] = [Number(actors![row]), Number(acted![row])];
      const weight = edgeWeight(Number(units![row]));
      const share = Number(counted![row]) / UNIT;
      const passed = Number(vouched![row]) === 1 ? weight * share : 0;
      if (passed > 0) builder.add(source, target, passed);
      if (passed === weight) continue;
      builder.withhold(source, target, weight - passed);
      withheldSums[source]! += weight - passed;
      if (passed > 0) continue;
      unvouched.sources.push(source);
      unvouched.targets.push(target);
      unvouched.weights.push(weight * share);
    }
  }
  const graph = builder.finish();
  const unvouchedStanding = (damping: number, kappa: number) => {
    const given = new Float64Array(nodeCount);
    for (const [place, target] of unvouched.targets.entries()) {
      const source = unvouched.sources[place]!;
      const rowSum = kappa + graph.outWeightSums[source]!;
      given[target]! += (damping * unvouched.weights[place]! * restart[source]!) / rowSum;
    }
    return given;
  };
  return { graph, restart, withheldSums, unvouchedStanding, watched };
}

/** Paid standing as it counts, at least 1: nobody is lowered by its own authenticity, and what unvouched actors have by
 *  themselves is added as far as `unvouched_base_standing` and `unvouched_share` of the rest let it, or whole as far as
 *  nobody watched. */
export function countedStanding(
  paid: Float64Array,
  { restart, watched, unvouchedStanding }: Pick<DiscountedGraph, "restart" | "watched" | "unvouchedStanding">,
  constants: Readonly<Record<string, number>>,
): Float64Array {
  const given = unvouchedStanding(constants["damping"]!, constants["kappa"]!);
  const [base, share] = [constants["unvouched_base_standing"]!, constants["unvouched_share"]!];
  return paid.map((value, node) => {
    // Rounding may leave what a node without acts received a trace below nothing.
    const received = Math.max(0, value - restart[node]!);
    const cap = base + share * received;
    return 1 + received + given[node]! - Math.max(0, given[node]! * watched[node]! - cap);
  });
}
