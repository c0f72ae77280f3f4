import { NotConverged } from "../domain/errors.ts";
import type { InEdgeGraph } from "../graph/in-edge-graph.ts";
import {
  assertPeopleRankOptions,
  negligibleStanding,
  type PeopleRankKernel,
  type PeopleRankOptions,
  type PeopleRankResult,
  rankChange,
  toPassedPerWeight,
} from "../graph/kernel.ts";
import { fitsMemory, type GraphMemory, newGraphMemory } from "./graph-memory.ts";

/** Largest change of a standing at which sweeps go over to double precision; single precision moves a standing by
 *  at most 1e-7 of itself, so it always gets there. */
const SINGLE_PRECISION_CHANGE = 1e-6;
/** Sums of out-weights and restarts within which single precision neither overflows nor loses small shares. */
const SINGLE_PRECISION_RANGE = { low: 1e-15, high: 1e15 };

/** When single precision comes first. */
export interface WasmKernelOptions {
  /** From this many nodes on: below, double precision stays in the cache too. */
  readonly singlePrecisionNodes: number;
}

const DEFAULT_OPTIONS: WasmKernelOptions = { singlePrecisionNodes: 100_000 };

type PassOn = (nodeCount: number, standing: number, passedPerWeight: number, passed: number) => void;
type Sweep = (
  nodeCount: number,
  ...pointersAndFloor: readonly [number, number, number, number, number, number, number, number]
) => number;

interface KernelExports {
  readonly passOnSingle: PassOn;
  readonly passOnDouble: PassOn;
  readonly sweepSingle: Sweep;
  readonly sweepDouble: Sweep;
}

/** The kernel compiled from assembly/people-rank.ts.
 *
 *  It solves the equations of `peopleRank` by sweeps in place, which need about half the passes of the reference, and
 *  keeps what is passed on in single precision until the largest change is 1e-6; the first sweep and the last ones, and
 *  so the residual and the result, are in double precision. Same graph and options, same bytes. A graph built in `newArrays` is not
 *  copied; any other is copied once.
 *  @throws NotConverged after `maxPasses`, carrying the passes and the residual.
 *  @throws RangeError on options that do not fit the graph. */
export function wasmKernel(
  module: WebAssembly.Module,
  { singlePrecisionNodes }: WasmKernelOptions = DEFAULT_OPTIONS,
): PeopleRankKernel {
  const memories = new WeakMap<ArrayBufferLike, GraphMemory>();
  const newMemory = (nodeCount: number, edgeCount: number): GraphMemory => {
    const graphMemory = newGraphMemory(nodeCount, edgeCount);
    memories.set(graphMemory.memory.buffer, graphMemory);
    return graphMemory;
  };
  const memoryOf = (graph: InEdgeGraph): GraphMemory => {
    const known = memories.get(graph.sources.buffer);
    if (known) return known;
    const copy = newMemory(graph.nodeCount, graph.edgeCount);
    copy.arrays.offsets.set(graph.offsets);
    copy.arrays.sources.set(graph.sources);
    copy.arrays.weights.set(graph.weights);
    return copy;
  };
  return {
    name: "wasm",
    fits: fitsMemory,
    newArrays: (nodeCount, edgeCount) => newMemory(nodeCount, edgeCount).arrays,
    peopleRank(graph, options) {
      assertPeopleRankOptions(graph.nodeCount, options);
      const graphMemory = memoryOf(graph);
      const imports = { env: { memory: graphMemory.memory, abort: assertUnreached } };
      const { exports } = new WebAssembly.Instance(module, imports);
      const isSingleFirst = graph.nodeCount >= singlePrecisionNodes && fitsSinglePrecision(graph, options);
      return solve(exports as unknown as KernelExports, graph, graphMemory, options, isSingleFirst);
    },
  };
}

function solve(
  kernel: KernelExports,
  graph: InEdgeGraph,
  { layout, restart, standing, passedPerWeight }: GraphMemory,
  options: PeopleRankOptions,
  isSingleFirst: boolean,
): PeopleRankResult {
  const { nodeCount } = graph;
  if (options.restart === null) restart.fill(1);
  else restart.set(options.restart);
  standing.set(options.initialStanding ?? restart);
  passedPerWeight.set(toPassedPerWeight(graph.outWeightSums, options));
  const floor = negligibleStanding(options.restart);
  const passOn = [nodeCount, layout.standing, layout.passedPerWeight, layout.passed] as const;
  const sweep = [
    nodeCount,
    layout.offsets,
    layout.sources,
    layout.weights,
    layout.restart,
    layout.standing,
    layout.passedPerWeight,
    layout.passed,
    floor,
  ] as const;
  const before = new Float64Array(nodeCount);
  let passes = 0;
  let isSingleDone = !isSingleFirst;
  kernel.passOnDouble(...passOn);
  for (;;) {
    before.set(standing);
    let residual = kernel.sweepDouble(...sweep);
    passes++;
    if (residual <= options.tolerance)
      return { standing: standing.slice(), passes, residual, l1Change: rankChange(before, standing) };
    if (passes === options.maxPasses) throw new NotConverged(passes, residual);
    // A start that is nearly there is left in double precision: rounding would move it further than the sweep did.
    if (isSingleDone || residual <= 10 * SINGLE_PRECISION_CHANGE) continue;
    isSingleDone = true;
    kernel.passOnSingle(...passOn);
    const enough = Math.max(options.tolerance, SINGLE_PRECISION_CHANGE);
    for (; passes < options.maxPasses - 1 && residual > enough; passes++)
      residual = kernel.sweepSingle(...sweep);
    kernel.passOnDouble(...passOn);
  }
}

function fitsSinglePrecision(
  { outWeightSums }: InEdgeGraph,
  { kappa, restart, initialStanding }: PeopleRankOptions,
): boolean {
  const { low, high } = SINGLE_PRECISION_RANGE;
  const isInRange = (value: number) => value === 0 || (value >= low && value <= high);
  return (
    isInRange(kappa) &&
    outWeightSums.every(isInRange) &&
    (restart?.every(isInRange) ?? true) &&
    (initialStanding?.every(isInRange) ?? true)
  );
}

/** Never called: the kernel allocates nothing and asserts nothing. */
function assertUnreached(): never {
  throw new Error("The PeopleRank kernel aborted, which it has no cause to do.");
}
