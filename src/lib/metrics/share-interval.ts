/** Half-width of a 90 % interval in standard deviations. */
const Z_90 = 1.6448536269514722;

/** 90 % interval of a share (0..1) of which `count` >= 1 cases were drawn.
 *  Source: Wilson 1927. */
export function shareInterval(share: number, count: number): { readonly low: number; readonly high: number } {
  const spread = Z_90 ** 2 / count;
  const middle = (share + spread / 2) / (1 + spread);
  const half = Math.sqrt(spread * share * (1 - share) + spread ** 2 / 4) / (1 + spread);
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
