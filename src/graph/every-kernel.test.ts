import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { graphCases, tightOptions, toGraph } from "../../test/support/graph-cases.ts";
import { anyEdgeList, anyPassing, solveDense } from "../../test/support/random-graphs.ts";
import { NotConverged } from "../domain/errors.ts";
import { loadWasmKernel } from "../kernels/load-wasm-kernel.ts";
import type { PeopleRankKernel } from "./kernel.ts";
import { referenceKernel } from "./people-rank.ts";
import { verifyStanding } from "./verify-standing.ts";

/** A new kernel joins here and must pass all of it. */
const kernels: readonly PeopleRankKernel[] = [
  referenceKernel,
  loadWasmKernel({ singlePrecisionNodes: Infinity })!,
  {
    ...loadWasmKernel({ singlePrecisionNodes: 0, eliminatedNodes: 1 })!,
    name: "wasm, single precision first",
  },
];
const pair = toGraph(2, [
  [0, 1, 1],
  [1, 0, 1],
]);

describe.each(kernels)("kernel $name", kernel => {
  it.each(graphCases)("solves $name", ({ nodeCount, edges, options, expected }) => {
    const graph = toGraph(nodeCount, edges);
    const result = kernel.peopleRank(graph, options);
    expect(result.standing).toHaveLength(nodeCount);
    expect(result.residual).toBeLessThanOrEqual(options.tolerance);
    expect(result.passes).toBeGreaterThanOrEqual(1);
    expect(verifyStanding(graph, result.standing, options)).toBeLessThanOrEqual(options.tolerance + 1e-14);
    expected?.forEach((value, node) => {
      expect(result.standing[node]).toBeCloseTo(value, 10);
    });
  });

  it("agrees with a dense linear solve on any small graph and restart", () => {
    const restarts = fc.array(fc.constantFrom(0, 0.5, 1, 3), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(anyEdgeList, anyPassing, restarts, ({ nodeCount, edges }, passing, values) => {
        const restart = values.some((value, node) => node < nodeCount && value > 0)
          ? Float64Array.from(values.slice(0, nodeCount))
          : null;
        const graph = toGraph(nodeCount, edges);
        const { standing } = kernel.peopleRank(graph, { ...tightOptions, ...passing, restart });
        const green = solveDense(graph, passing);
        for (let node = 0; node < nodeCount; node++) {
          const exact = green.reduce((sum, row, j) => sum + (restart?.[j] ?? 1) * row[node]!, 0);
          expect(Math.abs(standing[node]! - exact)).toBeLessThanOrEqual(1e-10 * Math.max(1, exact));
        }
      }),
      { seed: 11, numRuns: 150 },
    );
  });

  it("leaves a residual under its tolerance on any graph, by the independent verifier", () => {
    fc.assert(
      fc.property(anyEdgeList, anyPassing, ({ nodeCount, edges }, passing) => {
        const graph = toGraph(nodeCount, edges);
        const options = { ...tightOptions, ...passing, tolerance: 1e-6 };
        const { standing } = kernel.peopleRank(graph, options);
        expect(verifyStanding(graph, standing, options)).toBeLessThanOrEqual(1e-6);
      }),
      { seed: 12, numRuns: 200 },
    );
  });

  it("gives the same bytes again, and the same solution from another start", () => {
    const { nodeCount, edges, options } = graphCases.at(-1)!;
    const graph = toGraph(nodeCount, edges);
    const cold = kernel.peopleRank(graph, options);
    expect(kernel.peopleRank(graph, options)).toEqual(cold);
    const start = Float64Array.from(cold.standing, (value, node) => value * (1 + 0.01 * node));
    const warm = kernel.peopleRank(graph, { ...options, tolerance: 1e-12, start });
    warm.standing.forEach((value, node) => {
      expect(Math.abs(value / cold.standing[node]! - 1)).toBeLessThan(1e-5);
    });
  });

  it("comes from any start to the solution from the restart, within the tolerance", () => {
    const starts = fc.array(fc.double({ min: 0, max: 50, noNaN: true }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(anyEdgeList, anyPassing, starts, ({ nodeCount, edges }, passing, values) => {
        const graph = toGraph(nodeCount, edges);
        const options = { ...tightOptions, ...passing, tolerance: 1e-9 };
        const cold = kernel.peopleRank(graph, { ...options, start: null }).standing;
        const warm = kernel.peopleRank(graph, {
          ...options,
          start: Float64Array.from(values.slice(0, nodeCount)),
        });
        expect(verifyStanding(graph, warm.standing, options)).toBeLessThanOrEqual(1e-9);
        // What is left to go is the residual times the longest walk, 1 / (1 - damping).
        const room = (2 * 1e-9) / (1 - passing.damping);
        const most = Math.max(...cold);
        warm.standing.forEach((value, node) => {
          expect(Math.abs(value - cold[node]!)).toBeLessThanOrEqual(room * most * nodeCount);
        });
      }),
      { seed: 13, numRuns: 150 },
    );
  });

  it("needs hardly a pass from the solution and leaves the start untouched", () => {
    const start = Float64Array.of(1 / 0.15, 1 / 0.15);
    const result = kernel.peopleRank(pair, { ...tightOptions, start });
    expect(result.passes).toBeLessThanOrEqual(2);
    expect([...start]).toEqual([1 / 0.15, 1 / 0.15]);
  });

  it("lets go of a start that the seeds cannot reach", () => {
    const graph = toGraph(3, [
      [0, 1, 1],
      [1, 0, 1],
    ]);
    const restart = Float64Array.of(0, 0, 1);
    const { standing } = kernel.peopleRank(graph, {
      ...tightOptions,
      tolerance: 1e-6,
      restart,
      start: Float64Array.of(5, 5, 5),
    });
    expect(standing[2]).toBe(1);
    expect(standing[0]).toBeLessThan(1e-12);
  });

  it("reports no change, absolute or in L1, where a last pass found none", () => {
    const graph = toGraph(2, [[0, 1, 1]]);
    expect(kernel.peopleRank(graph, tightOptions)).toMatchObject({ residual: 0, l1Change: 0 });
  });

  it("reports the change of rank in L1 that its last pass made", () => {
    // Whatever the order of updates: two standings of nearly the same sum, one of which moved by the residual.
    const graph = toGraph(3, [
      [0, 1, 1],
      [1, 2, 1],
      [2, 0, 1],
    ]);
    const { residual, l1Change } = kernel.peopleRank(graph, { ...tightOptions, tolerance: 1e-3 });
    expect(residual).toBeGreaterThan(0);
    expect(l1Change).toBeLessThanOrEqual(2 * residual);
  });

  it("throws NotConverged with passes and residual", () => {
    const solve = () => kernel.peopleRank(pair, { ...tightOptions, maxPasses: 2 });
    expect(solve).toThrow(NotConverged);
    expect(solve).toThrow(expect.objectContaining({ passes: 2 }));
    const thrown = (() => {
      try {
        return solve();
      } catch (error) {
        return error as NotConverged;
      }
    })();
    expect(thrown.residual).toBeGreaterThan(0.1);
  });

  it("throws NotConverged when one pass is allowed and does not do", () => {
    expect(() => kernel.peopleRank(pair, { ...tightOptions, maxPasses: 1 })).toThrow(NotConverged);
  });

  it.each([
    [{ damping: 1 }, /damping .* not 1/],
    [{ damping: -0.1 }, /damping/],
    [{ kappa: -1 }, /kappa .* not -1/],
    [{ kappa: Number.NaN }, /kappa/],
    [{ tolerance: 0 }, /tolerance/],
    [{ maxPasses: 0 }, /maxPasses/],
    [{ restart: Float64Array.of(1) }, /restart has 1 values for a graph of 2/],
    [{ restart: Float64Array.of(0, 0) }, /restart is zero/],
    [{ restart: Float64Array.of(1, -1) }, /restart of node 1 is -1/],
    [{ start: Float64Array.of(1, Number.NaN) }, /start of node 1 is NaN/],
  ])("refuses %o", (change, message) => {
    const solve = () => kernel.peopleRank(pair, { ...tightOptions, ...change });
    expect(solve).toThrow(RangeError);
    expect(solve).toThrow(message);
  });
});
