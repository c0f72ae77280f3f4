import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toEdgeColumns } from "../../test/support/graph-cases.ts";
import { anyEdgeList } from "../../test/support/random-graphs.ts";
import { CountedGraphBuilder } from "./counted-graph-builder.ts";
import { buildInEdgeGraph } from "./in-edge-graph.ts";

type Edge = readonly [number, number, number];

function build(nodeCount: number, edges: readonly Edge[]) {
  const builder = new CountedGraphBuilder(nodeCount, edges.length);
  for (const [, target] of edges) builder.count(target);
  for (const [source, target, weight] of edges) builder.add(source, target, weight);
  return builder.finish();
}

describe("CountedGraphBuilder", () => {
  it("builds the same bytes as from columns, in whatever order the edges come", () => {
    const shuffled = anyEdgeList.chain(({ nodeCount, edges }) =>
      fc.record({
        nodeCount: fc.constant(nodeCount),
        edges: fc.shuffledSubarray([...edges], { minLength: edges.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ nodeCount, edges }) => {
        expect(build(nodeCount, edges)).toEqual(buildInEdgeGraph(nodeCount, toEdgeColumns([...edges])));
      }),
      { seed: 22, numRuns: 200 },
    );
  });

  it("puts a long row in order with the weights beside their sources", () => {
    const nodeCount = 1000;
    const edges = Array.from({ length: nodeCount - 1 }, (_, at): Edge => {
      const source = 1 + ((at * 577) % (nodeCount - 1));
      return [source, 0, source / 7];
    });
    expect(build(nodeCount, edges)).toEqual(buildInEdgeGraph(nodeCount, toEdgeColumns(edges)));
  });

  it.each([
    ["a node out of range", [[0, 5, 1]], /outside 0\.\.2/],
    ["a source out of range", [[5, 0, 1]], /outside 0\.\.2/],
    ["a self-edge", [[1, 1, 1]], /from node 1 to itself/],
    ["no weight", [[0, 1, 0]], /has weight 0/],
    [
      "a repeated pair",
      [
        [0, 1, 1],
        [0, 1, 2],
      ],
      /0 to 1 is repeated/,
    ],
  ] as const)("refuses %s", (_, edges, message) => {
    expect(() => build(3, edges)).toThrow(message);
  });

  it("refuses edges that were not counted, and fewer or more than were announced", () => {
    const other = new CountedGraphBuilder(3, 1);
    expect(() => other.add(0, 1, 1)).toThrow(/0 edges were counted/);
    other.count(0);
    expect(() => other.count(1)).toThrow(/after the 1 announced/);
    expect(() => other.add(0, 2, 1)).toThrow(/was not counted/);
    expect(() => other.finish()).toThrow(/0 edges came, 1 were announced/);
  });
});
