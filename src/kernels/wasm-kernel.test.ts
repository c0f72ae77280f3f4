import { describe, expect, it } from "vitest";
import { type Edge, tightOptions, toGraph } from "../../test/support/graph-cases.ts";
import type { InEdgeGraph } from "../graph/in-edge-graph.ts";
import { OrderedGraphBuilder } from "../graph/ordered-graph-builder.ts";
import { referenceKernel } from "../graph/people-rank.ts";
import { verifyStanding } from "../graph/verify-standing.ts";
import { loadWasmKernel } from "./load-wasm-kernel.ts";

const kernel = loadWasmKernel({ singlePrecisionNodes: 0 })!;
const NODES = 3000;
const EDGES_A_NODE = 8;

/** A graph whose actors crowd the low indices, the same each time. */
function crowdedGraph(builder: OrderedGraphBuilder): InEdgeGraph {
  for (let target = 0; target < NODES; target++) {
    const actors = new Set<number>();
    for (let turn = 0; actors.size < EDGES_A_NODE; turn++) {
      const draw = ((target * 2_654_435_761 + turn * 40_503_007) % 1_000_003) / 1_000_003;
      const actor = Math.floor(NODES * draw ** 3);
      if (actor !== target) actors.add(actor);
    }
    for (const actor of [...actors].toSorted((a, b) => a - b))
      builder.add(actor, target, 0.1 + ((actor * 31 + target) % 17));
  }
  return builder.finish();
}

const copied = () => crowdedGraph(new OrderedGraphBuilder(NODES, NODES * EDGES_A_NODE));
const options = { ...tightOptions, kappa: 0.5, tolerance: 1e-7 };

describe("the WebAssembly kernel", () => {
  it("stands within 1e-6 of the reference and needs fewer passes", () => {
    const graph = copied();
    const exact = referenceKernel.peopleRank(graph, { ...options, tolerance: 1e-13 }).standing;
    const { standing, passes } = kernel.peopleRank(graph, options);
    const furthest = standing.reduce(
      (most, value, node) => Math.max(most, Math.abs(value / exact[node]! - 1)),
      0,
    );
    expect(furthest).toBeLessThan(1e-6);
    expect(verifyStanding(graph, standing, options)).toBeLessThanOrEqual(1e-7);
    expect(passes).toBeLessThan(referenceKernel.peopleRank(graph, options).passes / 3);
  });

  it("gives the same bytes for a graph in its own arrays and for a copied one", () => {
    const arrays = kernel.newArrays!(NODES, NODES * EDGES_A_NODE);
    const own = crowdedGraph(new OrderedGraphBuilder(NODES, NODES * EDGES_A_NODE, arrays));
    const first = kernel.peopleRank(own, options);
    expect(kernel.peopleRank(copied(), options)).toEqual(first);
    // A second solve in the same memory does not disturb the first result.
    const held = first.standing.slice();
    expect(kernel.peopleRank(own, { ...options, damping: 0.5 }).standing).not.toEqual(held);
    expect(first.standing).toEqual(held);
  });

  it("leaves single precision alone where weights would not fit it", () => {
    const builder = new OrderedGraphBuilder(3, 2);
    builder.add(0, 1, 1e-180);
    builder.add(1, 2, 1e180);
    const { standing } = kernel.peopleRank(builder.finish(), tightOptions);
    expect([...standing]).toEqual([1, 1.85, 1 + 0.85 * 1.85]);
  });

  it("does not wait for closed groups of different depth to fade by the damping", () => {
    const edges: Edge[] = [];
    for (let node = 0; node < 60; node += 2) edges.push([node, node + 1, 1], [node + 1, node, 1]);
    for (let node = 60; node < 90; node++) edges.push([node, 60 + ((node - 59) % 30), 1]);
    edges.push([2, 0, 0.5], [40, 60, 3]);
    const graph = toGraph(90, edges);
    const plain = Math.log(1e-12) / Math.log(0.85 ** 2);
    const { standing, passes } = kernel.peopleRank(graph, { ...tightOptions, tolerance: 1e-12 });
    expect(verifyStanding(graph, standing, tightOptions)).toBeLessThanOrEqual(1e-12);
    expect(passes).toBeLessThan(plain / 2);
  });

  it("begins where the day before ended", () => {
    const graph = copied();
    const cold = kernel.peopleRank(graph, options);
    const start = cold.standing.map((value, node) => value * (1 + (node % 7 === 0 ? 1e-5 : 0)));
    const warm = kernel.peopleRank(graph, { ...options, start });
    expect(warm.passes).toBeLessThan(cold.passes);
    expect(verifyStanding(graph, warm.standing, options)).toBeLessThanOrEqual(1e-7);
  });

  it("sums what is passed itself where out-weight sums count acts outside the graph", () => {
    const graph = copied();
    const outWeightSums = graph.outWeightSums.map((sum, node) => 1 + sum * (1 + (node % 3)));
    const wider = { ...graph, outWeightSums };
    const exact = referenceKernel.peopleRank(wider, { ...options, tolerance: 1e-13 }).standing;
    const { standing, passes } = kernel.peopleRank(wider, { ...options, tolerance: 1e-12 });
    expect(passes).toBeLessThan(40);
    standing.forEach((value, node) => {
      expect(Math.abs(value / exact[node]! - 1)).toBeLessThan(1e-10);
    });
  });

  it("sweeps the whole graph where there is no memory for its core", () => {
    // Three who act among themselves, and many who only act.
    const edges: Edge[] = [
      [0, 1, 1],
      [1, 2, 1],
      [2, 0, 1],
      [0, 2, 2],
    ];
    for (let node = 3; node < 2000; node++) edges.push([node, node % 3, 1]);
    const graph = toGraph(2000, edges);
    const asked: number[] = [];
    const tight = loadWasmKernel({
      eliminatedNodes: 1,
      allocate: pages => {
        // With room for the core it is asked for first.
        if (asked.push(pages) === 1) throw new RangeError("could not allocate memory");
        return new WebAssembly.Memory({ initial: pages });
      },
    })!;
    const { standing, passes } = tight.peopleRank(graph, tightOptions);
    expect(asked).toHaveLength(2);
    expect(asked[1]).toBeLessThan(asked[0]!);
    // Three of them are solved by elimination otherwise.
    expect(passes).toBeGreaterThan(1);
    expect(loadWasmKernel()!.peopleRank(graph, tightOptions).passes).toBe(1);
    expect(verifyStanding(graph, standing, tightOptions)).toBeLessThanOrEqual(tightOptions.tolerance + 1e-14);
  });

  it("solves one component after the other in the memory of the graph", () => {
    // Rings of 40, 50, ... nodes, each fed by the one before, and many who only act.
    const edges: Edge[] = [];
    let from = 0;
    for (let length = 40; length <= 80; length += 10) {
      for (let at = 0; at < length; at++)
        edges.push([from + at, from + ((at + 1) % length), 1], [300 + 3 * (from + at), from + at, 0.5]);
      if (length < 80) edges.push([from, from + length, 2]);
      from += length;
    }
    const graph = toGraph(1300, edges);
    let memories = 0;
    const counting = loadWasmKernel({
      allocate: pages => {
        memories++;
        return new WebAssembly.Memory({ initial: pages });
      },
    })!;
    const result = counting.peopleRank(graph, tightOptions);
    expect(memories).toBe(1);
    expect(result).toEqual(counting.peopleRank(graph, tightOptions));
    expect(verifyStanding(graph, result.standing, tightOptions)).toBeLessThanOrEqual(
      tightOptions.tolerance + 1e-14,
    );
    const warm = counting.peopleRank(graph, { ...tightOptions, start: result.standing });
    expect(warm.passes).toBeLessThan(result.passes);
  });

  it("holds what fits 4 GiB and says what does not", () => {
    expect(kernel.fits!(10_000_000, 94_000_000)).toBe(true);
    expect(kernel.fits!(10_000_000, 400_000_000)).toBe(false);
  });
});
