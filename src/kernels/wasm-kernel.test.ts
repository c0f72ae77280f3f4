import { describe, expect, it } from "vitest";
import { tightOptions } from "../../test/support/graph-cases.ts";
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
    expect(passes).toBeLessThan(referenceKernel.peopleRank(graph, options).passes);
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

  it("holds what fits 4 GiB and says what does not", () => {
    expect(kernel.fits!(10_000_000, 94_000_000)).toBe(true);
    expect(kernel.fits!(10_000_000, 400_000_000)).toBe(false);
  });
});
