import { NotConverged } from "../domain/errors.ts";
import { type PeopleRankOptions, type PeopleRankResult, rankChange } from "../graph/kernel.ts";
import { type GraphMemory, NUMBER } from "./graph-memory.ts";
import type { KernelExports } from "./kernel-exports.ts";

/** Largest change of a standing at which sweeps go over to double precision; single precision moves a standing by
 *  at most 1e-7 of itself, so it always gets there. */
const SINGLE_PRECISION_CHANGE = 1e-6;
/** The same under a tolerance far below it: what single precision rounded takes as many passes to be gone as the rest. */
const SINGLE_PRECISION_CHANGE_TIGHT = 1e-5;
const TIGHT_TOLERANCE = 1e-8;
/** Nodes of one call. */
const PIECE = 1 << 15;
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
/** What `solveInPlace` needs beside the memory. */
export interface SolveOptions extends Omit<PeopleRankOptions, "restart" | "start"> {
  readonly restartSum: number;
  /** Standing under which differences count as shares of it. */
  readonly floor: number;
  readonly isSingleFirst: boolean;
  /** Whether the start may be nearly there. */
  readonly isWarm: boolean;
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
  graph: GraphMemory,
  options: SolveOptions,
): PeopleRankResult {
  const { place, standing, changes, numbers } = graph;
  const { tolerance, maxPasses, restartSum } = options;
  const singleUntil = Math.max(
    tolerance < TIGHT_TOLERANCE ? SINGLE_PRECISION_CHANGE_TIGHT : SINGLE_PRECISION_CHANGE,
    tolerance,
  );
  numbers[NUMBER.damping] = options.damping;
  numbers[NUMBER.kappa] = options.kappa;
  numbers[NUMBER.scale] = 1;
  numbers[NUMBER.floor] = options.floor;
  let residual = Infinity;
  let fall = 1;
  let aimedAt = 0;
  let isRemembered = false;
  let isSingleDone = !options.isSingleFirst;
  let isSingle = options.isSingleFirst && !options.isWarm;
  (isSingle ? kernel.passOnSingle : kernel.passOnDouble)(place);
  for (let passes = 1; ; passes++) {
    const before = residual;
    const mayAim =
      fall > SLOW_FALL && passes <= EXTRAPOLATED_PASSES && before > EXTRAPOLATE_ABOVE * tolerance;
    const isAiming: boolean = isRemembered && mayAim && passes - aimedAt > EXTRAPOLATE_EVERY;
    const isRemembering = !isSingle || (mayAim && passes - aimedAt >= EXTRAPOLATE_EVERY);
    const task = isAiming ? AIM : isRemembering ? REMEMBER : 0;
    residual = sweepAll(isSingle ? kernel.sweepSingle : kernel.sweepDouble, graph, task);
    isRemembered = isRemembering && !isAiming;
    fall = before === Infinity ? 1 : residual / before;
    if (!isSingle && !isAiming && residual <= tolerance)
      return { ...unscaled(standing, changes, numbers[NUMBER.scale]!), passes, residual };
    if (passes === maxPasses) throw new NotConverged(passes, residual);
    if (isAiming && fall > SLOW_FALL) {
      aimedAt = passes;
      kernel.extrapolate(place);
      (isSingle ? kernel.passOnSingle : kernel.passOnDouble)(place);
    }
    const nextScale = numbers[NUMBER.kept]! / restartSum;
    if (passes <= RESCALED_PASSES && nextScale > 0 && nextScale < Infinity) numbers[NUMBER.scale] = nextScale;
    // A start that is nearly there is left in double precision: rounding would move it further than the sweep did.
    if (!isSingleDone && !isSingle && residual > 10 * SINGLE_PRECISION_CHANGE) {
      isSingle = true;
      aimedAt = passes;
      kernel.passOnSingle(place);
    } else if (isSingle && residual <= singleUntil) {
      isSingle = false;
      isSingleDone = true;
      aimedAt = passes;
      kernel.passOnDouble(place);
    }
  }
}

/** Largest relative change of a standing in one sweep over all nodes. In pieces, since what is compiled better
 *  meanwhile (every engine begins with code that it had no time to make fast) is taken up at the next call. */
function sweepAll(
  sweep: KernelExports["sweepSingle"],
  { place, nodeCount, numbers }: GraphMemory,
  task: number,
): number {
  numbers[NUMBER.largest] = 0;
  numbers[NUMBER.kept] = 0;
  numbers[NUMBER.keptLost] = 0;
  for (let from = 0; from < nodeCount; from += PIECE)
    sweep(place, from, Math.min(nodeCount, from + PIECE), task);
  return numbers[NUMBER.largest]!;
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
