import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tightOptions, toGraph } from "../../test/support/graph-cases.ts";
import { anyEdgeList, anyPassing } from "../../test/support/random-graphs.ts";
import type { InEdgeGraph } from "../graph/in-edge-graph.ts";
import { newGraphArrays } from "../graph/kernel.ts";
import { peopleRank } from "../graph/people-rank.ts";
import { type Component, compactGraph, componentGraph } from "./component-graph.ts";
import { coreShape, iteratedCore } from "./iterated-core.ts";
import { settleByComponents } from "./settle-by-components.ts";
import { solveByElimination } from "./solve-by-elimination.ts";

const { damping, kappa } = tightOptions;
/** Both ways to make a graph of a core. */
const copies = [
  {
    name: "by length of row",
    copy: (graph: InEdgeGraph, restart: Float64Array | null) => (core: Component) =>
      componentGraph(graph, restart, core, newGraphArrays),
  },
  {
    name: "in its order",
    copy: (graph: InEdgeGraph, restart: Float64Array | null) => (core: Component) =>
      compactGraph(graph, restart, core),
  },
];

// 1 and 2 act on each other; 0 and 5 only act, 3 and 4 are only acted on.
const mostlyEnds = toGraph(6, [
  [0, 1, 1],
  [0, 3, 1],
  [1, 2, 1],
  [1, 3, 3],
  [2, 1, 1],
  [2, 4, 1],
  [5, 4, 2],
]);

describe.each(copies)("the core that is iterated, $name", ({ copy }) => {
  it("holds those who act and are acted on, and what the others bring them beforehand", () => {
    const core = iteratedCore(mostlyEnds, null, tightOptions, copy(mostlyEnds, null));
    expect([...core.nodes]).toEqual([1, 2]);
    expect([...core.restart]).toEqual([1 + 0.85 / 2, 1]);
    expect([...core.graph.offsets]).toEqual([0, 1, 2]);
    expect([...core.graph.sources]).toEqual([1, 0]);
    // Acts out of the core dilute what is passed on inside it.
    expect([...core.graph.outWeightSums]).toEqual([4, 2]);
  });

  it("gives the standing of the whole graph", () => {
    fc.assert(
      fc.property(anyEdgeList, anyPassing, ({ nodeCount, edges }, passing) => {
        const graph = toGraph(nodeCount, edges);
        const options = { ...tightOptions, ...passing };
        const restart = Float64Array.from({ length: nodeCount }, (_, node) => 1 + (node % 3));
        const core = iteratedCore(graph, restart, passing, copy(graph, restart));
        if (core.nodes.length === 0) return;
        const inner = peopleRank(core.graph, { ...options, restart: core.restart }).standing;
        const whole = core.wholeStanding(inner);
        const expected = peopleRank(graph, { ...options, restart }).standing;
        whole.forEach((value, node) => {
          expect(Math.abs(value / expected[node]! - 1)).toBeLessThan(1e-9);
        });
      }),
      { seed: 21, numRuns: 200 },
    );
  });
});

describe("the shape of a core", () => {
  it("counts its edges among all, and a node", () => {
    expect(coreShape(mostlyEnds)).toEqual({ edgeShare: 2 / 7, edgesPerNode: 1 });
    const cycle = toGraph(2, [
      [0, 1, 1],
      [1, 0, 1],
    ]);
    expect(coreShape(cycle)).toEqual({ edgeShare: 1, edgesPerNode: 1 });
    expect(coreShape(toGraph(2, [[0, 1, 1]]))).toEqual({ edgeShare: 0, edgesPerNode: 0 });
  });
});

describe("components in the order in which standing flows", () => {
  it("asks for each larger component once, when all that reaches it is settled", () => {
    // Two who answer each other, then one in between, then three in a ring.
    const graph = toGraph(6, [
      [4, 5, 1],
      [5, 4, 1],
      [5, 0, 1],
      [0, 3, 1],
      [3, 1, 1],
      [1, 2, 1],
      [2, 3, 1],
    ]);
    const restart = new Float64Array(6).fill(1);
    const asked: number[][] = [];
    const rows = new Float64Array(16);
    const standing = settleByComponents(graph, restart, tightOptions, (component, found) => {
      asked.push([...component.members].toSorted());
      solveByElimination(graph, restart, tightOptions, component, found, rows);
    });
    expect(asked).toEqual([
      [4, 5],
      [1, 2, 3],
    ]);
    const expected = peopleRank(graph, { ...tightOptions, tolerance: 1e-14 }).standing;
    standing.forEach((value, node) => {
      expect(value).toBeCloseTo(expected[node]!, 11);
    });
  });

  it("eliminates within any component what the iteration finds", () => {
    const rows = new Float64Array(13 * 13);
    fc.assert(
      fc.property(anyEdgeList, ({ nodeCount, edges }) => {
        const graph = toGraph(nodeCount, edges);
        const restart = new Float64Array(nodeCount).fill(1);
        const core = iteratedCore(graph, null, { damping, kappa }, compactedCore(graph));
        const standing = settleByComponents(core.graph, core.restart, tightOptions, (component, found) =>
          solveByElimination(core.graph, core.restart, tightOptions, component, found, rows),
        );
        const expected = peopleRank(graph, { ...tightOptions, restart }).standing;
        core.wholeStanding(standing).forEach((value, node) => {
          expect(Math.abs(value / expected[node]! - 1)).toBeLessThan(1e-9);
        });
      }),
      { seed: 22, numRuns: 200 },
    );
  });
});

function compactedCore(graph: InEdgeGraph) {
  return (core: Component) => compactGraph(graph, null, core);
}
