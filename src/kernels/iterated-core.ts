import type { InEdgeGraph } from "../graph/in-edge-graph.ts";
import type { GraphArrays } from "../graph/kernel.ts";

/** Share of the edges above which a core is not worth its copy: that costs about as much as three passes. */
const LARGEST_SHARE = 0.6;
/** One row in so many is looked at before all are copied, from so many edges on. */
const SAMPLED_ROWS = 16;
const SAMPLED_EDGES = 100_000;
const OUTSIDE = -1;

/** The part of a graph that has to be solved by iteration. */
export interface IteratedCore {
  readonly graph: InEdgeGraph;
  /** Restart of each node of the core, with what reaches it from nodes on which nobody acted. */
  readonly restart: Float64Array;
  /** Node of the whole graph, by node of the core; rising. */
  readonly nodes: Uint32Array;
}

/** The nodes that both act and are acted on, with the edges among them, in arrays from `newArrays`; null when those
 *  are most of the edges, or there are no such arrays. The others need no iteration: on whom nobody acted stands at
 *  its restart (one where `restart` is null), and who never acted is gathered once at the end (`wholeStanding`).
 *  Time O(n + m). */
export function iteratedCore(
  graph: InEdgeGraph,
  restart: Float64Array | null,
  passedPerWeight: Float64Array,
  newArrays: (nodeCount: number, edgeCount: number) => GraphArrays | null,
): IteratedCore | null {
  const { nodeCount, edgeCount, offsets, outWeightSums } = graph;
  const coreIndex = new Int32Array(nodeCount).fill(OUTSIDE);
  let coreNodeCount = 0;
  let edgesAtMost = 0;
  for (let node = 0; node < nodeCount; node++) {
    const received = offsets[node + 1]! - offsets[node]!;
    if (received === 0 || outWeightSums[node] === 0) continue;
    coreIndex[node] = coreNodeCount++;
    edgesAtMost += received;
  }
  const every = edgeCount < SAMPLED_EDGES ? 1 : SAMPLED_ROWS;
  if (countCoreEdges(graph, coreIndex, every) * every > LARGEST_SHARE * edgeCount) return null;
  // One more, since an edge is written before it is known to count.
  const arrays = newArrays(coreNodeCount, edgesAtMost + 1);
  if (arrays === null) return null;
  const settled = new Float64Array(nodeCount);
  for (let node = 0; node < nodeCount; node++)
    if (coreIndex[node] === OUTSIDE) settled[node] = (restart?.[node] ?? 1) * passedPerWeight[node]!;
  return copyCore(graph, restart, { coreIndex, settled, coreNodeCount }, arrays);
}

interface CoreNodes {
  /** Index in the core, or OUTSIDE. */
  readonly coreIndex: Int32Array;
  /** What a node outside passes on per unit of weight; 0 for one of the core. */
  readonly settled: Float64Array;
  readonly coreNodeCount: number;
}

/** Fills `arrays` without a branch on where an edge comes from, which no processor foresees. */
function copyCore(
  { nodeCount, offsets, sources, weights, outWeightSums }: InEdgeGraph,
  restart: Float64Array | null,
  { coreIndex, settled, coreNodeCount }: CoreNodes,
  arrays: GraphArrays,
): IteratedCore {
  const { offsets: coreOffsets, sources: coreSources, weights: coreWeights } = arrays;
  const coreRestart = new Float64Array(coreNodeCount);
  const nodes = new Uint32Array(coreNodeCount);
  let coreEdge = 0;
  for (let node = 0; node < nodeCount; node++) {
    const index = coreIndex[node]!;
    if (index === OUTSIDE) continue;
    let brought = restart === null ? 1 : restart[node]!;
    const end = offsets[node + 1]!;
    for (let edge = offsets[node]!; edge < end; edge++) {
      const source = sources[edge]!;
      const weight = weights[edge]!;
      const coreSource = coreIndex[source]!;
      brought += settled[source]! * weight;
      coreSources[coreEdge] = coreSource;
      coreWeights[coreEdge] = weight;
      coreEdge += 1 + (coreSource >> 31);
    }
    coreOffsets[index + 1] = coreEdge;
    arrays.outWeightSums[index] = outWeightSums[node]!;
    coreRestart[index] = brought;
    nodes[index] = node;
  }
  const graph = {
    nodeCount: coreNodeCount,
    edgeCount: coreEdge,
    ...arrays,
    sources: coreSources.subarray(0, coreEdge),
    weights: coreWeights.subarray(0, coreEdge),
  };
  return { graph, restart: coreRestart, nodes };
}

/** Standing of each node of `graph` from that of its core. */
export function wholeStanding(
  graph: InEdgeGraph,
  restart: Float64Array | null,
  passedPerWeight: Float64Array,
  { nodes }: IteratedCore,
  coreStanding: Float64Array,
): Float64Array {
  const { nodeCount, offsets, sources, weights } = graph;
  const standing = restart?.slice() ?? new Float64Array(nodeCount).fill(1);
  for (let index = 0; index < nodes.length; index++) standing[nodes[index]!] = coreStanding[index]!;
  const passed = passedPerWeight.slice();
  for (let node = 0; node < nodeCount; node++) passed[node]! *= standing[node]!;
  // Who never acted passes nothing on, so no sum below reads another one that is still to come.
  for (let node = 0; node < nodeCount; node++) {
    if (passedPerWeight[node]! > 0) continue;
    const end = offsets[node + 1]!;
    let gathered = 0;
    for (let edge = offsets[node]!; edge < end; edge++) gathered += passed[sources[edge]!]! * weights[edge]!;
    standing[node]! += gathered;
  }
  return standing;
}

/** Edges among the nodes that have a core index, in one row of `every`. */
function countCoreEdges(
  { nodeCount, offsets, sources }: InEdgeGraph,
  coreIndex: Int32Array,
  every: number,
): number {
  let count = 0;
  for (let node = 0; node < nodeCount; node += every) {
    if (coreIndex[node] === OUTSIDE) continue;
    for (let edge = offsets[node]!; edge < offsets[node + 1]!; edge++)
      count += 1 + (coreIndex[sources[edge]!]! >> 31);
  }
  return count;
}
