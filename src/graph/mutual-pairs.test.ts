import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toGraph } from "../../test/support/graph-cases.ts";
import { anyEdgeList, anyPassing } from "../../test/support/random-graphs.ts";
import { findMutualPairs } from "./mutual-pairs.ts";

describe("findMutualPairs", () => {
  it("keeps both directions of a pair and what each passes", () => {
    // Actor 0 gives 1 + 3 with kappa 1: 0.85 x 1/5 to node 1. Actor 1 gives 4: 0.85 x 4/5 to node 0.
    const graph = toGraph(3, [
      [0, 1, 1],
      [0, 2, 3],
      [1, 0, 4],
    ]);
    const { offsets, reverses, shares } = findMutualPairs(graph, { damping: 0.85, kappa: 1 });
    expect([...offsets]).toEqual([0, 1, 2, 2]);
    expect([...reverses]).toEqual([1, 0]);
    expect(shares[0]).toBeCloseTo(0.68, 12);
    expect(shares[1]).toBeCloseTo(0.17, 12);
  });

  it("finds just the pairs that a search through all edges finds", () => {
    fc.assert(
      fc.property(anyEdgeList, anyPassing, ({ nodeCount, edges }, passing) => {
        const given = new Array<number>(nodeCount).fill(0);
        for (const [source, , weight] of edges) given[source]! += weight;
        const { offsets, reverses, shares } = findMutualPairs(toGraph(nodeCount, edges), passing);
        for (let node = 0; node < nodeCount; node++) {
          const mutual = edges
            .filter(([a, b]) => b === node && edges.some(([c, d]) => c === node && d === a))
            .sort((first, second) => first[0] - second[0]);
          const slots = Array.from(shares.subarray(offsets[node]!, offsets[node + 1]!));
          expect(slots).toHaveLength(mutual.length);
          mutual.forEach(([actor, , weight], index) => {
            expect(slots[index]).toBeCloseTo((0.85 * weight) / (passing.kappa + given[actor]!), 10);
            const reverse = reverses[offsets[node]! + index]!;
            expect(reverse).toBeGreaterThanOrEqual(offsets[actor]!);
            expect(reverse).toBeLessThan(offsets[actor + 1]!);
            expect(reverses[reverse]).toBe(offsets[node]! + index);
          });
        }
      }),
      { seed: 31, numRuns: 200 },
    );
  });
});
