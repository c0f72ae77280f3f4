import { NotConverged } from "../domain/errors.ts";
import type { InEdgeGraph } from "./in-edge-graph.ts";
import {
  assertPeopleRankOptions,
  negligibleStanding,
  type PeopleRankKernel,
  type PeopleRankOptions,
  type PeopleRankResult,
  rankChange,
  sumOf,
  toPassedPerWeight,
} from "./kernel.ts";

/** Standing of each node: the solution of
 *
 *      s_i = v_i + d * sum over j of s_j * P_ji,   P_ji = w_ji / (kappa + W_j),   W_j = sum over k of w_jk
 *
 *  with v the restart (ones by default) and d the damping. Nothing in it knows how many nodes there are, so a
 *  node that cannot be reached from, and does not reach, another one changes nothing there.
 *
 *  It is PageRank with restart, without the bookkeeping of mass. Let r = s / S with S = sum of s. Dividing by S:
 *  r_i = v_i / S + d * sum_j r_j P_ji. Adding up over i, with q_j = sum_k P_jk <= 1 (0 for a sink, below 1 for
 *  kappa > 0): 1 = V / S + d * sum_j r_j q_j, V the sum of v. So V / S = (1 - d) + d * sum_j r_j (1 - q_j), and
 *  r_i = (v_i / V) * [(1 - d) + d * mass at sinks and kept by kappa] + d * sum_j r_j P_ji,
 *  which is PageRank whose sinks and kappa give their mass to the restart. For a restart of ones the bracket
 *  over n is the floor, the rank of an account on which nobody acted, and rank / floor = standing.
 *
 *  Starts from the restart unless told otherwise. The rest of the way to the solution is about
 *  residual * d / (1 - d), so ask for a tighter tolerance to compare two runs closely.
 *  Time O(n + m) a pass; four arrays of n. Same graph and options, same bytes.
 *  @throws NotConverged after `maxPasses`, carrying the passes and the residual.
 *  @throws RangeError on options that do not fit the graph.
 *  Source: Brin and Page 1998, section 2.1.1; Gleich 2015, "PageRank beyond the Web", section 2 (linear system). */
export function peopleRank(graph: InEdgeGraph, options: PeopleRankOptions): PeopleRankResult {
  assertPeopleRankOptions(graph.nodeCount, options);
  const restart = options.restart ?? new Float64Array(graph.nodeCount).fill(1);
  const floor = negligibleStanding(options.restart);
  const passedPerWeight = toPassedPerWeight(graph.outWeightSums, options);
  const passed = new Float64Array(graph.nodeCount);
  let standing = Float64Array.from(options.start ?? restart);
  let next = new Float64Array(graph.nodeCount);
  let residual = Infinity;
  for (let passes = 1; passes <= options.maxPasses; passes++) {
    for (let node = 0; node < passed.length; node++) passed[node] = standing[node]! * passedPerWeight[node]!;
    residual = gather(graph, restart, passed, standing, next, floor);
    [standing, next] = [next, standing];
    if (residual <= options.tolerance)
      return { standing, passes, residual, l1Change: rankChange(next, standing) };
  }
  throw new NotConverged(options.maxPasses, residual);
}

/** The plain TypeScript kernel; the one that others are held against. */
export const referenceKernel: PeopleRankKernel = { name: "reference", peopleRank };

/** Rank of each node: `standing` scaled to sum to 1 (all zeros stay zeros). */
export function toRank(standing: Float64Array): Float64Array {
  const sum = sumOf(standing);
  return sum > 0 ? standing.map(value => value / sum) : standing.slice();
}

/** Writes restart + gathered shares to `next`; returns the largest relative change from `before`. */
function gather(
  { nodeCount, offsets, sources, weights }: InEdgeGraph,
  restart: Float64Array,
  passed: Float64Array,
  before: Float64Array,
  next: Float64Array,
  floor: number,
): number {
  let largest = 0;
  let edge = 0;
  for (let node = 0; node < nodeCount; node++) {
    const end = offsets[node + 1]!;
    let gathered = 0;
    for (; edge < end; edge++) gathered += passed[sources[edge]!]! * weights[edge]!;
    const value = restart[node]! + gathered;
    const change = Math.abs(value - before[node]!) / Math.max(value, floor);
    if (change > largest) largest = change;
    next[node] = value;
  }
  return largest;
}
