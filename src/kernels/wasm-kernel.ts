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
import { compactGraph, componentGraph } from "./component-graph.ts";
import {
  fitsMemory,
  type GraphMemory,
  LARGEST_PAGES,
  type NewMemory,
  newGraphMemory,
  newMemory,
} from "./graph-memory.ts";
import { coreShape, iteratedCore } from "./iterated-core.ts";
import { settleByComponents } from "./settle-by-components.ts";
import { solveByElimination } from "./solve-by-elimination.ts";
import { type KernelExports, solveInPlace } from "./solve-in-place.ts";

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

const SINGLE_PRECISION_NODES = 100_000;
const ELIMINATED_NODES = 32;
/** Share of the edges above which a core is not worth its copy, in time and in memory. */
const LARGEST_SHARE = 0.6;
/** A core of fewer edges a node falls into components; a fuller one hangs together, and finding that out is a loss. */
const COMPONENT_EDGES_PER_NODE = 4;

/** The kernel compiled from assembly/people-rank.ts.
 *
 *  It solves the equations of `peopleRank` by sweeps in place over the nodes that both act and are acted on
 *  (`iteratedCore`, `solveInPlace`; by the components of a sparse core, `settleByComponents`), in a third to a fifth of the passes of the reference. What is passed on is kept
 *  in single precision until the largest change is 1e-6; a warm start begins, and the last sweeps and so the residual
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
  const newArrays = (nodeCount: number, edgeCount: number, from = allocate) => {
    const graphMemory = newGraphMemory(nodeCount, edgeCount, from);
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
  /** `restart` null: one for every node. */
  const solve = (
    graph: InEdgeGraph,
    restart: Float64Array | null,
    start: Float64Array | null,
    options: PeopleRankOptions,
  ): PeopleRankResult => {
    const graphMemory = memoryOf(graph);
    const imports = { env: { memory: graphMemory.memory, abort: assertUnreached } };
    const known = kernels.get(graphMemory.memory);
    const kernel = known ?? (new WebAssembly.Instance(module, imports).exports as unknown as KernelExports);
    if (!known) kernels.set(graphMemory.memory, kernel);
    const hasPassedWeights = !isWhole(kernel, graph);
    graphMemory.setHeader({ edgeCount: graph.edgeCount, hasRestart: restart !== null, hasPassedWeights });
    if (hasPassedWeights) kernel.sumPassedWeights(0);
    graphMemory.passedPerWeight.set(toPassedPerWeight(graph.outWeightSums, options));
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
  /** By its core, as a whole. */
  const byCore = (graph: InEdgeGraph, options: PeopleRankOptions): PeopleRankResult => {
    const { restart, start = null } = options;
    const core = iteratedCore(graph, restart, options, nodes =>
      componentGraph(graph, restart, nodes, newArrays),
    );
    const result = solve(core.graph, core.restart, partOf(start, core.nodes), options);
    return { ...result, standing: core.wholeStanding(result.standing) };
  };
  /** By the components of its core. */
  const byComponents = (graph: InEdgeGraph, options: PeopleRankOptions): PeopleRankResult => {
    const { restart, start = null } = options;
    const core = iteratedCore(graph, restart, options, nodes => compactGraph(graph, restart, nodes));
    const coreStart = partOf(start, core.nodes);
    const rows = new Float64Array((eliminatedNodes + 1) ** 2);
    const reused = reusedMemory(allocate);
    const outcome = { passes: 1, residual: 0, changed: 0 };
    const standing = settleByComponents(core.graph, core.restart, options, (component, found) => {
      if (component.members.length <= eliminatedNodes) {
        solveByElimination(core.graph, core.restart, options, component, found, rows);
        return;
      }
      const own = componentGraph(core.graph, core.restart, component, (nodes, edges) =>
        newArrays(nodes, edges, reused),
      );
      const result = solve(own.graph, own.restart, partOf(coreStart, own.nodes), options);
      for (let index = 0; index < own.nodes.length; index++)
        found[own.nodes[index]!] = result.standing[index]!;
      outcome.passes = Math.max(outcome.passes, result.passes);
      outcome.residual = Math.max(outcome.residual, result.residual);
      outcome.changed += result.l1Change * sumOf(result.standing);
    });
    const { passes, residual, changed } = outcome;
    const l1Change = changed / (sumOf(standing) || 1);
    return { standing: core.wholeStanding(standing), passes, residual, l1Change };
  };
  return {
    name: "wasm",
    fits: fitsMemory,
    newArrays: (nodeCount, edgeCount) => newArrays(nodeCount, edgeCount),
    peopleRank(graph, options) {
      assertPeopleRankOptions(graph.nodeCount, options);
      const { edgeShare, edgesPerNode } = coreShape(graph);
      try {
        if (edgeShare <= LARGEST_SHARE && edgesPerNode < COMPONENT_EDGES_PER_NODE)
          return byComponents(graph, options);
        if (edgeShare <= LARGEST_SHARE) return byCore(graph, options);
      } catch (error) {
        if (!(error instanceof NoRoomForGraph)) throw error;
      }
      const { restart, start = null } = options;
      return solve(graph, restart, start, options);
    },
  };
}

/** Memory that the solutions of one component after the other share: a new one only where it is too small, and then
 *  twice as large. */
function reusedMemory(allocate: NewMemory): NewMemory {
  let memory: WebAssembly.Memory | null = null;
  let size = 0;
  return pages => {
    if (memory === null || pages > size) {
      size = Math.max(pages, Math.min(2 * size, LARGEST_PAGES));
      memory = allocate(size);
    }
    return memory;
  };
}

function partOf(values: Float64Array | null, nodes: Uint32Array): Float64Array | null {
  return values === null ? null : Float64Array.from(nodes, node => values[node]!);
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
