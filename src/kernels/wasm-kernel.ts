import { NoRoomForGraph } from "../domain/errors.ts";
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
import { fitsMemory, type GraphMemory, type NewMemory, newGraphMemory, newMemory } from "./graph-memory.ts";
import { iteratedCore, wholeStanding } from "./iterated-core.ts";
import { type KernelExports, solveInPlace } from "./solve-in-place.ts";

/** Sums of out-weights and restarts within which single precision neither overflows nor loses small shares. */
const SINGLE_PRECISION_RANGE = { low: 1e-15, high: 1e15 };
/** Relative difference of two sums of the same weights in another order. */
const ROUNDING = 1e-9;
const SUMMED_AT_ONCE = 1 << 20;

/** When single precision comes first, and where memory comes from. */
export interface WasmKernelOptions {
  /** From this many nodes on: below, double precision stays in the cache too. */
  readonly singlePrecisionNodes?: number;
  readonly allocate?: NewMemory;
}

const SINGLE_PRECISION_NODES = 100_000;

/** The kernel compiled from assembly/people-rank.ts.
 *
 *  It solves the equations of `peopleRank` by sweeps in place over the nodes that both act and are acted on
 *  (`iteratedCore`, `solveInPlace`), in a third to a fifth of the passes of the reference. What is passed on is kept
 *  in single precision until the largest change is 1e-6; a warm start begins, and the last sweeps and so the residual
 *  and the result, are in double precision. Same graph and options, same bytes. A graph built in `newArrays` is not
 *  copied, but for its core where that is a small part of it; any other is copied once.
 *  @throws NotConverged after `maxPasses`, carrying the passes and the residual.
 *  @throws NoRoomForGraph where the machine has no memory for the graph; without one for the core, the whole is swept.
 *  @throws RangeError on options that do not fit the graph. */
export function wasmKernel(
  module: WebAssembly.Module,
  { singlePrecisionNodes = SINGLE_PRECISION_NODES, allocate = newMemory }: WasmKernelOptions = {},
): PeopleRankKernel {
  const memories = new WeakMap<ArrayBufferLike, GraphMemory>();
  const newArrays = (nodeCount: number, edgeCount: number) => {
    const graphMemory = newGraphMemory(nodeCount, edgeCount, allocate);
    memories.set(graphMemory.memory.buffer, graphMemory);
    return graphMemory.arrays;
  };
  const newArraysOrNull = (nodeCount: number, edgeCount: number) => {
    try {
      return newArrays(nodeCount, edgeCount);
    } catch (error) {
      if (error instanceof NoRoomForGraph) return null;
      throw error;
    }
  };
  const memoryOf = (graph: InEdgeGraph): GraphMemory => {
    const known = memories.get(graph.sources.buffer);
    if (known) return known;
    const copy = newGraphMemory(graph.nodeCount, graph.edgeCount, allocate);
    copy.arrays.offsets.set(graph.offsets);
    copy.arrays.sources.set(graph.sources);
    copy.arrays.weights.set(graph.weights);
    return copy;
  };
  /** `restart` null: one for every node. */
  const solve = (
    graph: InEdgeGraph,
    restart: Float64Array | null,
    start: Float64Array | null,
    passedPerWeight: Float64Array,
    options: PeopleRankOptions,
  ): PeopleRankResult => {
    const graphMemory = memoryOf(graph);
    const imports = { env: { memory: graphMemory.memory, abort: assertUnreached } };
    const kernel = new WebAssembly.Instance(module, imports).exports as unknown as KernelExports;
    const hasPassedWeights = !isWhole(kernel, graph);
    graphMemory.setHeader({ edgeCount: graph.edgeCount, hasRestart: restart !== null, hasPassedWeights });
    if (hasPassedWeights) kernel.sumPassedWeights(0);
    graphMemory.passedPerWeight.set(passedPerWeight);
    if (restart !== null) graphMemory.restart.set(restart);
    const first = start ?? restart;
    if (first === null) graphMemory.standing.fill(1);
    else graphMemory.standing.set(first);
    return solveInPlace(kernel, graphMemory, {
      ...options,
      restartSum: restart === null ? graph.nodeCount : sumOf(restart),
      floor: negligibleStanding(options.restart),
      isWarm: start !== null,
      isSingleFirst:
        graph.nodeCount >= singlePrecisionNodes &&
        [graph.outWeightSums, restart, start].every(values => values === null || fitsSinglePrecision(values)),
    });
  };
  return {
    name: "wasm",
    fits: fitsMemory,
    newArrays,
    peopleRank(graph, options) {
      assertPeopleRankOptions(graph.nodeCount, options);
      const { restart, start = null } = options;
      const passedPerWeight = toPassedPerWeight(graph.outWeightSums, options);
      const core = iteratedCore(graph, restart, passedPerWeight, newArraysOrNull);
      if (core === null) return solve(graph, restart, start, passedPerWeight, options);
      const ofCore = (values: Float64Array) => Float64Array.from(core.nodes, node => values[node]!);
      const coreStart = start === null ? null : ofCore(start);
      const result = solve(core.graph, core.restart, coreStart, ofCore(passedPerWeight), options);
      return { ...result, standing: wholeStanding(graph, restart, passedPerWeight, core, result.standing) };
    },
  };
}

/** Whether the out-weight sums count the edges of the graph and no others. */
function isWhole(kernel: KernelExports, { edgeCount, outWeightSums }: InEdgeGraph): boolean {
  const all = sumOf(outWeightSums);
  let sum = 0;
  for (let from = 0; from < edgeCount; from += SUMMED_AT_ONCE)
    sum += kernel.sumWeights(0, from, Math.min(edgeCount, from + SUMMED_AT_ONCE));
  return Math.abs(sum - all) <= ROUNDING * all;
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
