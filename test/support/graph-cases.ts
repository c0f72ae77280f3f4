import { buildInEdgeGraph, type EdgeColumns, type InEdgeGraph } from "../../src/graph/in-edge-graph.ts";
import type { PeopleRankOptions } from "../../src/graph/kernel.ts";

/** Actor, target, weight. */
export type Edge = readonly [source: number, target: number, weight: number];

/** A graph with what a kernel must find on it. */
export interface GraphCase {
  readonly name: string;
  readonly nodeCount: number;
  readonly edges: readonly Edge[];
  readonly options: PeopleRankOptions;
  /** Standing of each node; absent where only the verifier judges. */
  readonly expected?: readonly number[];
}

/** Options tight enough to compare with a closed form to 1e-9. */
export const tightOptions: PeopleRankOptions = {
  damping: 0.85,
  kappa: 0,
  restart: null,
  tolerance: 1e-13,
  maxPasses: 2000,
};

/** `edges` as columns, in the order given. */
export function toEdgeColumns(edges: readonly Edge[]): EdgeColumns {
  return {
    sources: Uint32Array.from(edges, ([source]) => source),
    targets: Uint32Array.from(edges, ([, target]) => target),
    weights: Float64Array.from(edges, ([, , weight]) => weight),
  };
}

/** The graph of `edges`. */
export function toGraph(nodeCount: number, edges: readonly Edge[]): InEdgeGraph {
  return buildInEdgeGraph(nodeCount, toEdgeColumns(edges));
}

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const completeEdges = (count: number): Edge[] =>
  range(count).flatMap(i =>
    range(count)
      .filter(j => j !== i)
      .map((j): Edge => [i, j, 1]),
  );
const chain: Edge[] = [
  [0, 1, 1],
  [1, 2, 1],
  [2, 3, 1],
];

/** Worked by hand or in closed form; damping 0.85 and kappa 0 unless the case says otherwise. */
export const graphCases: readonly GraphCase[] = [
  { name: "empty", nodeCount: 0, edges: [], options: tightOptions, expected: [] },
  { name: "one node", nodeCount: 1, edges: [], options: tightOptions, expected: [1] },
  { name: "idle nodes", nodeCount: 3, edges: [], options: tightOptions, expected: [1, 1, 1] },
  {
    name: "cycle: 1 / (1 - 0.85) each, whatever the weights",
    nodeCount: 5,
    edges: range(5).map((i): Edge => [i, (i + 1) % 5, i + 1]),
    options: tightOptions,
    expected: range(5).map(() => 1 / 0.15),
  },
  {
    name: "star in: 1 + 0.85 x 20 at the centre",
    nodeCount: 21,
    edges: range(20).map((i): Edge => [i + 1, 0, 1]),
    options: tightOptions,
    expected: [18, ...range(20).map(() => 1)],
  },
  {
    name: "star out: 1 + 0.85 / 20 at each leaf",
    nodeCount: 21,
    edges: range(20).map((i): Edge => [0, i + 1, 1]),
    options: tightOptions,
    expected: [1, ...range(20).map(() => 1.0425)],
  },
  {
    name: "complete: 1 / (1 - 0.85) each",
    nodeCount: 6,
    edges: completeEdges(6),
    options: tightOptions,
    expected: range(6).map(() => 1 / 0.15),
  },
  {
    // 1; 1 + 0.85; 1 + 0.85 x 1.85; 1 + 0.85 x 2.5725
    name: "chain that ends in a sink",
    nodeCount: 4,
    edges: chain,
    options: tightOptions,
    expected: [1, 1.85, 2.5725, 3.186625],
  },
  {
    // every share is 1 / (1 + 1): 1; 1 + 0.425; 1 + 0.425 x 1.425; 1 + 0.425 x 1.605625
    name: "chain with kappa 1",
    nodeCount: 4,
    edges: chain,
    options: { ...tightOptions, kappa: 1 },
    expected: [1, 1.425, 1.605625, 1.682390625],
  },
  {
    // 2; 0.85 x 2; 0.5 + 0.85 x 1.7; 0.85 x 1.945
    name: "chain with a restart vector",
    nodeCount: 4,
    edges: chain,
    options: { ...tightOptions, restart: Float64Array.of(2, 0, 0.5, 0) },
    expected: [2, 1.7, 1.945, 1.65325],
  },
  {
    name: "damping 0: the restart",
    nodeCount: 4,
    edges: chain,
    options: { ...tightOptions, damping: 0 },
    expected: [1, 1, 1, 1],
  },
  {
    // Two parts: a pair with 1 / 0.15 each, and a fan with its target.
    name: "disconnected",
    nodeCount: 5,
    edges: [
      [0, 1, 2],
      [1, 0, 2],
      [3, 4, 1],
    ],
    options: tightOptions,
    expected: [1 / 0.15, 1 / 0.15, 1, 1, 1.85],
  },
  {
    // damping 0.8, kappa 1. Rows: 0 -> 1: 1/5, 0 -> 2: 3/5; 1 -> 2: 2/3; 2 -> 0: 1/2; 3 -> 2: 1/2.
    // s1 = 1 + 0.16 s0; s3 = 1; s0 = 1 + 0.4 s2; s2 = 1 + 0.48 s0 + (1.6/3) s1 + 0.4 s3 = 29/15 + 8.48/15 s0.
    // s0 = 1 + 11.6/15 + 3.392/15 s0 = 26.6 / 11.608.
    name: "four accounts by hand",
    nodeCount: 4,
    edges: [
      [0, 1, 1],
      [0, 2, 3],
      [1, 2, 2],
      [2, 0, 1],
      [3, 2, 1],
    ],
    options: { ...tightOptions, damping: 0.8, kappa: 1 },
    expected: [26.6 / 11.608, 1 + (0.16 * 26.6) / 11.608, 29 / 15 + ((8.48 / 15) * 26.6) / 11.608, 1],
  },
  {
    name: "a run's own tolerance",
    nodeCount: 7,
    edges: [...completeEdges(4), [4, 0, 0.3], [5, 0, 2], [0, 6, 5]],
    options: { ...tightOptions, kappa: 0.7, tolerance: 1e-6 },
  },
];
