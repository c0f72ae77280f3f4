import type { InEdgeGraph } from "../graph/in-edge-graph.ts";
import type { PassingOptions } from "../graph/kernel.ts";
import type { Component, ComponentGraph } from "./component-graph.ts";

/** One row in so many is looked at, from so many edges on. */
const SAMPLED_ROWS = 16;
const SAMPLED_EDGES = 100_000;

/** The core of a graph: the nodes that both act and are acted on, with the edges among them. */
export interface CoreShape {
  /** Its share of the edges, 0..1. */
  readonly edgeShare: number;
  /** Its edges by its nodes; 0 without nodes. */
  readonly edgesPerNode: number;
}

/** About how large the core of a graph is, from some of its rows (from all of a small one). */
export function coreShape({ nodeCount, edgeCount, offsets, sources, outWeightSums }: InEdgeGraph): CoreShape {
  const step = edgeCount >= SAMPLED_EDGES ? SAMPLED_ROWS : 1;
  let coreNodes = 0;
  let coreEdges = 0;
  for (let node = 0; node < nodeCount; node += step) {
    const start = offsets[node]!;
    const end = offsets[node + 1]!;
    if (end === start || outWeightSums[node]! === 0) continue;
    coreNodes++;
    for (let edge = start; edge < end; edge++) {
      const source = sources[edge]!;
      coreEdges += offsets[source + 1]! > offsets[source]! ? 1 : 0;
    }
  }
  return {
    edgeShare: edgeCount === 0 ? 0 : (coreEdges * step) / edgeCount,
    edgesPerNode: coreNodes === 0 ? 0 : coreEdges / coreNodes,
  };
}

/** A graph of which only the core is still to be solved. */
export interface IteratedCore extends ComponentGraph {
  /** Standing of each node of the whole graph, from that of each node of the core. */
  readonly wholeStanding: (coreStanding: Float64Array) => Float64Array;
}

/** The core of a graph as a graph of its own, made by `toGraph`. The others need no iteration: on whom nobody
 *  acted stands at its restart (one where `restart` is null), and who never acted is gathered once at the end. Time
 *  O(n + m). */
export function iteratedCore(
  graph: InEdgeGraph,
  restart: Float64Array | null,
  passing: PassingOptions,
  toGraph: (core: Component) => ComponentGraph,
): IteratedCore {
  const standing = restart?.slice() ?? new Float64Array(graph.nodeCount).fill(1);
  const { members, passed, last } = settleEnds(graph, standing, passing);
  const core = toGraph({ members, passed });
  const wholeStanding = (coreStanding: Float64Array) => {
    for (let index = 0; index < core.nodes.length; index++) {
      const node = core.nodes[index]!;
      standing[node] = coreStanding[index]!;
      passed[node] = (standing[node]! * passing.damping) / (passing.kappa + graph.outWeightSums[node]!);
    }
    gatherLast(graph, standing, passed, last);
    return standing;
  };
  return { ...core, wholeStanding };
}

/** Nodes by what they do: the core with what the others pass on, and who never acts. */
interface Ends extends Component {
  readonly last: Uint32Array;
}

/** Settles whom nobody acted on, at the `standing` that they have. Without a branch on what a node does, which a
 *  processor cannot foresee. */
function settleEnds(
  { nodeCount, offsets, outWeightSums }: InEdgeGraph,
  standing: Float64Array,
  { damping, kappa }: PassingOptions,
): Ends {
  const passed = new Float64Array(nodeCount);
  // The core from the front, who never acts from the back; each is written before it is known to count.
  const nodes = new Uint32Array(nodeCount + 2);
  let memberCount = 0;
  let lastAt = nodeCount + 1;
  let start = 0;
  for (let node = 0; node < nodeCount; node++) {
    const end = offsets[node + 1]!;
    const sum = outWeightSums[node]!;
    const acts = sum > 0 ? 1 : 0;
    const isActedOn = end > start ? 1 : 0;
    // Of those who never act no edge comes, so what they would pass on is never read.
    passed[node] = (standing[node]! * damping) / (kappa + sum);
    nodes[memberCount] = node;
    memberCount += acts & isActedOn;
    nodes[lastAt] = node;
    lastAt -= isActedOn & ~acts;
    start = end;
  }
  return { members: nodes.subarray(0, memberCount), passed, last: nodes.subarray(lastAt + 1) };
}

/** Adds what reaches `nodes`, who pass nothing on. */
function gatherLast(
  { offsets, sources, weights }: InEdgeGraph,
  standing: Float64Array,
  passed: Float64Array,
  nodes: Uint32Array,
): void {
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    const end = offsets[node + 1]!;
    let value = standing[node]!;
    for (let edge = offsets[node]!; edge < end; edge++) value += passed[sources[edge]!]! * weights[edge]!;
    standing[node] = value;
  }
}
