import { NotConverged } from "../domain/errors.ts";
import { type PeopleRankOptions, type PeopleRankResult, rankChange, sumOf } from "../graph/kernel.ts";
import type { GraphMemory } from "./graph-memory.ts";

/** Largest change of a standing at which sweeps go over to double precision; single precision moves a standing by
 *  at most 1e-7 of itself, so it always gets there. */
const SINGLE_PRECISION_CHANGE = 1e-6;
/** Standings are brought to one scale after each of so many passes; then plain sweeps, which converge on any graph. */
const RESCALED_PASSES = 60;
/** Passes from one extrapolation to the next, and the last one that may extrapolate. */
const EXTRAPOLATE_EVERY = 6;
const EXTRAPOLATED_PASSES = 200;
/** The residual falls slowly when a pass leaves more than this share of it. */
const SLOW_FALL = 0.5;
/** Not so near the end: the last sweep has to remember its changes. */
const EXTRAPOLATE_ABOVE = 20;
/** Tasks of a sweep; see assembly/people-rank.ts. */
const REMEMBER = 1;
const AIM = 2;
/** Place of the header in the memory. */
const GRAPH = 0;

type Sweep = (graph: number, restartScale: number, floor: number, damping: number, task: number) => number;

/** What assembly/people-rank.ts exports. */
export interface KernelExports {
  readonly kept: WebAssembly.Global;
  readonly sweepSingle: Sweep;
  readonly sweepDouble: Sweep;
  readonly passOnSingle: (graph: number) => void;
  readonly passOnDouble: (graph: number) => void;
  readonly extrapolate: (graph: number, restartScale: number) => void;
  readonly sumPassedWeights: (graph: number) => void;
  readonly sumWeights: (graph: number) => number;
}

/** What `solveInPlace` needs beside the memory. */
export interface SolveOptions extends Pick<PeopleRankOptions, "damping" | "tolerance" | "maxPasses"> {
  /** Standing under which differences count as shares of it. */
  readonly floor: number;
  readonly isSingleFirst: boolean;
}

/** The solution for a memory whose graph, restart, standing (the start), passedPerWeight and passedWeights are filled.
 *
 *  Sweeps in place, sped up twice. The sum of all standings is known from what the sweep leaves unpassed, so each
 *  pass sets the scale of all of them at once, by scaling the restart instead: what else would fall by the damping a
 *  pass is gone, and how fast the rest falls is up to the graph. Where small groups that act among themselves keep it
 *  slow, each standing is moved on as if its changes fell by the same ratio for ever (Aitken).
 *  @throws NotConverged after `maxPasses`, carrying the passes and the residual. */
export function solveInPlace(
  kernel: KernelExports,
  { restart, standing, changes }: GraphMemory,
  { damping, tolerance, maxPasses, floor, isSingleFirst }: SolveOptions,
): PeopleRankResult {
  const restartSum = sumOf(restart);
  let scale = 1;
  let residual = Infinity;
  let aimedAt = 0;
  let isSingleDone = !isSingleFirst;
  let isSingle = false;
  kernel.passOnDouble(GRAPH);
  for (let passes = 1; ; passes++) {
    const before = residual;
    const isAiming =
      passes - aimedAt > EXTRAPOLATE_EVERY &&
      passes <= EXTRAPOLATED_PASSES &&
      before > EXTRAPOLATE_ABOVE * tolerance;
    const task = isAiming ? AIM : REMEMBER;
    const sweep = isSingle ? kernel.sweepSingle : kernel.sweepDouble;
    residual = sweep(GRAPH, scale, floor * scale, damping, task);
    if (!isSingle && !isAiming && residual <= tolerance)
      return { ...unscaled(standing, changes, scale), passes, residual };
    if (passes === maxPasses) throw new NotConverged(passes, residual);
    if (isAiming && residual > SLOW_FALL * before) {
      aimedAt = passes;
      kernel.extrapolate(GRAPH, scale);
      (isSingle ? kernel.passOnSingle : kernel.passOnDouble)(GRAPH);
    }
    const nextScale = kernel.kept.value / restartSum;
    if (passes <= RESCALED_PASSES && nextScale > 0 && nextScale < Infinity) scale = nextScale;
    // A start that is nearly there is left in double precision: rounding would move it further than the sweep did.
    if (!isSingleDone && residual > 10 * SINGLE_PRECISION_CHANGE) {
      isSingleDone = true;
      isSingle = true;
      aimedAt = passes;
      kernel.passOnSingle(GRAPH);
    } else if (isSingle && residual <= Math.max(tolerance, SINGLE_PRECISION_CHANGE)) {
      isSingle = false;
      aimedAt = passes;
      kernel.passOnDouble(GRAPH);
    }
  }
}

/** Brings `standing` to scale in place, for a copy; `changes` ends up as what stood before. */
function unscaled(
  standing: Float64Array,
  changes: Float64Array,
  scale: number,
): Pick<PeopleRankResult, "standing" | "l1Change"> {
  for (let node = 0; node < standing.length; node++) {
    changes[node] = (standing[node]! - changes[node]!) / scale;
    standing[node]! /= scale;
  }
  return { standing: standing.slice(), l1Change: rankChange(changes, standing) };
}
