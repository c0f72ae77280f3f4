import type { InEdgeGraph } from "../graph/in-edge-graph.ts";
import {
  assertPeopleRankOptions,
  negligibleStanding,
  type PeopleRankKernel,
  type PeopleRankOptions,
  type PeopleRankResult,
  sumOf,
  toPassedPerWeight,
} from "../graph/kernel.ts";
import { fitsMemory, type GraphMemory, newGraphMemory } from "./graph-memory.ts";
import { iteratedCore, wholeStanding } from "./iterated-core.ts";
import { type KernelExports, solveInPlace } from "./solve-in-place.ts";

/** Sums of out-weights and restarts within which single precision neither overflows nor loses small shares. */
const SINGLE_PRECISION_RANGE = { low: 1e-15, high: 1e15 };
/** Relative difference of two sums of the same weights in another order. */
const ROUNDING = 1e-9;

/** When single precision comes first. */
export interface WasmKernelOptions {
  /** From this many nodes on: below, double precision stays in the cache too. */
  readonly singlePrecisionNodes: number;
}

const DEFAULT_OPTIONS: WasmKernelOptions = { singlePrecisionNodes: 100_000 };

/** The kernel compiled from assembly/people-rank.ts.
 *
 *  It solves the equations of `peopleRank` by sweeps in place over the nodes that both act and are acted on
 *  (`iteratedCore`, `solveInPlace`), in a third to a fifth of the passes of the reference. What is passed on is kept
 *  in single precision until the largest change is 1e-6; the first sweep and the last ones, and so the residual and
 *  the result, are in double precision. Same graph and options, same bytes. A graph built in `newArrays` is not
 *  copied, but for its core where that is a small part of it; any other is copied once.
 *  @throws NotConverged after `maxPasses`, carrying the passes and the residual.
 *  @throws RangeError on options that do not fit the graph. */
export function wasmKernel(
  module: WebAssembly.Module,
  { singlePrecisionNodes }: WasmKernelOptions = DEFAULT_OPTIONS,
): PeopleRankKernel {
  const memories = new WeakMap<ArrayBufferLike, GraphMemory>();
  const newArrays = (nodeCount: number, edgeCount: number) => {
    const graphMemory = newGraphMemory(nodeCount, edgeCount);
    memories.set(graphMemory.memory.buffer, graphMemory);
    return graphMemory.arrays;
  };
  const memoryOf = (graph: InEdgeGraph): GraphMemory => {
    const known = memories.get(graph.sources.buffer);
    if (known) return known;
    const copy = newGraphMemory(graph.nodeCount, graph.edgeCount);
    copy.arrays.offsets.set(graph.offsets);
    copy.arrays.sources.set(graph.sources);
    copy.arrays.weights.set(graph.weights);
    return copy;
  };
  const solve = (
    graph: InEdgeGraph,
    restart: Float64Array,
    start: Float64Array,
    options: PeopleRankOptions,
  ): PeopleRankResult => {
    const graphMemory = memoryOf(graph);
    const imports = { env: { memory: graphMemory.memory, abort: assertUnreached } };
    const kernel = new WebAssembly.Instance(module, imports).exports as unknown as KernelExports;
    graphMemory.restart.set(restart);
    graphMemory.standing.set(start);
    graphMemory.passedPerWeight.set(toPassedPerWeight(graph.outWeightSums, options));
    fillPassedWeights(kernel, graph, graphMemory);
    const { damping, tolerance, maxPasses } = options;
    const floor = negligibleStanding(options.restart);
    const isSingleFirst =
      graph.nodeCount >= singlePrecisionNodes &&
      [graph.outWeightSums, restart, start].every(fitsSinglePrecision);
    return solveInPlace(kernel, graphMemory, { damping, tolerance, maxPasses, floor, isSingleFirst });
  };
  return {
    name: "wasm",
    fits: fitsMemory,
    newArrays,
    peopleRank(graph, options) {
      assertPeopleRankOptions(graph.nodeCount, options);
      const restart = options.restart ?? new Float64Array(graph.nodeCount).fill(1);
      const start = options.start ?? restart;
      const passedPerWeight = toPassedPerWeight(graph.outWeightSums, options);
      const core = iteratedCore(graph, restart, passedPerWeight, newArrays);
      if (core === null) return solve(graph, restart, start, options);
      const coreStart = options.start ? Float64Array.from(core.nodes, node => start[node]!) : core.restart;
      const result = solve(core.graph, core.restart, coreStart, options);
      return { ...result, standing: wholeStanding(graph, restart, passedPerWeight, core, result.standing) };
    },
  };
}

/** Fills what each node passes along the edges of the graph: its out-weight sum where that counts no other edges. */
function fillPassedWeights(kernel: KernelExports, graph: InEdgeGraph, { passedWeights }: GraphMemory): void {
  const all = sumOf(graph.outWeightSums);
  if (Math.abs(kernel.sumWeights(0) - all) <= ROUNDING * all) passedWeights.set(graph.outWeightSums);
  else kernel.sumPassedWeights(0);
}

function fitsSinglePrecision(values: Float64Array): boolean {
  const { low, high } = SINGLE_PRECISION_RANGE;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value !== 0 && !(value >= low && value <= high)) return false;
  }
  return true;
}

/** Never called: the kernel allocates nothing and asserts nothing. */
function assertUnreached(): never {
  throw new Error("The PeopleRank kernel aborted, which it has no cause to do.");
}
