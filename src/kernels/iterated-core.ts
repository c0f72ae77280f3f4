import type { InEdgeGraph } from "../graph/in-edge-graph.ts";
import type { GraphArrays } from "../graph/kernel.ts";

/** Share of the edges above which a core is not worth its copy: that costs about as much as three passes. */
const LARGEST_SHARE = 0.6;
/** One row in so many is looked at before all are counted. */
const SAMPLED_ROWS = 16;
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
 *  are most of the edges. The others need no iteration: on whom nobody acted stands at its restart, and who never
 *  acted is gathered once at the end (`wholeStanding`). Time O(n + m). */
export function iteratedCore(
  graph: InEdgeGraph,
  restart: Float64Array,
  passedPerWeight: Float64Array,
  newArrays: (nodeCount: number, edgeCount: number) => GraphArrays,
): IteratedCore | null {
  const { nodeCount, edgeCount, offsets, sources, weights, outWeightSums } = graph;
  const coreIndex = new Int32Array(nodeCount).fill(OUTSIDE);
  let coreNodeCount = 0;
  for (let node = 0; node < nodeCount; node++)
    if (offsets[node + 1]! > offsets[node]! && outWeightSums[node]! > 0) coreIndex[node] = coreNodeCount++;
  if (countCoreEdges(graph, coreIndex, SAMPLED_ROWS) * SAMPLED_ROWS > LARGEST_SHARE * edgeCount) return null;
  const coreEdgeCount = countCoreEdges(graph, coreIndex, 1);
  if (coreEdgeCount > LARGEST_SHARE * edgeCount) return null;
  const core = {
    nodeCount: coreNodeCount,
    edgeCount: coreEdgeCount,
    ...newArrays(coreNodeCount, coreEdgeCount),
  };
  const coreRestart = new Float64Array(coreNodeCount);
  const nodes = new Uint32Array(coreNodeCount);
  let coreEdge = 0;
  for (let node = 0; node < nodeCount; node++) {
    const index = coreIndex[node]!;
    if (index === OUTSIDE) continue;
    let settled = restart[node]!;
    for (let edge = offsets[node]!; edge < offsets[node + 1]!; edge++) {
      const source = sources[edge]!;
      const coreSource = coreIndex[source]!;
      if (coreSource === OUTSIDE) settled += restart[source]! * passedPerWeight[source]! * weights[edge]!;
      else {
        core.sources[coreEdge] = coreSource;
        core.weights[coreEdge++] = weights[edge]!;
      }
    }
    core.offsets[index + 1] = coreEdge;
    core.outWeightSums[index] = outWeightSums[node]!;
    coreRestart[index] = settled;
    nodes[index] = node;
  }
  return { graph: core, restart: coreRestart, nodes };
}

/** Standing of each node of `graph` from that of its core. */
export function wholeStanding(
  graph: InEdgeGraph,
  restart: Float64Array,
  passedPerWeight: Float64Array,
  { nodes }: IteratedCore,
  coreStanding: Float64Array,
): Float64Array {
  const { nodeCount, offsets, sources, weights, outWeightSums } = graph;
  const standing = restart.slice();
  const passed = new Float64Array(nodeCount);
  for (let index = 0; index < nodes.length; index++) standing[nodes[index]!] = coreStanding[index]!;
  for (let node = 0; node < nodeCount; node++) passed[node] = standing[node]! * passedPerWeight[node]!;
  // Who never acted passes nothing on, so no sum below reads another one that is still to come.
  for (let node = 0; node < nodeCount; node++) {
    if (outWeightSums[node]! > 0) continue;
    let gathered = 0;
    for (let edge = offsets[node]!; edge < offsets[node + 1]!; edge++)
      gathered += passed[sources[edge]!]! * weights[edge]!;
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
      if (coreIndex[sources[edge]!] !== OUTSIDE) count++;
  }
  return count;
}
