import { NotConverged } from "../domain/errors.ts";
import type { InEdgeGraph } from "./in-edge-graph.ts";
import { assertPassingOptions, type PassingOptions } from "./kernel.ts";
import { findMutualPairs, type MutualPairs } from "./mutual-pairs.ts";

/** Largest change of a message in the last pass; messages are shares of 0..1. */
const MESSAGE_TOLERANCE = 1e-12;
/** At damping 0.85 a pass leaves at most 0.66 of the change, so about 70 do; room for damping near 1. */
const MAX_PASSES = 2000;

/** Own echo of each node, >= 0: what comes back to it of one unit of its own standing, over and over, through the
 *  accounts with which it acts mutually. In node order; 0 for a node without a mutual pair.
 *
 *  Standing is s = v (I - d P)^-1 = v G, and a walk that reaches i does so a first time and then returns:
 *  G_ji = F_ji G_ii. So s_i / G_ii = v_i + sum over j of v_j F_ji, in which i's own out-edges play no part.
 *  G_ii = 1 + own echo.
 *
 *  Exact where every closed walk runs back over its own steps: in the node's strongly connected part the mutual
 *  pairs form a forest (pods of two, stars, trees) and there is no longer directed cycle. Otherwise a lower
 *  bound, because returns around longer cycles are not counted; so s / (1 + own echo) never falls under v.
 *  Measured gaps and proof: docs/decisions/0002-own-return.md.
 *  Time O(n + m) to find the pairs, then O(mutual edges) a pass.
 *  @throws RangeError on damping or kappa out of range. */
export function ownEcho(graph: InEdgeGraph, options: PassingOptions): Float64Array {
  assertPassingOptions(options);
  const pairs = findMutualPairs(graph, options);
  const messages = solveMessages(pairs);
  const echo = new Float64Array(graph.nodeCount);
  for (let node = 0; node < echo.length; node++) {
    const returned = returnedShare(pairs, messages, node);
    echo[node] = returned / (1 - returned);
  }
  return echo;
}

/** Standing without one's own return, s / (1 + own echo), in node order; at least the restart, so at least 1
 *  for a restart of ones.
 *  @throws RangeError when the lengths differ. */
export function paidStanding(standing: Float64Array, echo: Float64Array): Float64Array {
  if (standing.length !== echo.length)
    throw new RangeError(`${standing.length} standings with ${echo.length} own echoes; both are one a node`);
  return standing.map((value, node) => value / (1 + echo[node]!));
}

/** people_rank of each node: log10 of its paid standing, >= 0 (rounding under 1 gives 0).
 *  For the paid standing of a restart of ones. */
export function toPeopleRank(paid: Float64Array): Float64Array {
  return paid.map(value => Math.max(0, Math.log10(value)));
}

/** Message of each slot j -> i: the share of one unit at j that ever reaches i, over mutual pairs, by i's own edge
 *  with j. f_ji = share_ji / (1 - sum over k other than i of share_jk f_kj).
 *  Starts from 0 and only grows; written in place in node order, so a tree settles in few passes. */
function solveMessages(pairs: MutualPairs): Float64Array {
  const { offsets, reverses, shares } = pairs;
  const messages = new Float64Array(shares.length);
  let largest = Infinity;
  for (let pass = 1; pass <= MAX_PASSES; pass++) {
    largest = 0;
    for (let node = 0; node + 1 < offsets.length; node++) {
      const returned = returnedShare(pairs, messages, node);
      for (let slot = offsets[node]!; slot < offsets[node + 1]!; slot++) {
        const outSlot = reverses[slot]!;
        const share = shares[outSlot]!;
        const message = share / (1 - (returned - share * messages[slot]!));
        const change = Math.abs(message - messages[outSlot]!);
        if (change > largest) largest = change;
        messages[outSlot] = message;
      }
    }
    if (largest <= MESSAGE_TOLERANCE) return messages;
  }
  throw new NotConverged(MAX_PASSES, largest);
}

/** Share of one unit at `node` that comes back to it a first time over mutual pairs, 0 to below 1. */
function returnedShare(
  { offsets, reverses, shares }: MutualPairs,
  messages: Float64Array,
  node: number,
): number {
  let returned = 0;
  for (let slot = offsets[node]!; slot < offsets[node + 1]!; slot++)
    returned += shares[reverses[slot]!]! * messages[slot]!;
  return returned;
}
