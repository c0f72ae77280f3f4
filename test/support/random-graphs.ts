import fc from "fast-check";
import type { InEdgeGraph } from "../../src/graph/in-edge-graph.ts";
import type { PassingOptions } from "../../src/graph/kernel.ts";
import type { Edge } from "./graph-cases.ts";

/** Nodes and edges that make a valid graph. */
export interface EdgeList {
  readonly nodeCount: number;
  readonly edges: readonly Edge[];
}

const weights = fc.double({ min: 0.01, max: 8, noNaN: true });
const kappas = fc.constantFrom(0, 0.5, 2);

/** Damping 0.85 with some kappa. */
export const anyPassing: fc.Arbitrary<PassingOptions> = fc.record({
  damping: fc.constant(0.85),
  kappa: kappas,
});

/** Any graph of 1 to 12 nodes, sparse to dense, in no order. */
export const anyEdgeList: fc.Arbitrary<EdgeList> = fc.integer({ min: 1, max: 12 }).chain(nodeCount => {
  const node = fc.integer({ min: 0, max: nodeCount - 1 });
  const edges = fc.uniqueArray(fc.tuple(node, node, weights), {
    selector: ([source, target]) => source * nodeCount + target,
    maxLength: nodeCount * nodeCount,
  });
  return edges.map(list => ({ nodeCount, edges: list.filter(([source, target]) => source !== target) }));
});

/** A graph of 2 to 14 nodes whose edges, either way or both ways, lie along a forest: no longer cycles. */
export const anyForest: fc.Arbitrary<EdgeList> = fc
  .array(
    fc.record({
      parent: fc.nat(),
      direction: fc.constantFrom("up", "down", "both", "none"),
      up: weights,
      down: weights,
    }),
    { minLength: 1, maxLength: 13 },
  )
  .map(links => ({
    nodeCount: links.length + 1,
    edges: links.flatMap(({ parent, direction, up, down }, index): Edge[] => {
      const child = index + 1;
      const above = parent % child;
      const edges: Edge[] = [];
      if (direction === "up" || direction === "both") edges.push([child, above, up]);
      if (direction === "down" || direction === "both") edges.push([above, child, down]);
      return edges;
    }),
  }));

/** (I - damping P)^-1 by Gauss-Jordan elimination; row j, column i is the standing that one unit of restart at j
 *  brings to i. For small graphs. */
export function solveDense(graph: InEdgeGraph, { damping, kappa }: PassingOptions): number[][] {
  const n = graph.nodeCount;
  const rows: number[][] = Array.from({ length: n }, (_, row) =>
    Array.from({ length: 2 * n }, (_, column) => (column === row || column === n + row ? 1 : 0)),
  );
  for (let target = 0; target < n; target++)
    for (let edge = graph.offsets[target]!; edge < graph.offsets[target + 1]!; edge++) {
      const source = graph.sources[edge]!;
      rows[source]![target]! -= (damping * graph.weights[edge]!) / (kappa + graph.outWeightSums[source]!);
    }
  for (let pivot = 0; pivot < n; pivot++) {
    const pivotRow = rows[pivot]!.map(value => value / rows[pivot]![pivot]!);
    rows[pivot] = pivotRow;
    for (let row = 0; row < n; row++) {
      const factor = rows[row]![pivot]!;
      if (row !== pivot) rows[row] = rows[row]!.map((value, column) => value - factor * pivotRow[column]!);
    }
  }
  return rows.map(row => row.slice(n));
}

/** A source of numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
