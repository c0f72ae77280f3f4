import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Edge, tightOptions, toGraph } from "../../test/support/graph-cases.ts";
import { anyEdgeList, anyForest, anyPassing, solveDense } from "../../test/support/random-graphs.ts";
import type { PassingOptions } from "./kernel.ts";
import { ownEcho, paidStanding, toPeopleRank } from "./own-echo.ts";
import { peopleRank } from "./people-rank.ts";

const plain: PassingOptions = { damping: 0.85, kappa: 0 };

function paidOf(nodeCount: number, edges: readonly Edge[], passing = plain): Float64Array {
  const graph = toGraph(nodeCount, edges);
  const { standing } = peopleRank(graph, { ...tightOptions, ...passing });
  return paidStanding(standing, ownEcho(graph, passing));
}

describe("ownEcho", () => {
  it("of a pod of two is 1 / (1 - 0.85 x 0.85) - 1", () => {
    const echo = ownEcho(
      toGraph(2, [
        [0, 1, 1],
        [1, 0, 5],
      ]),
      plain,
    );
    expect(echo[0]).toBeCloseTo(1 / 0.2775 - 1, 12);
    expect(echo[1]).toBeCloseTo(1 / 0.2775 - 1, 12);
  });

  it("of the centre of a mutual star is that of a pod of two", () => {
    // All of the centre's standing goes to 4 leaves, and each passes it straight back: 0.85 x 0.85 returns.
    const edges = [1, 2, 3, 4].flatMap((leaf): Edge[] => [
      [0, leaf, 1],
      [leaf, 0, 1],
    ]);
    const echo = ownEcho(toGraph(5, edges), plain);
    expect(echo[0]).toBeCloseTo(1 / 0.2775 - 1, 12);
    // A leaf: 0.85 to the centre, there 3/4 x 0.7225 comes back to it by the others, 0.85/4 returns.
    expect(echo[1]).toBeCloseTo(1 / (1 - (0.85 * 0.2125) / (1 - 0.75 * 0.7225)) - 1, 12);
  });

  it("is 0 without a mutual pair, on the empty graph and on a longer cycle", () => {
    expect([...ownEcho(toGraph(0, []), plain)]).toEqual([]);
    expect([...ownEcho(toGraph(2, [[0, 1, 1]]), plain)]).toEqual([0, 0]);
    const cycle = toGraph(3, [
      [0, 1, 1],
      [1, 2, 1],
      [2, 0, 1],
    ]);
    expect([...ownEcho(cycle, plain)]).toEqual([0, 0, 0]);
  });

  it("is the diagonal of the dense inverse less 1 where there is no longer cycle", () => {
    fc.assert(
      fc.property(anyForest, anyPassing, ({ nodeCount, edges }, passing) => {
        const graph = toGraph(nodeCount, edges);
        const green = solveDense(graph, passing);
        ownEcho(graph, passing).forEach((echo, node) => {
          expect(Math.abs(1 + echo - green[node]![node]!)).toBeLessThan(1e-9);
        });
      }),
      { seed: 41, numRuns: 200 },
    );
  });

  it("never takes away more than what truly returns, so paid standing never falls under 1", () => {
    fc.assert(
      fc.property(anyEdgeList, anyPassing, ({ nodeCount, edges }, passing) => {
        const graph = toGraph(nodeCount, edges);
        const green = solveDense(graph, passing);
        ownEcho(graph, passing).forEach((echo, node) => {
          expect(echo).toBeGreaterThanOrEqual(0);
          expect(echo).toBeLessThanOrEqual(green[node]![node]! - 1 + 1e-9);
        });
        for (const paid of paidOf(nodeCount, edges, passing)) expect(paid).toBeGreaterThanOrEqual(1 - 1e-9);
      }),
      { seed: 42, numRuns: 300 },
    );
  });

  it("settles for a damping close to 1", () => {
    const edges = [1, 2, 3, 4, 5].flatMap((node): Edge[] => [
      [node - 1, node, 1],
      [node, node - 1, 1],
    ]);
    const passing = { damping: 0.999, kappa: 0 };
    const graph = toGraph(6, edges);
    const green = solveDense(graph, passing);
    ownEcho(graph, passing).forEach((echo, node) => {
      expect((1 + echo) / green[node]![node]!).toBeCloseTo(1, 8);
    });
  });

  it("refuses a damping or kappa out of range", () => {
    expect(() => ownEcho(toGraph(1, []), { damping: 1, kappa: 0 })).toThrow(RangeError);
    expect(() => ownEcho(toGraph(1, []), { damping: 0.85, kappa: -1 })).toThrow(RangeError);
  });
});

describe("paidStanding", () => {
  it("pays a pod of two as one fan each", () => {
    const pod = paidOf(2, [
      [0, 1, 1],
      [1, 0, 1],
    ]);
    expect(pod[0]).toBeCloseTo(1.85, 10);
    expect(pod[1]).toBeCloseTo(1.85, 10);
    expect(paidOf(2, [[0, 1, 1]])[1]).toBeCloseTo(1.85, 12);
  });

  it("does not depend on whom the account itself acts on, where there is no longer cycle", () => {
    const choices = fc.array(fc.constantFrom(0, 0.2, 1, 6), { minLength: 14, maxLength: 14 });
    fc.assert(
      fc.property(
        anyForest,
        anyPassing,
        fc.nat(),
        choices,
        ({ nodeCount, edges }, passing, pick, weights) => {
          const account = pick % nodeCount;
          const received = edges.filter(([source]) => source !== account);
          const neighbours = edges.flatMap(([a, b]) => (a === account ? [b] : b === account ? [a] : []));
          const strangers = [nodeCount, nodeCount + 1];
          const given = [...new Set([...neighbours, ...strangers])]
            .map((target, index): Edge => [account, target, weights[index % weights.length]!])
            .filter(([, , weight]) => weight > 0);
          const silent = paidOf(nodeCount + 2, received, passing);
          const active = paidOf(nodeCount + 2, [...received, ...given], passing);
          expect(Math.abs(active[account]! / silent[account]! - 1)).toBeLessThan(1e-9);
        },
      ),
      { seed: 43, numRuns: 300 },
    );
  });

  it("of an account that acts is never under that of the same account in silence, on any graph", () => {
    fc.assert(
      fc.property(anyEdgeList, anyPassing, fc.nat(), ({ nodeCount, edges }, passing, pick) => {
        const account = pick % nodeCount;
        const silent = paidOf(
          nodeCount,
          edges.filter(([source]) => source !== account),
          passing,
        );
        expect(paidOf(nodeCount, edges, passing)[account]!).toBeGreaterThanOrEqual(
          silent[account]! * (1 - 1e-9),
        );
      }),
      { seed: 44, numRuns: 300 },
    );
  });

  it("never falls by one more actor, or more from one, to whom the account does not answer, on any graph", () => {
    fc.assert(
      fc.property(anyEdgeList, anyPassing, fc.nat(), fc.nat(), (list, passing, pickActor, pickTarget) => {
        const actor = pickActor % list.nodeCount;
        const target = pickTarget % list.nodeCount;
        fc.pre(actor !== target);
        const edges = list.edges.filter(([a, b]) => a !== target || b !== actor);
        const before = paidOf(list.nodeCount, edges, passing)[target]!;
        const after = paidOf(list.nodeCount, withMore(edges, actor, target), passing)[target]!;
        expect(after).toBeGreaterThanOrEqual(before * (1 - 1e-9));
      }),
      { seed: 45, numRuns: 300 },
    );
  });

  it("never falls by one more act received, answered or not, where there is no longer cycle", () => {
    fc.assert(
      fc.property(anyForest, anyPassing, fc.nat(), ({ nodeCount, edges }, passing, pick) => {
        fc.pre(edges.length > 0);
        const [target, actor] = edges[pick % edges.length]!;
        const before = paidOf(nodeCount, edges, passing)[target]!;
        const after = paidOf(nodeCount, withMore(edges, actor, target), passing)[target]!;
        expect(after).toBeGreaterThanOrEqual(before * (1 - 1e-9));
      }),
      { seed: 46, numRuns: 300 },
    );
  });

  it("falls by an act received by no more than was overpaid before, at most 1 / (1 - 0.85^3), on any graph", () => {
    fc.assert(
      fc.property(anyEdgeList, anyPassing, fc.nat(), fc.nat(), (list, passing, pickActor, pickTarget) => {
        const actor = pickActor % list.nodeCount;
        const target = pickTarget % list.nodeCount;
        fc.pre(actor !== target);
        const graph = toGraph(list.nodeCount, list.edges);
        const returned = solveDense(graph, passing)[target]![target]!;
        const overpaid = returned / (1 + ownEcho(graph, passing)[target]!);
        const before = paidOf(list.nodeCount, list.edges, passing)[target]!;
        const after = paidOf(list.nodeCount, withMore(list.edges, actor, target), passing)[target]!;
        expect(overpaid).toBeLessThanOrEqual(1 / (1 - 0.85 ** 3) + 1e-9);
        expect(after).toBeGreaterThanOrEqual((before / overpaid) * (1 - 1e-9));
      }),
      { seed: 47, numRuns: 300 },
    );
  });

  it("sees a closed cycle of three only once it is answered, which is the known limit", () => {
    // Cycle 0 -> 1 -> 2 -> 0: 1 / 0.15. When 1 answers 0 with half of its acts:
    // s0 = 1.85 + 0.78625 (1 + 0.85 s0) = 2.63625 / 0.3316875, less the return 1 / (1 - 0.85 x 0.425).
    const cycle: Edge[] = [
      [0, 1, 1],
      [1, 2, 1],
      [2, 0, 1],
    ];
    expect(paidOf(3, cycle)[0]).toBeCloseTo(1 / 0.15, 9);
    const answered = paidOf(3, [...cycle, [1, 0, 1]])[0];
    expect(answered).toBeCloseTo((2.63625 / 0.3316875) * (1 - 0.85 * 0.425), 9);
  });

  it("refuses standings and echoes of different length", () => {
    expect(() => paidStanding(new Float64Array(2), new Float64Array(3))).toThrow(
      /2 standings with 3 own echoes/,
    );
  });
});

describe("toPeopleRank", () => {
  it("is log10 of the paid standing, and 0 where rounding fell under 1", () => {
    expect([...toPeopleRank(Float64Array.of(1, 10, 1 - 1e-16, 1 - 1e-12, 1000))]).toEqual([0, 1, 0, 0, 3]);
  });
});

/** `edges` with one more act of `actor` on `target`: a new edge, or a heavier one. */
function withMore(edges: readonly Edge[], actor: number, target: number): Edge[] {
  const isThere = edges.some(([a, b]) => a === actor && b === target);
  if (!isThere) return [...edges, [actor, target, 1]];
  return edges.map(([a, b, weight]): Edge => [a, b, a === actor && b === target ? weight + 1 : weight]);
}
