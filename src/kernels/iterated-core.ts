import type { InEdgeGraph } from "../graph/in-edge-graph.ts";
import type { GraphArrays } from "../graph/kernel.ts";

/** Share of the edges above which a core is not worth its copy, in time and in memory. */
const LARGEST_SHARE = 0.6;
/** One row in so many is looked at before all are counted, from so many edges on. */
const SAMPLED_ROWS = 16;
const SAMPLED_EDGES = 100_000;
const OUTSIDE = -1;

/** The part of a graph that has to be solved by iteration. */
export interface IteratedCore {
  readonly graph: InEdgeGraph;
  /** Restart of each node of the core, with what reaches it from nodes on which nobody acted. */
  readonly restart: Float64Array;
  /** Node of the whole graph, by node of the core. */
  readonly nodes: Uint32Array;
}

/** The nodes that both act and are acted on, with the edges among them, in arrays from `newArrays`; null when those
 *  are most of the edges, or there are no such arrays. The others need no iteration: on whom nobody acted stands at
 *  its restart (one where `restart` is null), and who never acted is gathered once at the end (`wholeStanding`).
 *  Nodes come in order of how many edges they gather, so that a processor foresees where each row ends: that halves
 *  the time of a sweep whose standings are in the cache. Time O(n + m). */
export function iteratedCore(
  graph: InEdgeGraph,
  restart: Float64Array | null,
  passedPerWeight: Float64Array,
  newArrays: (nodeCount: number, edgeCount: number) => GraphArrays | null,
): IteratedCore | null {
  const { nodeCount, edgeCount, offsets } = graph;
  const coreIndex = new Int32Array(nodeCount).fill(OUTSIDE);
  const settled = new Float64Array(nodeCount);
  let coreNodeCount = 0;
  for (let node = 0; node < nodeCount; node++) {
    const share = passedPerWeight[node]!;
    if (share === 0) continue;
    if (offsets[node + 1]! > offsets[node]!) coreIndex[node] = coreNodeCount++;
    else settled[node] = share * (restart === null ? 1 : restart[node]!);
  }
  if (edgeCount >= SAMPLED_EDGES && sampledShare(graph, coreIndex) > LARGEST_SHARE) return null;
  const rows = countRows(graph, coreIndex, coreNodeCount);
  if (rows.edgeCount > LARGEST_SHARE * edgeCount) return null;
  // One more, since an edge is written before it is known to count.
  const arrays = newArrays(coreNodeCount, rows.edgeCount + 1);
  if (arrays === null) return null;
  const nodes = inOrderOfLength(rows, arrays.offsets);
  for (let index = 0; index < coreNodeCount; index++) coreIndex[nodes[index]!] = index;
  const coreRestart = copyCore(graph, restart, { coreIndex, settled, nodes: rows.nodes }, arrays);
  const core = {
    nodeCount: coreNodeCount,
    edgeCount: rows.edgeCount,
    ...arrays,
    sources: arrays.sources.subarray(0, rows.edgeCount),
    weights: arrays.weights.subarray(0, rows.edgeCount),
  };
  return { graph: core, restart: coreRestart, nodes };
}

/** About the share of the edges that are among nodes with a core index. */
function sampledShare(
  { nodeCount, offsets, sources, edgeCount }: InEdgeGraph,
  coreIndex: Int32Array,
): number {
  let count = 0;
  for (let node = 0; node < nodeCount; node += SAMPLED_ROWS) {
    if (coreIndex[node] === OUTSIDE) continue;
    for (let edge = offsets[node]!; edge < offsets[node + 1]!; edge++)
      count += 1 + (coreIndex[sources[edge]!]! >> 31);
  }
  return (count * SAMPLED_ROWS) / edgeCount;
}

/** Rows of the core: nodes of the graph in its order, and how many edges from the core each gathers. */
interface CoreRows {
  readonly nodes: Uint32Array;
  readonly lengths: Uint32Array;
  readonly edgeCount: number;
}

function countRows(
  { nodeCount, offsets, sources }: InEdgeGraph,
  coreIndex: Int32Array,
  coreNodeCount: number,
): CoreRows {
  const nodes = new Uint32Array(coreNodeCount);
  const lengths = new Uint32Array(coreNodeCount);
  let edgeCount = 0;
  for (let node = 0; node < nodeCount; node++) {
    const index = coreIndex[node]!;
    if (index === OUTSIDE) continue;
    const end = offsets[node + 1]!;
    let length = 0;
    for (let edge = offsets[node]!; edge < end; edge++) length += 1 + (coreIndex[sources[edge]!]! >> 31);
    nodes[index] = node;
    lengths[index] = length;
    edgeCount += length;
  }
  return { nodes, lengths, edgeCount };
}

/** The nodes of `rows`, shortest row first, else in their order; where their rows start goes to `coreOffsets`. */
function inOrderOfLength({ nodes, lengths }: CoreRows, coreOffsets: Uint32Array): Uint32Array {
  let longest = 0;
  for (let index = 0; index < lengths.length; index++) longest = Math.max(longest, lengths[index]!);
  const places = new Uint32Array(longest + 2);
  for (let index = 0; index < lengths.length; index++) places[lengths[index]! + 1]!++;
  for (let length = 0; length <= longest; length++) places[length + 1]! += places[length]!;
  const ordered = new Uint32Array(nodes.length);
  for (let index = 0; index < nodes.length; index++) {
    const place = places[lengths[index]!]!++;
    ordered[place] = nodes[index]!;
    coreOffsets[place + 1] = lengths[index]!;
  }
  for (let place = 0; place < nodes.length; place++) coreOffsets[place + 1]! += coreOffsets[place]!;
  return ordered;
}

interface CoreNodes {
  /** Index in the core, or OUTSIDE. */
  readonly coreIndex: Int32Array;
  /** What a node outside passes on per unit of weight; 0 for one of the core. */
  readonly settled: Float64Array;
  /** Nodes of the core as the graph has them. */
  readonly nodes: Uint32Array;
}

/** Fills sources, weights and sums of `arrays`, whose offsets are there; returns the restart of each node of the core.
 *  Reads in the order of the graph and writes where that leads, since a processor waits for what it reads alone; and
 *  without a branch on where an edge comes from, which it cannot foresee. */
function copyCore(
  { offsets, sources, weights, outWeightSums }: InEdgeGraph,
  restart: Float64Array | null,
  { coreIndex, settled, nodes }: CoreNodes,
  arrays: GraphArrays,
): Float64Array {
  const { offsets: coreOffsets, sources: coreSources, weights: coreWeights } = arrays;
  const coreRestart = new Float64Array(nodes.length);
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    const index = coreIndex[node]!;
    const end = offsets[node + 1]!;
    // An edge from outside is written over by the next one; the last of the row falls on the row that follows.
    const coreEnd = coreOffsets[index + 1]!;
    const sourceThere = coreSources[coreEnd]!;
    const weightThere = coreWeights[coreEnd]!;
    let coreEdge = coreOffsets[index]!;
    let brought = restart === null ? 1 : restart[node]!;
    for (let edge = offsets[node]!; edge < end; edge++) {
      const source = sources[edge]!;
      const weight = weights[edge]!;
      const coreSource = coreIndex[source]!;
      brought += settled[source]! * weight;
      coreSources[coreEdge] = coreSource;
      coreWeights[coreEdge] = weight;
      coreEdge += 1 + (coreSource >> 31);
    }
    coreSources[coreEnd] = sourceThere;
    coreWeights[coreEnd] = weightThere;
    arrays.outWeightSums[index] = outWeightSums[node]!;
    coreRestart[index] = brought;
  }
  return coreRestart;
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
