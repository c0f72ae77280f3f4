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
import { coreShape, iteratedCore } from "./iterated-core.ts";
import { type KernelExports, kernelOver } from "./kernel-exports.ts";
import { solveInPlace } from "./solve-in-place.ts";

/** Sums of out-weights and restarts within which single precision neither overflows nor loses small shares. */
const SINGLE_PRECISION_RANGE = { low: 1e-15, high: 1e15 };
/** Relative difference of two sums of the same weights in another order. */
const ROUNDING = 1e-9;
const SUMMED_AT_ONCE = 1 << 20;

/** What is solved how, and where memory comes from. */
export interface WasmKernelOptions {
  /** From this many nodes on: below, double precision stays in the cache too. */
  readonly singlePrecisionNodes?: number;
  /** Up to this many nodes a component is solved by elimination instead of sweeps. */
  readonly eliminatedNodes?: number;
  readonly allocate?: NewMemory;
}

/** With the standing under which differences count as shares of it, which hangs on the restarts of the whole graph. */
type SolvingOptions = PeopleRankOptions & { readonly floor: number };

const SINGLE_PRECISION_NODES = 100_000;
const ELIMINATED_NODES = 32;
/** Share of the edges above which a core is not worth its copy, in time and in memory. */
const LARGEST_SHARE = 0.6;
/** A core of fewer edges a node falls into components; a fuller one hangs together, and finding that out is a loss. */
const COMPONENT_EDGES_PER_NODE = 4;

/** The kernel compiled from assembly/people-rank.ts.
 *
 *  It solves the equations of `peopleRank` by sweeps in place over the nodes that both act and are acted on
 *  (`iteratedCore`, `solveInPlace`), a sparse core by its components, in a third to a fifth of the passes of the
 *  reference. What is passed on is kept in single precision until the largest change is 1e-6; a warm start begins, and the last sweeps and so the residual
 *  and the result, are in double precision. Same graph and options, same bytes. A graph built in `newArrays` is not
 *  copied, but for its core where that is a small part of it; any other is copied once.
 *  @throws NotConverged after `maxPasses`, carrying the passes and the residual.
 *  @throws NoRoomForGraph where the machine has no memory for the graph; without one for the core, the whole is swept.
 *  @throws RangeError on options that do not fit the graph. */
export function wasmKernel(
  module: WebAssembly.Module,
  {
    singlePrecisionNodes = SINGLE_PRECISION_NODES,
    eliminatedNodes = ELIMINATED_NODES,
    allocate = newMemory,
  }: WasmKernelOptions = {},
): PeopleRankKernel {
  const memories = new WeakMap<ArrayBufferLike, GraphMemory>();
  const kernels = new WeakMap<WebAssembly.Memory, KernelExports>();
  const newArrays = (nodeCount: number, edgeCount: number) => {
    const graphMemory = newGraphMemory(nodeCount, edgeCount, allocate);
    memories.set(graphMemory.memory.buffer, graphMemory);
    return graphMemory.arrays;
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
  const kernelOf = ({ memory }: GraphMemory): KernelExports => {
    const known = kernels.get(memory);
    if (known) return known;
    const kernel = kernelOver(module, memory);
    kernels.set(memory, kernel);
    return kernel;
  };
  /** `restart` null: one for every node. */
  const solve = (
    kernel: KernelExports,
    graphMemory: GraphMemory,
    { edgeCount, outWeightSums }: Pick<InEdgeGraph, "edgeCount" | "outWeightSums">,
    options: SolvingOptions,
  ): PeopleRankResult => {
    const { restart, start = null } = options;
    const { place, nodeCount } = graphMemory;
    const hasPassedWeights = !isWhole(kernel, place, edgeCount, outWeightSums);
    graphMemory.setHeader({ edgeCount, hasRestart: restart !== null, hasPassedWeights });
    if (hasPassedWeights) kernel.sumPassedWeights(place);
    graphMemory.passedPerWeight.set(toPassedPerWeight(outWeightSums, options));
    if (restart !== null) graphMemory.restart.set(restart);
    putStart(graphMemory, start ?? restart);
    return solveInPlace(kernel, graphMemory, {
      ...options,
      restartSum: restart === null ? nodeCount : sumOf(restart),
      isWarm: start !== null,
      isSingleFirst:
        nodeCount >= singlePrecisionNodes &&
        [outWeightSums, restart, start].every(values => values === null || fitsSinglePrecision(values)),
    });
  };
  /** By its core, where that is worth a copy and there is room for one. */
  const solveCore = (
    kernel: KernelExports,
    graphMemory: GraphMemory,
    { edgeCount, outWeightSums }: InEdgeGraph,
    options: SolvingOptions,
  ): PeopleRankResult | null => {
    const { start = null } = options;
    graphMemory.setHeader({
      edgeCount,
      hasRestart: false,
      hasPassedWeights: false,
      outWeightSums: placeOfSums(graphMemory, outWeightSums),
    });
    const { edgeShare, edgesPerNode } = coreShape(kernel, graphMemory, edgeCount);
    if (edgeShare > LARGEST_SHARE) return null;
    putStart(graphMemory, options.restart);
    const core = iteratedCore(kernel, graphMemory, options, eliminatedNodes);
    if (core === null) return null;
    const isSparse = edgesPerNode < COMPONENT_EDGES_PER_NODE;
    const outcome = { passes: 1, residual: 0, l1Change: 0, changed: 0 };
    (isSparse ? core.settleComponents : core.settleAll)(own => {
      const { restart, arrays } = own.graph;
      const graph = { edgeCount: own.edgeCount, outWeightSums: arrays.outWeightSums };
      const result = solve(kernel, own.graph, graph, {
        ...options,
        restart,
        start: start && own.partOf(start),
      });
      outcome.passes = Math.max(outcome.passes, result.passes);
      outcome.residual = Math.max(outcome.residual, result.residual);
      outcome.l1Change = result.l1Change;
      if (isSparse) outcome.changed += result.l1Change * sumOf(result.standing);
    });
    const { passes, residual, changed } = outcome;
    // Of several components the change counts by what they are of the core.
    const l1Change = changed > 0 ? changed / sumOf(core.standing) : outcome.l1Change;
    return { standing: graphMemory.standing.slice(), passes, residual, l1Change };
  };
  return {
    name: "wasm",
    fits: fitsMemory,
    newArrays,
    peopleRank(graph, options) {
      assertPeopleRankOptions(graph.nodeCount, options);
      const solving = { ...options, floor: negligibleStanding(options.restart) };
      const graphMemory = memoryOf(graph);
      const kernel = kernelOf(graphMemory);
      return solveCore(kernel, graphMemory, graph, solving) ?? solve(kernel, graphMemory, graph, solving);
    },
  };
}

/** Begins at these standings, or at one for every node. */
function putStart({ standing }: GraphMemory, values: Float64Array | null): void {
  if (values === null) standing.fill(1);
  else standing.set(values);
}

/** Where these sums stand in the memory; where they are not its own, a copy stands in for what is passed on. */
function placeOfSums({ memory, passedPerWeight }: GraphMemory, sums: Float64Array): number {
  if (sums.buffer === memory.buffer) return sums.byteOffset;
  passedPerWeight.set(sums);
  return passedPerWeight.byteOffset;
}

/** Whether the out-weight sums count the edges of the graph and no others. */
function isWhole(
  kernel: KernelExports,
  place: number,
  edgeCount: number,
  outWeightSums: Float64Array,
): boolean {
  const all = sumOf(outWeightSums);
  let sum = 0;
  for (let from = 0; from < edgeCount; from += SUMMED_AT_ONCE)
    sum += kernel.sumWeights(place, from, Math.min(edgeCount, from + SUMMED_AT_ONCE));
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
