import type { Engine } from "../engines/contract.ts";
import { CountedGraphBuilder } from "../graph/counted-graph-builder.ts";
import { edgeWeight } from "../graph/edge-weight.ts";
import type { InEdgeGraph } from "../graph/in-edge-graph.ts";
import type { PeopleRankKernel } from "../graph/kernel.ts";
import { OrderedGraphBuilder } from "../graph/ordered-graph-builder.ts";

/** SELECT of the edges as far as they count: actor, target, decayed weight, counted share in units, vouched or not. */
export const COUNTED_EDGES = `SELECT CAST(actor_index AS INTEGER), CAST(target_index AS INTEGER), CAST(decayed_weight AS DOUBLE),
  CAST(counted_units AS INTEGER), CASE WHEN is_vouched THEN 1 ELSE 0 END
FROM int_vouched`;
const NODES = `SELECT CAST(node_index AS INTEGER), CAST(authenticity_units AS DOUBLE), CAST(watched_units AS DOUBLE)
FROM int_vouching`;
const UNIT = 2 ** 20;
/** What the reader keeps of an edge: both ends, a weight and a share, and in order an actor and a place. */
const BYTES_AN_EDGE = 32;

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

/** How many edges `int_vouched` has, and how many of them pass standing on. */
export interface CountedEdges {
  readonly toldCount: number;
  readonly edgeCount: number;
}

/** The edges of `int_vouched`, counted. */
export async function countedEdges(engine: Engine): Promise<CountedEdges> {
  const [size] = await engine.rows(
    `SELECT count(*) AS told_count, count(*) FILTER (WHERE is_vouched AND counted_units > 0) AS edge_count
     FROM int_vouched`,
  );
  return { toldCount: Number(size?.["told_count"]), edgeCount: Number(size?.["edge_count"]) };
}

/** Memory that reading so many edges takes beside the graph. */
export function mebibytesToRead({ toldCount }: CountedEdges): number {
  return (toldCount * BYTES_AN_EDGE) / 2 ** 20;
}

/** The graph of `int_vouched` and `int_vouching`, in arrays of `kernel`; the counts as countedEdges tells. */
export async function readDiscountedGraph(
  engine: Engine,
  { nodeCount, toldCount, edgeCount }: CountedEdges & { readonly nodeCount: number },
  kernel: PeopleRankKernel,
): Promise<DiscountedGraph> {
  const { restart, watched } = await readNodes(engine, nodeCount);
  const { offsets, sources, weights, units } = await readEdges(engine, nodeCount, toldCount);
  const withheldSums = new Float64Array(nodeCount);
  const builder = new OrderedGraphBuilder(nodeCount, edgeCount, kernel.newArrays?.(nodeCount, edgeCount));
  for (let target = 0; target < nodeCount; target++)
    for (let edge = offsets[target]!; edge < offsets[target + 1]!; edge++) {
      const [source, weight, counted] = [sources[edge]!, weights[edge]!, units[edge]!];
      const passed = counted > 0 ? weight * (counted / UNIT) : 0;
      if (passed > 0) builder.add(source, target, passed);
      if (passed === weight) continue;
      builder.withhold(source, target, weight - passed);
      withheldSums[source]! += weight - passed;
    }
  const graph = builder.finish();
  const unvouchedStanding = (damping: number, kappa: number) => {
    const given = new Float64Array(nodeCount);
    for (let target = 0; target < nodeCount; target++)
      for (let edge = offsets[target]!; edge < offsets[target + 1]!; edge++) {
        if (units[edge]! >= 0) continue;
        const [source, share] = [sources[edge]!, (-1 - units[edge]!) / UNIT];
        const rowSum = kappa + graph.outWeightSums[source]!;
        given[target]! += (damping * (weights[edge]! * share) * restart[source]!) / rowSum;
      }
    return given;
  };
  return { graph, restart, withheldSums, unvouchedStanding, watched };
}

async function readNodes(engine: Engine, nodeCount: number) {
  const [restart, watched] = [new Float64Array(nodeCount), new Float64Array(nodeCount)];
  const [size] = await engine.rows("SELECT count(*) AS row_count FROM int_vouching");
  for await (const { rowCount, columns } of engine.columns(NODES, Number(size?.["row_count"])))
    for (let row = 0; row < rowCount; row++) {
      const node = Number(columns[0]![row]);
      restart[node] = Number(columns[1]![row]) / UNIT;
      watched[node] = Number(columns[2]![row]) / UNIT;
    }
  return { restart, watched };
}

/** Edges by target and actor. */
interface ToldEdges {
  readonly offsets: Uint32Array;
  readonly sources: Uint32Array;
  readonly weights: Float64Array;
  /** Counted units of a vouched edge; -1 less them of an unvouched one. */
  readonly units: Int32Array;
}

/** The edges in order: they come as the engine has them, which costs it neither a sort nor a copy. */
async function readEdges(engine: Engine, nodeCount: number, toldCount: number): Promise<ToldEdges> {
  const [actors, acted] = [new Int32Array(toldCount), new Int32Array(toldCount)];
  const [weights, units] = [new Float64Array(toldCount), new Int32Array(toldCount)];
  const order = new CountedGraphBuilder(nodeCount, toldCount);
  let place = 0;
  for await (const { rowCount, columns } of engine.columns(COUNTED_EDGES, toldCount)) {
    const [sources, targets, decayed, counted, vouched] = columns as readonly Int32Array[];
    for (let row = 0; row < rowCount; row++) {
      actors[place] = sources![row]!;
      acted[place] = targets![row]!;
      weights[place] = edgeWeight(decayed![row]!);
      units[place] = vouched![row] === 1 ? counted![row]! : -1 - counted![row]!;
      order.count(targets![row]!);
      place++;
    }
  }
  for (place = 0; place < toldCount; place++) order.add(actors[place]!, acted[place]!, place + 1);
  const { offsets, sources, weights: places } = order.finishRows();
  // What was kept to put edges in order is no longer needed, and holds them in order now.
  const [orderedWeights, orderedUnits] = [places, actors];
  for (let edge = 0; edge < toldCount; edge++) {
    place = places[edge]! - 1;
    orderedWeights[edge] = weights[place]!;
    orderedUnits[edge] = units[place]!;
  }
  return { offsets, sources, weights: orderedWeights, units: orderedUnits };
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
