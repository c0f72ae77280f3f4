import type { InEdgeGraph } from "./in-edge-graph.ts";
import type { PassingOptions, PeopleRankKernel } from "./kernel.ts";
import { ownEcho } from "./own-echo.ts";

/** Edges of many topics as columns of one length, ordered by topic, then target, then source. */
export interface TopicEdges {
  /** Length topicCount + 1: the edges of topic t stand at `offsets[t]` up to `offsets[t + 1]`. */
  readonly offsets: Uint32Array;
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  readonly weights: Float64Array;
  /** Names the only post of the target that the source acted on, any number but 0; 0 for several. */
  readonly solePosts: Float64Array;
}

/** Who takes part in each topic, ordered by topic, then node. Every end of an edge of the topic is in it. */
export interface TopicMembers {
  /** Length topicCount + 1. */
  readonly offsets: Uint32Array;
  readonly nodes: Uint32Array;
  /** Restart of the member in the topic, above 0. */
  readonly restarts: Float64Array;
}

export interface TopicRankOptions extends PassingOptions {
  readonly tolerance: number;
  readonly maxPasses: number;
}

/** What each member of each topic came to; arrays in the order of the members. */
export interface TopicStandings {
  /** Standing within the topic, own return included; at least the restart. */
  readonly standing: Float64Array;
  /** Standing that others pass to the member without its best post, own return taken out; >= 0. */
  readonly passed: Float64Array;
  /** Passes of the slowest topic. */
  readonly passes: number;
}

/** PeopleRank of every topic at once, restarted on the members of the topic and walking its edges alone:
 *
 *      s_i = v_i + d * sum over j of s_j * w_ji / (kappa + W_j)
 *
 *  with v the restart in the topic, w the weight of the acts about the topic, and W_j (`attention`) the weight of
 *  all acts of j about anything: who acts on everything passes little in each topic.
 *  `passed` leaves out the restart, one's own return, and the one post of the target that would take most with it:
 *  the sum over the people who acted on nothing but that post. A topic must stand without its best post.
 *
 *  Each topic is solved on the graph of its members alone, since nobody else has a standing in it: the edges of all
 *  topics are read once a pass, however many nodes there are. Same answer as `peopleRank` over all nodes with that
 *  restart. Time O(edges + members) a pass; scratch of one array of `attention.length`.
 *  @throws NotConverged from the kernel. */
export function topicStandings(
  edges: TopicEdges,
  members: TopicMembers,
  attention: Float64Array,
  kernel: PeopleRankKernel,
  options: TopicRankOptions,
): TopicStandings {
  const standing = members.restarts.slice();
  const passed = new Float64Array(standing.length);
  const localOf = new Uint32Array(attention.length);
  let passes = 0;
  for (let topic = 0; topic + 1 < members.offsets.length; topic++) {
    const first = members.offsets[topic]!;
    const last = members.offsets[topic + 1]!;
    const [from, to] = [edges.offsets[topic]!, edges.offsets[topic + 1]!];
    if (from === to) continue;
    const nodes = members.nodes.subarray(first, last);
    for (let local = 0; local < nodes.length; local++) localOf[nodes[local]!] = local;
    const graph = compactGraph(edges, from, to, nodes, localOf, attention);
    const restart = members.restarts.subarray(first, last);
    const result = kernel.peopleRank(graph, { ...options, restart });
    passes = Math.max(passes, result.passes);
    standing.set(result.standing, first);
    const sole = edges.solePosts.subarray(from, to);
    passed.set(passedWithoutBest(graph, result.standing, sole, options), first);
  }
  return { standing, passed, passes };
}

function compactGraph(
  edges: TopicEdges,
  from: number,
  to: number,
  nodes: Uint32Array,
  localOf: Uint32Array,
  attention: Float64Array,
): InEdgeGraph {
  const offsets = new Uint32Array(nodes.length + 1);
  const sources = new Uint32Array(to - from);
  for (let edge = from; edge < to; edge++) {
    sources[edge - from] = localOf[edges.sources[edge]!]!;
    offsets[localOf[edges.targets[edge]!]! + 1]!++;
  }
  for (let node = 0; node < nodes.length; node++) offsets[node + 1]! += offsets[node]!;
  return {
    nodeCount: nodes.length,
    edgeCount: sources.length,
    offsets,
    sources,
    weights: edges.weights.subarray(from, to),
    outWeightSums: Float64Array.from(nodes, node => attention[node]!),
  };
}

/** What each node is passed, less the largest part that hangs on one post, over 1 + own echo. */
function passedWithoutBest(
  graph: InEdgeGraph,
  standing: Float64Array,
  solePosts: Float64Array,
  options: PassingOptions,
): Float64Array {
  const { nodeCount, offsets, sources, weights, outWeightSums } = graph;
  const echo = ownEcho(graph, options);
  const passed = new Float64Array(nodeCount);
  const byPost = new Map<number, number>();
  for (let node = 0; node < nodeCount; node++) {
    byPost.clear();
    let total = 0;
    let largest = 0;
    for (let edge = offsets[node]!; edge < offsets[node + 1]!; edge++) {
      const source = sources[edge]!;
      const share = weights[edge]! / (options.kappa + outWeightSums[source]!);
      const part = options.damping * standing[source]! * share;
      total += part;
      const post = solePosts[edge]!;
      if (post === 0) continue;
      const sum = (byPost.get(post) ?? 0) + part;
      byPost.set(post, sum);
      if (sum > largest) largest = sum;
    }
    passed[node] = Math.max(0, total - largest) / (1 + echo[node]!);
  }
  return passed;
}
