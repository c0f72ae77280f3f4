import type { InEdgeGraph } from "./in-edge-graph.ts";
import { negligibleStanding, type PassingOptions } from "./kernel.ts";

/** The restart beside damping and kappa: all that the definition of standing needs. */
export type StandingDefinition = PassingOptions & { readonly restart: Float64Array | null };

/** Largest relative residual of `standing`: |v_i + d * sum_j s_j P_ji - s_i| / s_i over all nodes.
 *  0 for an empty graph, NaN or Infinity where the standing is not a number. A finished run leaves no more than
 *  its tolerance (and rounding).
 *  Shares only `negligibleStanding` with the kernels: one sweep over the edges from last to first pushes each
 *  actor's share to its target, with row sums of its own. Time O(n + m); two arrays of n.
 *  `withheldSums` is the weight that each actor gave and that leads nowhere; null: none.
 *  @throws RangeError when `standing` does not fit the graph. */
export function verifyStanding(
  graph: InEdgeGraph,
  standing: Float64Array,
  { damping, kappa, restart }: StandingDefinition,
  withheldSums: Float64Array | null = null,
): number {
  const { nodeCount, edgeCount, offsets, sources, weights } = graph;
  if (standing.length !== nodeCount)
    throw new RangeError(`standing has ${standing.length} values for a graph of ${nodeCount} nodes`);
  const rowSums = withheldSums?.map(sum => kappa + sum) ?? new Float64Array(nodeCount).fill(kappa);
  const expected = restart === null ? new Float64Array(nodeCount).fill(1) : restart.slice();
  for (let edge = edgeCount - 1; edge >= 0; edge--) rowSums[sources[edge]!]! += weights[edge]!;
  let target = nodeCount - 1;
  for (let edge = edgeCount - 1; edge >= 0; edge--) {
    while (offsets[target]! > edge) target--;
    const source = sources[edge]!;
    expected[target]! += (damping * standing[source]! * weights[edge]!) / rowSums[source]!;
  }
  const floor = negligibleStanding(restart);
  let largest = 0;
  for (let node = 0; node < nodeCount; node++) {
    const residual = Math.abs(expected[node]! - standing[node]!) / Math.max(standing[node]!, floor);
    if (!(residual <= largest)) largest = residual;
    if (Number.isNaN(largest)) return largest;
  }
  return largest;
}
