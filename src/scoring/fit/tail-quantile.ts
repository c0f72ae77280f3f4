/** Accounts that must stand above a quantile for it to be read off rather than extrapolated. */
const ENOUGH_ABOVE = 4;
/** Share of the population that the tail is fitted on, and how many values at least. */
const TAIL_SHARE = 0.01;
const ENOUGH_IN_TAIL = 50;

/** The value that a `share` (0..1) of `sorted` (ascending, not empty) stays below: linear between neighbours where
 *  at least four values lie above, else from an exponential tail fitted by the mean excess of the top 1 % (at least
 *  fifty values). Source: Hill 1975, as the values are logarithms. */
export function tailQuantile(sorted: ArrayLike<number>, share: number): number {
  const count = sorted.length;
  // 1 - 0.9999 is a rounding error short of 0.0001.
  if (count * (1 - share) >= ENOUGH_ABOVE - 1e-6) return quantile(sorted, share);
  const inTail = Math.min(count, Math.max(ENOUGH_IN_TAIL, Math.round(count * TAIL_SHARE)));
  const threshold = quantile(sorted, 1 - inTail / count);
  let excess = 0;
  for (let i = count - inTail; i < count; i++) excess += Math.max(0, sorted[i]! - threshold);
  return threshold + (excess / inTail) * Math.log(inTail / count / (1 - share));
}

function quantile(sorted: ArrayLike<number>, share: number): number {
  const place = Math.max(0, share) * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!);
}
