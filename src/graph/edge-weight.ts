/** Fixed-point unit of decayed sums: one act of kind weight 1 on the last day counts 2^20. */
const DECAY_UNIT = 2 ** 20;

/** Weight of the edge of a pair: log1p of its decayed acts, so that one fan counts once and a bit.
 *  `decayedUnits` is the sum of kind weight x decay factor in units of 2^-20 act; 0 gives 0 (no edge). */
export function edgeWeight(decayedUnits: number): number {
  return Math.log1p(decayedUnits / DECAY_UNIT);
}
