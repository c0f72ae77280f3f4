import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Edge, tightOptions, toGraph } from "../../test/support/graph-cases.ts";
import { anyEdgeList, anyPassing } from "../../test/support/random-graphs.ts";
import type { InEdgeGraph } from "../graph/in-edge-graph.ts";
import type { PassingOptions } from "../graph/kernel.ts";
import { peopleRank } from "../graph/people-rank.ts";
import { type GraphMemory, newGraphMemory, newMemory } from "./graph-memory.ts";
import { coreShape, type IteratedCore, iteratedCore, type OwnGraph } from "./iterated-core.ts";
import { kernelOver } from "./kernel-exports.ts";
import { loadWasmModule } from "./load-wasm-kernel.ts";

const module = loadWasmModule()!;

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

describe("the core that is iterated", () => {
  it("holds those who act and are acted on, and what the others bring them beforehand", () => {
    let asked = 0;
    coreOf(mostlyEnds).core.settleAll(({ graph, nodeCount, edgeCount, partOf }) => {
      asked++;
      expect([nodeCount, edgeCount]).toEqual([2, 2]);
      expect([...partOf(Float64Array.of(0, 1, 2, 3, 4, 5))]).toEqual([1, 2]);
      expect([...graph.restart]).toEqual([1 + 0.85 / 2, 1]);
      expect([...graph.arrays.offsets]).toEqual([0, 1, 2]);
      expect([...graph.arrays.sources]).toEqual([1, 0]);
      // Acts out of the core dilute what is passed on inside it.
      expect([...graph.arrays.outWeightSums]).toEqual([4, 2]);
    });
    expect(asked).toBe(1);
  });

  it("comes in order of how many edges a node gathers", () => {
    // 0 gathers from 1, 2 and 3, 1 from 0 and 2, the others from 0.
    const graph = toGraph(4, [
      [1, 0, 1],
      [2, 0, 2],
      [3, 0, 3],
      [0, 1, 4],
      [2, 1, 5],
      [0, 2, 6],
      [0, 3, 7],
    ]);
    coreOf(graph).core.settleAll(({ graph: { arrays }, partOf }) => {
      expect([...partOf(Float64Array.of(0, 1, 2, 3))]).toEqual([2, 3, 1, 0]);
      expect([...arrays.offsets]).toEqual([0, 1, 2, 4, 7]);
      expect([...arrays.sources]).toEqual([3, 3, 3, 0, 2, 0, 1]);
      expect([...arrays.weights]).toEqual([6, 7, 4, 5, 1, 2, 3]);
    });
  });

  it.each([
    ["as one", 0],
    ["by components, all by iteration", 1],
    ["by components, some by elimination", 3],
    ["by components, all by elimination", 12],
  ])("gives the standing of the whole graph, %s", (_, eliminatedNodes) => {
    fc.assert(
      fc.property(anyEdgeList, anyPassing, ({ nodeCount, edges }, passing) => {
        const graph = toGraph(nodeCount, edges);
        const restart = Float64Array.from({ length: nodeCount }, (_value, node) => 1 + (node % 3));
        const { core, memory } = coreOf(graph, { passing, restart, eliminatedNodes });
        const solve = (own: OwnGraph) => solveOwn(own, passing);
        if (eliminatedNodes === 0) core.settleAll(solve);
        else core.settleComponents(solve);
        const expected = peopleRank(graph, { ...tightOptions, ...passing, restart }).standing;
        memory.standing.forEach((value, node) => {
          expect(Math.abs(value / expected[node]! - 1)).toBeLessThan(1e-9);
        });
      }),
      { seed: 21, numRuns: 200 },
    );
  });

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
    const asked: number[][] = [];
    const { core, memory } = coreOf(graph, { eliminatedNodes: 1 });
    core.settleComponents(own => {
      asked.push([...own.partOf(Float64Array.of(0, 1, 2, 3, 4, 5))].toSorted());
      solveOwn(own, tightOptions);
    });
    expect(asked).toEqual([
      [4, 5],
      [1, 2, 3],
    ]);
    const expected = peopleRank(graph, { ...tightOptions, tolerance: 1e-14 }).standing;
    memory.standing.forEach((value, node) => {
      expect(value).toBeCloseTo(expected[node]!, 11);
    });
  });

  it("takes a restart of minus zero for none", () => {
    const restart = Float64Array.of(-0, 1, 1, 1, 1, 1);
    const { core, memory } = coreOf(mostlyEnds, { restart });
    core.settleComponents(own => solveOwn(own, tightOptions));
    const expected = peopleRank(mostlyEnds, { ...tightOptions, restart }).standing;
    memory.standing.forEach((value, node) => {
      expect(value).toBeCloseTo(expected[node]!, 11);
    });
  });

  it.each([
    ["nodes", 5000, 1],
    ["edges", 200, 199],
  ])("is not copied where the memory has no room for its %s", (_, nodeCount, edgesANode) => {
    // Each node of the core is acted on by as many who are not in it.
    const edges: Edge[] = [];
    for (let node = 0; node < nodeCount; node++)
      for (let step = 1; step <= edgesANode; step++)
        edges.push([node, (node + step) % nodeCount, 1], [nodeCount + ((node + step) % nodeCount), node, 1]);
    const graph = toGraph(2 * nodeCount, edges);
    let asked = 0;
    const memory = memoryOf(graph, null, pages => {
      // With room for the core it is asked for first.
      if (asked++ === 0) throw new RangeError("could not allocate memory");
      return newMemory(pages);
    });
    expect(asked).toBe(2);
    expect(iteratedCore(kernelOver(module, memory.memory), memory, tightOptions, 1)).toBeNull();
    expect(coreOf(graph).core).not.toBeNull();
  });
});

describe("the shape of a core", () => {
  it("counts its edges among all, and a node", () => {
    expect(shapeOf(mostlyEnds)).toEqual({ edgeShare: 2 / 7, edgesPerNode: 1 });
    const cycle = toGraph(2, [
      [0, 1, 1],
      [1, 0, 1],
    ]);
    expect(shapeOf(cycle)).toEqual({ edgeShare: 1, edgesPerNode: 1 });
    expect(shapeOf(toGraph(2, [[0, 1, 1]]))).toEqual({ edgeShare: 0, edgesPerNode: 0 });
  });
});

interface CoreOptions {
  readonly passing?: PassingOptions;
  readonly restart?: Float64Array | null;
  readonly eliminatedNodes?: number;
}

function coreOf(
  graph: InEdgeGraph,
  { passing = tightOptions, restart = null, eliminatedNodes = 32 }: CoreOptions = {},
): { readonly core: IteratedCore; readonly memory: GraphMemory } {
  const memory = memoryOf(graph, restart);
  const core = iteratedCore(kernelOver(module, memory.memory), memory, passing, eliminatedNodes)!;
  return { core, memory };
}

function shapeOf(graph: InEdgeGraph) {
  const memory = memoryOf(graph, null);
  return coreShape(kernelOver(module, memory.memory), memory, graph.edgeCount);
}

function memoryOf(
  { nodeCount, edgeCount, offsets, sources, weights, outWeightSums }: InEdgeGraph,
  restart: Float64Array | null,
  allocate = newMemory,
): GraphMemory {
  const memory = newGraphMemory(nodeCount, edgeCount, allocate);
  memory.arrays.offsets.set(offsets);
  memory.arrays.sources.set(sources);
  memory.arrays.weights.set(weights);
  memory.arrays.outWeightSums.set(outWeightSums);
  if (restart === null) memory.standing.fill(1);
  else memory.standing.set(restart);
  return memory;
}

/** Solves by the reference. */
function solveOwn({ graph, nodeCount, edgeCount }: OwnGraph, passing: PassingOptions): void {
  const own = { nodeCount, edgeCount, ...graph.arrays };
  if (nodeCount === 0) return;
  graph.standing.set(peopleRank(own, { ...tightOptions, ...passing, restart: graph.restart }).standing);
}
