import type { InEdgeGraph } from "../../graph/in-edge-graph.ts";

const JUMP = 0.1;
const MOST_ROUNDS = 20;
const SMALLEST_CHANGE = 0.001;
/** Mass of an account that is neither verified, restricted nor new, out of 100. */
const USUAL_MASS = 55;

/** Tweepcred of each node before its last scaling to 0..100 (which rounds, and whose constants are those of one graph),
 *  with the in- and out-degree of the interaction graph in the place of followers and following; ages, devices and
 *  verification are not in a file of acts and count as usual.
 *  Source: twitter/the-algorithm, src/scala/com/twitter/graph/batch/job/tweepcred (mass, PageRank, post-adjustment). */
export function tweepcred(graph: InEdgeGraph, inDegree: Float64Array, outDegree: Float64Array): Float64Array {
  const ratio = (node: number) => (1 + outDegree[node]!) / (1 + inDegree[node]!);
  const mass = inDegree.map((_, node) => {
    const isCut = outDegree[node]! > 500 && ratio(node) > 0.6;
    return isCut ? USUAL_MASS / Math.exp(5 * (ratio(node) - 0.6)) : USUAL_MASS;
  });
  const rank = jumpingRank(graph, outDegree, toShares(mass));
  return toShares(
    rank.map((value, node) => {
      const following = outDegree[node]!;
      if (following <= 2500) return value;
      const divisor = Math.exp(3 * (ratio(node) - 0.6) * Math.log(Math.log(following)));
      return value / Math.min(50, Math.max(1, divisor));
    }),
  );
}

/** r' = 0.1 p + 0.9 (inflow + dead / N), dead the rank lost at sinks; every edge has weight 1. */
function jumpingRank(graph: InEdgeGraph, outDegree: Float64Array, prior: Float64Array): Float64Array {
  const { nodeCount, offsets, sources } = graph;
  let rank = prior;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let dead = 0;
    for (let node = 0; node < nodeCount; node++) if (outDegree[node] === 0) dead += rank[node]!;
    const next = new Float64Array(nodeCount);
    let change = 0;
    for (let node = 0; node < nodeCount; node++) {
      let inflow = 0;
      for (let edge = offsets[node]!; edge < offsets[node + 1]!; edge++)
        inflow += rank[sources[edge]!]! / outDegree[sources[edge]!]!;
      next[node] = JUMP * prior[node]! + (1 - JUMP) * (inflow + dead / nodeCount);
      change += Math.abs(next[node]! - rank[node]!);
    }
    rank = next;
    if (change < SMALLEST_CHANGE) break;
  }
  return rank;
}

function toShares(values: Float64Array): Float64Array {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map(value => value / sum);
}
