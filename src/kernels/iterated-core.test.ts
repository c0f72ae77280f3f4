import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tightOptions, toGraph } from "../../test/support/graph-cases.ts";
import { anyEdgeList, anyPassing } from "../../test/support/random-graphs.ts";
import { toPassedPerWeight } from "../graph/kernel.ts";
import { peopleRank } from "../graph/people-rank.ts";
import { iteratedCore, wholeStanding } from "./iterated-core.ts";

const newArrays = (nodeCount: number, edgeCount: number) => ({
  offsets: new Uint32Array(nodeCount + 1),
  sources: new Uint32Array(edgeCount),
  weights: new Float64Array(edgeCount),
  outWeightSums: new Float64Array(nodeCount),
});

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
const ones = new Float64Array(6).fill(1);
const passedPerWeight = toPassedPerWeight(mostlyEnds.outWeightSums, tightOptions);

describe("the core that is iterated", () => {
  it("holds those who act and are acted on, and what the others bring them beforehand", () => {
    const core = iteratedCore(mostlyEnds, ones, passedPerWeight, newArrays)!;
    expect([...core.nodes]).toEqual([1, 2]);
    expect([...core.restart]).toEqual([1 + 0.85 / 2, 1]);
    expect([...core.graph.offsets]).toEqual([0, 1, 2]);
    expect([...core.graph.sources]).toEqual([1, 0]);
    // Acts out of the core dilute what is passed on inside it.
    expect([...core.graph.outWeightSums]).toEqual([4, 2]);
  });

  it("is left out where it is most of the graph", () => {
    const cycle = toGraph(3, [
      [0, 1, 1],
      [1, 2, 1],
      [2, 0, 1],
    ]);
    const passed = toPassedPerWeight(cycle.outWeightSums, tightOptions);
    expect(iteratedCore(cycle, ones.subarray(0, 3), passed, newArrays)).toBeNull();
  });

  it("gives the standing of the whole graph", () => {
    fc.assert(
      fc.property(anyEdgeList, anyPassing, ({ nodeCount, edges }, passing) => {
        const graph = toGraph(nodeCount, edges);
        const options = { ...tightOptions, ...passing };
        const restart = Float64Array.from({ length: nodeCount }, (_, node) => 1 + (node % 3));
        const shares = toPassedPerWeight(graph.outWeightSums, options);
        const core = iteratedCore(graph, restart, shares, newArrays);
        if (core === null || core.nodes.length === 0) return;
        const inner = peopleRank(core.graph, { ...options, restart: core.restart }).standing;
        const whole = wholeStanding(graph, restart, shares, core, inner);
        const expected = peopleRank(graph, { ...options, restart }).standing;
        whole.forEach((value, node) => {
          expect(Math.abs(value / expected[node]! - 1)).toBeLessThan(1e-9);
        });
      }),
      { seed: 21, numRuns: 200 },
    );
  });
});
