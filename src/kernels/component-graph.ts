import type { InEdgeGraph } from "../graph/in-edge-graph.ts";
import { type GraphArrays, newGraphArrays } from "../graph/kernel.ts";

/** Nodes that are solved together, when all that reaches them from other nodes is known. */
export interface Component {
  readonly members: Uint32Array;
  /** By node of the graph: what one outside passes on per unit of weight, at least 0; for members anything below 0, by
   *  which the solver numbers them (`numbered`). */
  readonly passed: Float64Array;
}

/** A component as a graph of its own. */
export interface ComponentGraph {
  readonly graph: InEdgeGraph;
  /** Restart of each node, with what reaches it from outside. */
  readonly restart: Float64Array;
  /** Node of the whole graph, by node of this one. */
  readonly nodes: Uint32Array;
}

/** The same as `componentGraph` in plain arrays, with the nodes in the order of the members: one look at each edge,
 *  for room of 12 bytes for each of the rows (of which only what the inner ones take is touched). */
export function compactGraph(
  { offsets, sources, weights, outWeightSums }: InEdgeGraph,
  restart: Float64Array | null,
  { members: nodes, passed }: Component,
): ComponentGraph {
  const own = newGraphArrays(nodes.length, rowsLength(offsets, nodes) + 1);
  const { offsets: ownOffsets, sources: ownSources, weights: ownWeights, outWeightSums: ownSums } = own;
  const ownRestart = new Float64Array(nodes.length);
  const signs = markedInside(nodes, passed);
  let edgeCount = 0;
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    const end = offsets[node + 1]!;
    let value = restart === null ? 1 : restart[node]!;
    for (let edge = offsets[node]!; edge < end; edge++) {
      const source = sources[edge]!;
      const weight = weights[edge]!;
      value += passed[source]! * weight;
      ownSources[edgeCount] = source;
      ownWeights[edgeCount] = weight;
      edgeCount += signs[2 * source + 1]! >>> 31;
    }
    ownOffsets[at + 1] = edgeCount;
    ownRestart[at] = value;
    ownSums[at] = outWeightSums[node]!;
  }
  for (let at = 0; at < nodes.length; at++) passed[nodes[at]!] = numbered(at);
  for (let edge = 0; edge < edgeCount; edge++) ownSources[edge] = numbered(passed[ownSources[edge]!]!);
  const rows = { sources: ownSources.subarray(0, edgeCount), weights: ownWeights.subarray(0, edgeCount) };
  return {
    graph: { nodeCount: nodes.length, edgeCount, ...own, ...rows },
    restart: ownRestart,
    nodes,
  };
}

/** Gives the members a passed share that adds nothing and shows by its sign: -0. Returns the words of `passed`, of
 *  which every second holds the sign. */
function markedInside(members: Uint32Array, passed: Float64Array): Uint32Array {
  for (let at = 0; at < members.length; at++) passed[members[at]!] = -0;
  return new Uint32Array(passed.buffer, passed.byteOffset, 2 * passed.length);
}

function rowsLength(offsets: Uint32Array, members: Uint32Array): number {
  let length = 0;
  for (let at = 0; at < members.length; at++) length += offsets[members[at]! + 1]! - offsets[members[at]!]!;
  return length;
}

/** The graph of a component with the edges inside it, in arrays from `newArrays`; what the other edges bring is part of
 *  its restart (`restart` null: one for every node). Nodes come in order of how many edges they gather, so that a
 *  processor foresees where each row ends: that halves the time of a sweep whose standings are in the cache. Time
 *  linear in its rows, memory beyond the arrays a byte an edge of those. */
export function componentGraph(
  graph: InEdgeGraph,
  restart: Float64Array | null,
  { members, passed }: Component,
  newArrays: (nodeCount: number, edgeCount: number) => GraphArrays,
): ComponentGraph {
  const rows = lookAtRows(graph, restart, members, passed);
  // One more, since an edge is written before it is known to count.
  const arrays = newArrays(members.length, rows.edgeCount + 1);
  const places = inOrderOfLength(rows.lengths, arrays.offsets);
  copyRows(graph, members, places, rows.isInside, arrays);
  const nodes = new Uint32Array(members.length);
  const ownRestart = new Float64Array(members.length);
  for (let at = 0; at < members.length; at++) {
    const place = places[at]!;
    const node = members[at]!;
    nodes[place] = node;
    ownRestart[place] = rows.brought[at]!;
    arrays.outWeightSums[place] = graph.outWeightSums[node]!;
    passed[node] = numbered(place);
  }
  const sources = arrays.sources.subarray(0, rows.edgeCount);
  for (let edge = 0; edge < sources.length; edge++) sources[edge] = numbered(passed[sources[edge]!]!);
  const weights = arrays.weights.subarray(0, rows.edgeCount);
  return {
    graph: { nodeCount: members.length, edgeCount: rows.edgeCount, ...arrays, sources, weights },
    restart: ownRestart,
    nodes,
  };
}

/** The mark of a member that is number `place`, and the place of one with that mark. */
export function numbered(place: number): number {
  return -1 - place;
}

/** Rows of the members: what each gathers from outside with its restart, how many edges from inside, and which those are. */
interface Rows {
  readonly brought: Float64Array;
  readonly lengths: Uint32Array;
  readonly edgeCount: number;
  /** 1 or 0 an edge, row after row. */
  readonly isInside: Uint8Array;
}

/** Looks at each source once: that is what a processor waits for. Without a branch on where an edge comes from, which it
 *  cannot foresee. */
function lookAtRows(
  { offsets, sources, weights }: InEdgeGraph,
  restart: Float64Array | null,
  members: Uint32Array,
  passed: Float64Array,
): Rows {
  const signs = markedInside(members, passed);
  const isInside = new Uint8Array(rowsLength(offsets, members));
  const lengths = new Uint32Array(members.length);
  const brought = new Float64Array(members.length);
  let look = 0;
  let edgeCount = 0;
  for (let at = 0; at < members.length; at++) {
    const node = members[at]!;
    const end = offsets[node + 1]!;
    let value = restart === null ? 1 : restart[node]!;
    let length = 0;
    for (let edge = offsets[node]!; edge < end; edge++) {
      const source = sources[edge]!;
      const inside = signs[2 * source + 1]! >>> 31;
      isInside[look++] = inside;
      length += inside;
      value += passed[source]! * weights[edge]!;
    }
    brought[at] = value;
    lengths[at] = length;
    edgeCount += length;
  }
  return { brought, lengths, edgeCount, isInside };
}

/** Place of each row, shortest first, else in their order; where the rows start goes to `offsets`. */
function inOrderOfLength(lengths: Uint32Array, offsets: Uint32Array): Uint32Array {
  let longest = 0;
  for (let at = 0; at < lengths.length; at++) longest = Math.max(longest, lengths[at]!);
  const nextPlace = new Uint32Array(longest + 2);
  for (let at = 0; at < lengths.length; at++) nextPlace[lengths[at]! + 1]!++;
  for (let length = 0; length <= longest; length++) nextPlace[length + 1]! += nextPlace[length]!;
  const places = new Uint32Array(lengths.length);
  offsets[0] = 0;
  for (let at = 0; at < lengths.length; at++) {
    const place = nextPlace[lengths[at]!]!++;
    places[at] = place;
    offsets[place + 1] = lengths[at]!;
  }
  for (let place = 0; place < lengths.length; place++) offsets[place + 1]! += offsets[place]!;
  return places;
}

/** Fills sources (as nodes of the whole graph) and weights of `own`, whose offsets are there. Reads in the order of the
 *  members and writes where that leads. */
function copyRows(
  { offsets, sources, weights }: InEdgeGraph,
  members: Uint32Array,
  places: Uint32Array,
  isInside: Uint8Array,
  own: GraphArrays,
): void {
  const { offsets: ownOffsets, sources: ownSources, weights: ownWeights } = own;
  let look = 0;
  for (let at = 0; at < members.length; at++) {
    const node = members[at]!;
    const end = offsets[node + 1]!;
    // An edge from outside is written over by the next one; the last of the row falls on the row that follows.
    const ownEnd = ownOffsets[places[at]! + 1]!;
    const sourceThere = ownSources[ownEnd]!;
    const weightThere = ownWeights[ownEnd]!;
    let ownEdge = ownOffsets[places[at]!]!;
    for (let edge = offsets[node]!; edge < end; edge++) {
      ownSources[ownEdge] = sources[edge]!;
      ownWeights[ownEdge] = weights[edge]!;
      ownEdge += isInside[look++]!;
    }
    ownSources[ownEnd] = sourceThere;
    ownWeights[ownEnd] = weightThere;
  }
}
