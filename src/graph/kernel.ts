import type { InEdgeGraph } from "./in-edge-graph.ts";

/** How an actor's weights become the shares that it passes on. */
export interface PassingOptions {
  /** Share of standing passed along edges, 0 <= damping < 1; 0.85 as in Brin and Page 1998. */
  readonly damping: number;
  /** Added to the sum of an actor's out-weights before dividing, >= 0, in the unit of the weights.
   *  0 passes everything on (as other programs do); above 0, rare or stale acts pass less. */
  readonly kappa: number;
}

/** What a kernel needs besides the graph. */
export interface PeopleRankOptions extends PassingOptions {
  /** Restart of each node, >= 0 and not all zero; null is one for every node. */
  readonly restart: Float64Array | null;
  /** Stop when no standing changed by more than this share of itself in a pass; 1e-6 for a run. */
  readonly tolerance: number;
  readonly maxPasses: number;
  /** Standing to begin from, >= 0, such as the one of the day before; null or absent is the restart. It changes the
   *  number of passes, not the stop rule, and the solution only within the tolerance. */
  readonly start?: Float64Array | null;
}

/** Standing of each node, with how the iteration ended. */
export interface PeopleRankResult {
  /** In node order; >= the restart. */
  readonly standing: Float64Array;
  readonly passes: number;
  /** Largest relative change of a standing in the last pass. */
  readonly residual: number;
  /** Sum of the absolute changes of rank (standing scaled to sum to 1) in the last pass, 0..2. */
  readonly l1Change: number;
}

/** The arrays of a graph that is still to be filled; all zeros. */
export type GraphArrays = Pick<InEdgeGraph, "offsets" | "sources" | "weights" | "outWeightSums">;

/** Arrays of this size in the process's own memory. */
export function newGraphArrays(nodeCount: number, edgeCount: number): GraphArrays {
  return {
    offsets: new Uint32Array(nodeCount + 1),
    sources: new Uint32Array(edgeCount),
    weights: new Float64Array(edgeCount),
    outWeightSums: new Float64Array(nodeCount),
  };
}

/** An implementation of PeopleRank; `peopleRank` in people-rank.ts states the definition in full.
 *  Every kernel throws NotConverged after `maxPasses`, and RangeError on options that do not fit the graph. */
export interface PeopleRankKernel {
  readonly name: string;
  /** Whether it can hold a graph of this size; absent where every graph that JavaScript can hold is fine. */
  fits?(nodeCount: number, edgeCount: number): boolean;
  /** Arrays where this kernel reads them without a copy; absent where any will do. */
  newArrays?(nodeCount: number, edgeCount: number): GraphArrays;
  peopleRank(graph: InEdgeGraph, options: PeopleRankOptions): PeopleRankResult;
}

/** Standing under which relative differences no longer count: 1e-9 of the largest restart.
 *  It never matters for a restart of ones, where standing is at least 1; with seeds, it stops a far node
 *  whose standing fades towards zero from holding up the run. */
export function negligibleStanding(restart: Float64Array | null): number {
  return restart === null ? 1e-9 : 1e-9 * restart.reduce((largest, value) => Math.max(largest, value), 0);
}

/** Share of a node's standing that one unit of out-weight passes on: damping / (kappa + out-weight sum).
 *  In node order; 0 for a sink. */
export function toPassedPerWeight(
  outWeightSums: Float64Array,
  { damping, kappa }: PassingOptions,
): Float64Array {
  const passedPerWeight = new Float64Array(outWeightSums.length);
  for (let node = 0; node < outWeightSums.length; node++) {
    const sum = outWeightSums[node]!;
    if (sum > 0) passedPerWeight[node] = damping / (kappa + sum);
  }
  return passedPerWeight;
}

/** Sum of the absolute changes of rank (standing scaled to sum to 1) between two standings, 0..2. */
export function rankChange(before: Float64Array, after: Float64Array): number {
  const sumBefore = sumOf(before) || 1;
  const sumAfter = sumOf(after) || 1;
  let change = 0;
  for (let node = 0; node < after.length; node++)
    change += Math.abs(after[node]! / sumAfter - before[node]! / sumBefore);
  return change;
}

/** Sum of `values` in their order; 0 of none. */
export function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index]!;
  return sum;
}

/** Returns when damping and kappa are in range.
 *  @throws RangeError that names the option and its value. */
export function assertPassingOptions({ damping, kappa }: PassingOptions): void {
  if (!(damping >= 0 && damping < 1))
    throw new RangeError(`damping must be from 0 to below 1, not ${damping}`);
  if (!(kappa >= 0 && kappa < Infinity))
    throw new RangeError(`kappa must be 0 or more and finite, not ${kappa}`);
}

/** Returns when the options are in range and fit a graph of `nodeCount` nodes.
 *  @throws RangeError that names the option and its value. */
export function assertPeopleRankOptions(nodeCount: number, options: PeopleRankOptions): void {
  assertPassingOptions(options);
  if (!(options.tolerance > 0)) throw new RangeError(`tolerance must be above 0, not ${options.tolerance}`);
  if (!Number.isInteger(options.maxPasses) || options.maxPasses < 1)
    throw new RangeError(`maxPasses must be a whole number of at least 1, not ${options.maxPasses}`);
  if (options.start) assertPerNode("start", options.start, nodeCount);
  if (options.restart === null) return;
  assertPerNode("restart", options.restart, nodeCount);
  if (nodeCount > 0 && negligibleStanding(options.restart) === 0)
    throw new RangeError("restart is zero at every node; give at least one seed");
}

function assertPerNode(name: string, values: Float64Array, nodeCount: number): void {
  if (values.length !== nodeCount)
    throw new RangeError(`${name} has ${values.length} values for a graph of ${nodeCount} nodes`);
  const node = values.findIndex(value => !(value >= 0 && value < Infinity));
  if (node >= 0)
    throw new RangeError(`${name} of node ${node} is ${values[node]}; it must be 0 or more and finite`);
}
