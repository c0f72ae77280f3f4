import type { InEdgeGraph } from "./in-edge-graph.ts";
import { type PassingOptions, toPassedPerWeight } from "./kernel.ts";

/** The edges whose reverse is also there, two slots a pair, grouped by target in rising order of actor.
 *  Slots of node i stand at `offsets[i]` up to `offsets[i + 1]`. */
export interface MutualPairs {
  readonly offsets: Uint32Array;
  /** Slot of the reverse edge. */
  readonly reverses: Uint32Array;
  /** Share of the actor's standing that the edge passes to its target: damping * w / (kappa + out-weight sum). */
  readonly shares: Float64Array;
}

/** The mutual pairs of `graph` with the share that each direction passes.
 *  Time O(n + m), with no index of the edges; memory O(n + mutual edges). */
export function findMutualPairs(graph: InEdgeGraph, options: PassingOptions): MutualPairs {
  const { nodeCount, sources, weights } = graph;
  const offsets = new Uint32Array(nodeCount + 1);
  forEachMutualPair(graph, (_edge, lower, _reverse, higher) => {
    offsets[lower + 1]!++;
    offsets[higher + 1]!++;
  });
  for (let node = 0; node < nodeCount; node++) offsets[node + 1]! += offsets[node]!;
  const passedPerWeight = toPassedPerWeight(graph.outWeightSums, options);
  const reverses = new Uint32Array(offsets[nodeCount]!);
  const shares = new Float64Array(reverses.length);
  const nextSlots = offsets.slice(0, nodeCount);
  forEachMutualPair(graph, (edge, lower, reverse, higher) => {
    const slot = nextSlots[higher]!++;
    const reverseSlot = nextSlots[lower]!++;
    reverses[slot] = reverseSlot;
    reverses[reverseSlot] = slot;
    shares[slot] = weights[edge]! * passedPerWeight[sources[edge]!]!;
    shares[reverseSlot] = weights[reverse]! * passedPerWeight[sources[reverse]!]!;
  });
  return { offsets, reverses, shares };
}

/** Calls `visit` with the edge lower -> higher and its reverse, once a pair.
 *  Targets rise and rows are sorted by source, so the place of target `higher` in the row of `lower` only ever
 *  moves forward: one cursor a node finds every reverse edge without searching. */
function forEachMutualPair(
  { nodeCount, offsets, sources }: InEdgeGraph,
  visit: (edge: number, lower: number, reverse: number, higher: number) => void,
): void {
  const cursors = offsets.slice(0, nodeCount);
  for (let higher = 0; higher < nodeCount; higher++)
    for (let edge = offsets[higher]!; edge < offsets[higher + 1]!; edge++) {
      const lower = sources[edge]!;
      if (lower > higher) break;
      const end = offsets[lower + 1]!;
      let cursor = cursors[lower]!;
      while (cursor < end && sources[cursor]! < higher) cursor++;
      cursors[lower] = cursor;
      if (cursor < end && sources[cursor] === higher) visit(edge, lower, cursor, higher);
    }
}
