import type { InEdgeGraph } from "../graph/in-edge-graph.ts";
import type { PassingOptions } from "../graph/kernel.ts";
import { type Component, numbered } from "./component-graph.ts";

/** Writes the standing of each member of a small component to `standing`, by Gaussian elimination. Every node passes on
 *  less than it has, so each diagonal outweighs the rest of its column and no pivoting is needed. Of an edge there is one
 *  row at most. Time cubic in the members; `rows` is room for the square of one more than those. */
export function solveByElimination(
  graph: InEdgeGraph,
  restart: Float64Array,
  passing: PassingOptions,
  component: Component,
  standing: Float64Array,
  rows: Float64Array,
): void {
  const { members } = component;
  const count = members.length;
  const width = count + 1;
  writeEquations(graph, restart, passing, component, rows);
  for (let pivot = 0; pivot < count; pivot++)
    for (let index = pivot + 1; index < count; index++) {
      const factor = rows[index * width + pivot]! / rows[pivot * width + pivot]!;
      if (factor === 0) continue;
      for (let column = pivot + 1; column < width; column++)
        rows[index * width + column]! -= factor * rows[pivot * width + column]!;
    }
  for (let index = count - 1; index >= 0; index--) {
    let value = rows[index * width + count]!;
    for (let column = index + 1; column < count; column++)
      value -= rows[index * width + column]! * standing[members[column]!]!;
    standing[members[index]!] = value / rows[index * width + index]!;
  }
}

/** One row a member: what it keeps of each member's standing, then what reaches it from outside with its restart. */
function writeEquations(
  { offsets, sources, weights, outWeightSums }: InEdgeGraph,
  restart: Float64Array,
  { damping, kappa }: PassingOptions,
  { members, passed }: Component,
  rows: Float64Array,
): void {
  const count = members.length;
  rows.fill(0, 0, count * (count + 1));
  for (let index = 0; index < count; index++) passed[members[index]!] = numbered(index);
  for (let index = 0; index < count; index++) {
    const node = members[index]!;
    const row = index * (count + 1);
    const end = offsets[node + 1]!;
    let brought = restart[node]!;
    for (let edge = offsets[node]!; edge < end; edge++) {
      const source = sources[edge]!;
      const share = passed[source]!;
      if (share >= 0) brought += share * weights[edge]!;
      else rows[row + numbered(share)] = (-weights[edge]! * damping) / (kappa + outWeightSums[source]!);
    }
    rows[row + index] = 1;
    rows[row + count] = brought;
  }
}
