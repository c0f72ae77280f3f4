import type { InEdgeGraph } from "../graph/in-edge-graph.ts";
import type { PassingOptions } from "../graph/kernel.ts";
import type { Component } from "./component-graph.ts";

/** Mark of a node that was not met yet; from -1 down: the order in which it was met, or the first that it reaches. */
const UNSEEN = -Infinity;

/** A graph on the way to its solution. */
interface Settling {
  readonly graph: InEdgeGraph;
  readonly restart: Float64Array;
  readonly passing: PassingOptions;
  readonly standing: Float64Array;
  /** What a settled node passes on per unit of weight, at least 0; below that the mark of one that is not. */
  readonly passed: Float64Array;
}

/** Standing of each node, by strongly connected components in the order in which standing flows: who lies on no cycle
 *  is gathered once, and `solve` writes the standing of the members of each larger component to `standing`. Every node
 *  has to act. Time O(n + m) beside the components. */
export function settleByComponents(
  graph: InEdgeGraph,
  restart: Float64Array,
  passing: PassingOptions,
  solve: (component: Component, standing: Float64Array) => void,
): Float64Array {
  const standing = new Float64Array(graph.nodeCount);
  const passed = new Float64Array(graph.nodeCount).fill(UNSEEN);
  const settling = { graph, restart, passing, standing, passed };
  walkAll(settling, members => {
    solve({ members, passed }, standing);
    settleMembers(settling, members);
  });
  return standing;
}

/** Walks from each node against the edges, and settles it when all whom it was reached from are, or with those that it
 *  also reaches. Source: Tarjan 1972, with the one array of Pearce 2016, "A space-efficient algorithm for finding
 *  strongly connected components". */
function walkAll(
  { graph, restart, passing, standing, passed }: Settling,
  settleComponent: (members: Uint32Array) => void,
): void {
  const { nodeCount, offsets, sources, weights, outWeightSums } = graph;
  const { damping, kappa } = passing;
  const pathNodes = new Uint32Array(nodeCount);
  const pathEdges = new Uint32Array(nodeCount);
  const pathOrders = new Float64Array(nodeCount);
  const waiting = new Uint32Array(nodeCount);
  let waitingCount = 0;
  let nextOrder = -1;
  for (let root = 0; root < nodeCount; root++) {
    if (passed[root]! !== UNSEEN) continue;
    let depth = 0;
    let node = root;
    let edge = offsets[node]!;
    let end = offsets[node + 1]!;
    let order = nextOrder--;
    let first = order;
    let value = restart[node]!;
    passed[node] = order;
    for (;;) {
      let seen = 0;
      while (edge < end) {
        seen = passed[sources[edge]!]!;
        if (seen >= 0) value += seen * weights[edge]!;
        else if (seen === UNSEEN) break;
        else if (seen > first) first = seen;
        edge++;
      }
      if (edge < end) {
        // Down to the source of this edge; it is looked at again on the way back.
        pathNodes[depth] = node;
        pathEdges[depth] = edge;
        pathOrders[depth] = order;
        passed[node] = first;
        standing[node] = value;
        depth++;
        node = sources[edge]!;
        edge = offsets[node]!;
        end = offsets[node + 1]!;
        order = nextOrder--;
        first = order;
        value = restart[node]!;
        passed[node] = order;
        continue;
      }
      if (first > order) {
        passed[node] = first;
        waiting[waitingCount++] = node;
      } else if (waitingCount === 0 || passed[waiting[waitingCount - 1]!]! > order) {
        standing[node] = value;
        passed[node] = (value * damping) / (kappa + outWeightSums[node]!);
      } else {
        const last = waitingCount;
        while (waitingCount > 0 && passed[waiting[waitingCount - 1]!]! <= order) waitingCount--;
        waiting[last] = node;
        settleComponent(waiting.subarray(waitingCount, last + 1));
      }
      if (depth === 0) break;
      depth--;
      node = pathNodes[depth]!;
      edge = pathEdges[depth]!;
      order = pathOrders[depth]!;
      end = offsets[node + 1]!;
      first = passed[node]!;
      value = standing[node]!;
    }
  }
}

function settleMembers({ graph, passing, standing, passed }: Settling, members: Uint32Array): void {
  const { damping, kappa } = passing;
  for (let at = 0; at < members.length; at++) {
    const node = members[at]!;
    passed[node] = (standing[node]! * damping) / (kappa + graph.outWeightSums[node]!);
  }
}
