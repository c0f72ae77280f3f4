import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Edge, tightOptions, toGraph } from "../../test/support/graph-cases.ts";
import { anyEdgeList, anyPassing } from "../../test/support/random-graphs.ts";
import { NotConverged } from "../domain/errors.ts";
import { edgeWeight } from "./edge-weight.ts";
import { peopleRank, toRank } from "./people-rank.ts";

const ACT = 2 ** 20;

function standingOf(nodeCount: number, edges: readonly Edge[], kappa = 0): Float64Array {
  return peopleRank(toGraph(nodeCount, edges), { ...tightOptions, kappa }).standing;
}

describe("toRank", () => {
  it("sums to 1 and is PageRank with restart: sinks and kappa give their mass back", () => {
    fc.assert(
      fc.property(anyEdgeList, anyPassing, ({ nodeCount, edges }, passing) => {
        const graph = toGraph(nodeCount, edges);
        const { standing } = peopleRank(graph, { ...tightOptions, ...passing });
        const rank = toRank(standing);
        expect(rank.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);

        // One textbook step: pass along edges, then hand all that did not pass to everyone alike.
        const passed = new Float64Array(nodeCount);
        for (let node = 0; node < nodeCount; node++)
          for (let edge = graph.offsets[node]!; edge < graph.offsets[node + 1]!; edge++) {
            const source = graph.sources[edge]!;
            const row = passing.kappa + graph.outWeightSums[source]!;
            passed[node]! += (passing.damping * rank[source]! * graph.weights[edge]!) / row;
          }
        const returned = 1 - passed.reduce((sum, value) => sum + value, 0);
        rank.forEach((value, node) => {
          expect(value).toBeCloseTo(passed[node]! + returned / nodeCount, 12);
          expect(value / (returned / nodeCount)).toBeCloseTo(standing[node]!, 8);
        });
      }),
      { seed: 21, numRuns: 100 },
    );
  });

  it("keeps nothing of nothing", () => {
    expect([...toRank(new Float64Array(0))]).toEqual([]);
    expect([...toRank(new Float64Array(2))]).toEqual([0, 0]);
  });
});

describe("standing", () => {
  it("does not change when idle or unrelated accounts join", () => {
    fc.assert(
      fc.property(anyEdgeList, anyEdgeList, anyPassing, (mine, other, passing) => {
        const idleCount = 5;
        const start = mine.nodeCount + idleCount;
        const moved = other.edges.map(([a, b, weight]): Edge => [a + start, b + start, weight]);
        const alone = standingOf(mine.nodeCount, mine.edges, passing.kappa);
        const joined = standingOf(start + other.nodeCount, [...mine.edges, ...moved], passing.kappa);
        alone.forEach((value, node) => {
          expect(Math.abs(joined[node]! / value - 1)).toBeLessThan(1e-9);
        });
      }),
      { seed: 22, numRuns: 150 },
    );
  });

  it("is worth less from an actor who also acts on others", () => {
    fc.assert(
      fc.property(anyEdgeList, anyPassing, fc.nat(), ({ nodeCount, edges }, { kappa }, pick) => {
        fc.pre(edges.length > 0);
        const [actor, target] = edges[pick % edges.length]!;
        const before = standingOf(nodeCount + 1, edges, kappa);
        const after = standingOf(nodeCount + 1, [...edges, [actor, nodeCount, 1]], kappa);
        expect(after[target]!).toBeLessThan(before[target]!);
      }),
      { seed: 23, numRuns: 150 },
    );
  });

  it("is worth less from a rare or stale act when kappa is above 0, and not when it is 0", () => {
    const steady: Edge[] = [[0, 1, 3]];
    const stale: Edge[] = [[0, 1, 0.1]];
    expect(standingOf(2, stale, 1)[1]!).toBeLessThan(standingOf(2, steady, 1)[1]!);
    expect(standingOf(2, stale, 0)[1]!).toBe(standingOf(2, steady, 0)[1]!);
  });

  it("is worth more from an actor on whom others act", () => {
    const known = standingOf(4, [
      [0, 1, 1],
      [2, 0, 1],
      [3, 0, 1],
    ]);
    expect(known[1]!).toBeCloseTo(1 + 0.85 * (1 + 2 * 0.85), 12);
    expect(known[1]!).toBeGreaterThan(standingOf(4, [[0, 1, 1]])[1]!);
  });

  it("of 100 people who act once beats that of one who acts 100 times", () => {
    const many = standingOf(
      101,
      Array.from({ length: 100 }, (_, fan): Edge => [fan + 1, 0, edgeWeight(ACT)]),
      1,
    );
    const one = standingOf(101, [[1, 0, edgeWeight(100 * ACT)]], 1);
    // 1 + 0.85 x 100 x ln 2 / (1 + ln 2), against 1 + 0.85 x ln 101 / (1 + ln 101)
    expect(many[0]!).toBeCloseTo(1 + (85 * Math.LN2) / (1 + Math.LN2), 10);
    expect(one[0]!).toBeCloseTo(1 + (0.85 * Math.log(101)) / (1 + Math.log(101)), 10);
    expect(many[0]!).toBeGreaterThan(10 * one[0]!);
  });
});

describe("the passes of the reference kernel", () => {
  it("reports the change of rank in L1 beside the relative residual", () => {
    // Pass 1 of one fan: standing (1, 1) to (1, 1.85); ranks (1/2, 1/2) to (1/2.85, 1.85/2.85), and pass 2 stays.
    const graph = toGraph(2, [[0, 1, 1]]);
    const first = peopleRank(graph, { ...tightOptions, tolerance: 0.5 });
    expect(first.passes).toBe(1);
    expect(first.residual).toBeCloseTo(0.85 / 1.85, 12);
    expect(first.l1Change).toBeCloseTo(2 * (1.85 / 2.85 - 0.5), 12);
    expect(peopleRank(graph, tightOptions)).toMatchObject({ passes: 2, residual: 0, l1Change: 0 });
  });

  it("throws NotConverged with passes and residual", () => {
    // Standing after pass t is the sum of 0.85^k for k to t: 1, 1.85, 2.5725; the last change is 0.7225.
    const pair = toGraph(2, [
      [0, 1, 1],
      [1, 0, 1],
    ]);
    const solve = () => peopleRank(pair, { ...tightOptions, maxPasses: 2 });
    expect(solve).toThrow(NotConverged);
    expect(solve).toThrow(
      expect.objectContaining({ passes: 2, residual: expect.closeTo(0.7225 / 2.5725, 12) }),
    );
  });
});
