import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toEdgeColumns } from "../../test/support/graph-cases.ts";
import { anyEdgeList } from "../../test/support/random-graphs.ts";
import { buildInEdgeGraph } from "./in-edge-graph.ts";
import { OrderedGraphBuilder } from "./ordered-graph-builder.ts";

describe("OrderedGraphBuilder", () => {
  it("builds the same graph as from columns", () => {
    fc.assert(
      fc.property(anyEdgeList, ({ nodeCount, edges }) => {
        const ordered = edges.toSorted(([a, b], [c, d]) => b - d || a - c);
        const builder = new OrderedGraphBuilder(nodeCount, ordered.length);
        for (const [source, target, weight] of ordered) builder.add(source, target, weight);
        expect(builder.finish()).toEqual(buildInEdgeGraph(nodeCount, toEdgeColumns(ordered)));
      }),
      { seed: 21, numRuns: 200 },
    );
  });

  it.each([
    [[[0, 5, 1]], /names a node outside 0\.\.2/],
    [[[5, 0, 1]], /names a node outside 0\.\.2/],
    [[[1, 1, 1]], /from node 1 to itself/],
    [[[0, 1, 0]], /has weight 0/],
    [[[0, 1, Number.NaN]], /has weight NaN/],
    [
      [
        [0, 2, 1],
        [0, 1, 1],
      ],
      /out of order/,
    ],
    [
      [
        [2, 1, 1],
        [0, 1, 1],
      ],
      /out of order/,
    ],
    [
      [
        [0, 1, 1],
        [0, 1, 1],
      ],
      /repeated/,
    ],
    [
      [
        [0, 1, 1],
        [0, 2, 1],
        [1, 2, 1],
      ],
      /comes after the 2 announced/,
    ],
    [[[0, 1, 1]], /1 edges came, 2 were announced/],
  ])("refuses %j", (edges, message) => {
    const build = () => {
      const builder = new OrderedGraphBuilder(3, 2);
      for (const [source, target, weight] of edges) builder.add(source!, target!, weight!);
      return builder.finish();
    };
    expect(build).toThrow(RangeError);
    expect(build).toThrow(message);
  });
});
