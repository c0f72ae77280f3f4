/** A directed weighted graph by in-edges (compressed rows), fixed once built.
 *  In-edges of node i stand at `offsets[i]` up to `offsets[i + 1]`, with strictly rising `sources`.
 *  There are no self-edges, no repeated pairs, and every weight is positive and finite. */
export interface InEdgeGraph {
  readonly nodeCount: number;
  readonly edgeCount: number;
  /** Length nodeCount + 1. */
  readonly offsets: Uint32Array;
  /** Actor of each edge; length edgeCount. */
  readonly sources: Uint32Array;
  /** Weight of each edge, in any one unit; length edgeCount. */
  readonly weights: Float64Array;
  /** Sum of the weights of the out-edges of each node, added in order of target; length nodeCount. */
  readonly outWeightSums: Float64Array;
}

/** Edges as columns of one length: actor index, target index, weight. */
export interface EdgeColumns {
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  readonly weights: Float64Array;
}

/** Bounds within which sums of weights and shares of them stay finite; a log1p weight is far inside. */
const SMALLEST_WEIGHT = 1e-200;
const LARGEST_WEIGHT = 1e200;

type GraphRows = Pick<InEdgeGraph, "offsets" | "sources" | "weights">;

/** The graph of `edges` by in-edges; the same bytes whatever the order of the rows.
 *  Rows ordered by (target, source) are taken over without a copy, so leave those arrays alone afterwards;
 *  rows ordered by (source, target) cost one counting sort; any other order also sorts inside each target.
 *  A repeated pair is refused, not summed: the weight is concave in the pair, so a sum of two weights is wrong.
 *  Time O(n + m) for ordered rows; memory beyond the result O(n).
 *  @throws RangeError on columns of different length, an index outside 0..nodeCount - 1, a self-edge, a weight
 *  that is not positive and finite (1e-200 to 1e200), or a repeated pair. */
export function buildInEdgeGraph(nodeCount: number, edges: EdgeColumns): InEdgeGraph {
  assertEdges(nodeCount, edges);
  const offsets = countOffsets(nodeCount, edges.targets);
  const rows = isOrderedByTarget(edges)
    ? { offsets, sources: edges.sources, weights: edges.weights }
    : sortByTarget(offsets, edges);
  assertDistinctPairs(rows);
  const outWeightSums = sumOutWeights(nodeCount, rows);
  return { nodeCount, edgeCount: rows.sources.length, ...rows, outWeightSums };
}

function assertEdges(nodeCount: number, { sources, targets, weights }: EdgeColumns): void {
  if (!Number.isInteger(nodeCount) || nodeCount < 0 || nodeCount >= 2 ** 32)
    throw new RangeError(`node count must be a whole number from 0 to 2^32 - 1, not ${nodeCount}`);
  if (sources.length !== targets.length || sources.length !== weights.length)
    throw new RangeError(
      `edge columns differ in length: ${sources.length} sources, ${targets.length} targets, ${weights.length} weights`,
    );
  for (let edge = 0; edge < sources.length; edge++) {
    const source = sources[edge]!;
    const target = targets[edge]!;
    const weight = weights[edge]!;
    if (source >= nodeCount || target >= nodeCount)
      throw new RangeError(`edge ${edge} (${source} to ${target}) names a node outside 0..${nodeCount - 1}`);
    if (source === target)
      throw new RangeError(`edge ${edge} goes from node ${source} to itself; drop self-actions first`);
    assertWeight(edge, source, target, weight);
  }
}

/** Returns when an edge's weight is positive and finite.
 *  @throws RangeError that names the edge. */
export function assertWeight(edge: number, source: number, target: number, weight: number): void {
  if (!(weight >= SMALLEST_WEIGHT && weight <= LARGEST_WEIGHT))
    throw new RangeError(
      `edge ${edge} (${source} to ${target}) has weight ${weight}; it must be from 1e-200 to 1e200`,
    );
}

function countOffsets(nodeCount: number, targets: Uint32Array): Uint32Array {
  const offsets = new Uint32Array(nodeCount + 1);
  for (let edge = 0; edge < targets.length; edge++) offsets[targets[edge]! + 1]!++;
  for (let node = 0; node < nodeCount; node++) offsets[node + 1]! += offsets[node]!;
  return offsets;
}

function isOrderedByTarget({ sources, targets }: EdgeColumns): boolean {
  for (let edge = 1; edge < targets.length; edge++) {
    const step = targets[edge]! - targets[edge - 1]!;
    if (step < 0 || (step === 0 && sources[edge]! < sources[edge - 1]!)) return false;
  }
  return true;
}

function sortByTarget(offsets: Uint32Array, edges: EdgeColumns): GraphRows {
  const sources = new Uint32Array(edges.sources.length);
  const weights = new Float64Array(edges.sources.length);
  const nextSlots = offsets.slice(0, -1);
  for (let edge = 0; edge < edges.sources.length; edge++) {
    const slot = nextSlots[edges.targets[edge]!]!++;
    sources[slot] = edges.sources[edge]!;
    weights[slot] = edges.weights[edge]!;
  }
  const rows = { offsets, sources, weights };
  for (let node = 0; node + 1 < offsets.length; node++) sortRow(rows, node);
  return rows;
}

function sortRow({ offsets, sources, weights }: GraphRows, node: number): void {
  const start = offsets[node]!;
  const end = offsets[node + 1]!;
  let isSorted = true;
  for (let edge = start + 1; edge < end && isSorted; edge++) isSorted = sources[edge - 1]! <= sources[edge]!;
  if (isSorted) return;
  const rowSources = sources.slice(start, end);
  const rowWeights = weights.slice(start, end);
  const order = rowSources.map((_, index) => index).sort((a, b) => rowSources[a]! - rowSources[b]!);
  for (let index = 0; index < order.length; index++) {
    sources[start + index] = rowSources[order[index]!]!;
    weights[start + index] = rowWeights[order[index]!]!;
  }
}

function assertDistinctPairs({ offsets, sources }: GraphRows): void {
  for (let node = 0; node + 1 < offsets.length; node++)
    for (let edge = offsets[node]! + 1; edge < offsets[node + 1]!; edge++)
      if (sources[edge] === sources[edge - 1])
        throw new RangeError(
          `the pair ${sources[edge]} to ${node} stands twice; fold each pair to one edge first`,
        );
}

function sumOutWeights(nodeCount: number, { sources, weights }: GraphRows): Float64Array {
  const sums = new Float64Array(nodeCount);
  for (let edge = 0; edge < sources.length; edge++) sums[sources[edge]!]! += weights[edge]!;
  return sums;
}
