import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Edge, toEdgeColumns, toGraph } from "../../test/support/graph-cases.ts";
import { anyEdgeList } from "../../test/support/random-graphs.ts";
import { buildInEdgeGraph } from "./in-edge-graph.ts";

const edges: Edge[] = [
  [2, 0, 0.5],
  [0, 1, 1],
  [1, 0, 2],
  [2, 1, 3],
];

describe("buildInEdgeGraph", () => {
  it("groups edges by target in order of source and adds up what each actor gives", () => {
    const graph = toGraph(4, edges);
    expect(graph.nodeCount).toBe(4);
    expect(graph.edgeCount).toBe(4);
    expect([...graph.offsets]).toEqual([0, 2, 4, 4, 4]);
    expect([...graph.sources]).toEqual([1, 2, 0, 2]);
    expect([...graph.weights]).toEqual([2, 0.5, 1, 3]);
    expect([...graph.outWeightSums]).toEqual([1, 2, 3.5, 0]);
  });

  it("gives the same graph whatever the order of the rows", () => {
    fc.assert(
      fc.property(anyEdgeList, fc.infiniteStream(fc.nat()), ({ nodeCount, edges: list }, keys) => {
        const shuffled = list.map(edge => ({ edge, key: keys.next().value })).sort((a, b) => a.key - b.key);
        const bySource = [...list].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
        const byTarget = [...list].sort((a, b) => a[1] - b[1] || a[0] - b[0]);
        const graph = toGraph(nodeCount, list);
        expect(
          toGraph(
            nodeCount,
            shuffled.map(({ edge }) => edge),
          ),
        ).toEqual(graph);
        expect(toGraph(nodeCount, bySource)).toEqual(graph);
        expect(toGraph(nodeCount, byTarget)).toEqual(graph);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it("takes rows ordered by target over without a copy", () => {
    const columns = toEdgeColumns([...edges].sort((a, b) => a[1] - b[1] || a[0] - b[0]));
    const graph = buildInEdgeGraph(3, columns);
    expect(graph.sources).toBe(columns.sources);
    expect(graph.weights).toBe(columns.weights);
  });

  it("keeps the columns it was given when it has to sort", () => {
    const columns = toEdgeColumns(edges);
    buildInEdgeGraph(3, columns);
    expect(columns).toEqual(toEdgeColumns(edges));
  });

  it.each<[string, Edge[], RegExp]>([
    ["a self-edge", [[1, 1, 1]], /edge 0 goes from node 1 to itself/],
    ["a weight of zero", [[0, 1, 0]], /edge 0 \(0 to 1\) has weight 0/],
    ["a negative weight", [[0, 1, -2]], /has weight -2/],
    ["a weight that is not a number", [[0, 1, Number.NaN]], /has weight NaN/],
    ["an infinite weight", [[0, 1, Infinity]], /has weight Infinity/],
    ["a source outside the graph", [[3, 1, 1]], /outside 0\.\.2/],
    ["a target outside the graph", [[1, 3, 1]], /outside 0\.\.2/],
    [
      "a repeated pair in order",
      [
        [0, 1, 1],
        [0, 1, 2],
      ],
      /pair 0 to 1 stands twice/,
    ],
    [
      "a repeated pair out of order",
      [
        [0, 1, 1],
        [0, 2, 1],
        [1, 0, 1],
        [0, 1, 2],
      ],
      /pair 0 to 1 stands twice/,
    ],
  ])("refuses %s", (_name, list, message) => {
    expect(() => toGraph(3, list)).toThrow(RangeError);
    expect(() => toGraph(3, list)).toThrow(message);
  });

  it("refuses columns of different length and a node count that is not a count", () => {
    const columns = toEdgeColumns(edges);
    expect(() => buildInEdgeGraph(3, { ...columns, weights: new Float64Array(3) })).toThrow(
      /differ in length/,
    );
    expect(() => buildInEdgeGraph(-1, toEdgeColumns([]))).toThrow(/node count/);
    expect(() => buildInEdgeGraph(1.5, toEdgeColumns([]))).toThrow(/node count/);
  });
});
