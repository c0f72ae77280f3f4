/** A score with half the width of its range, the number never alone: "41 ± 4"; with one decimal where the range is
 *  narrower than a point on each side. */
export function scoreWithGive(
  score: number,
  { low, high }: { readonly low: number; readonly high: number },
): string {
  const half = (high - low) / 2;
  const digits = half < 1 ? 1 : 0;
  return `${score.toFixed(digits)} ± ${Math.max(half, 0.1).toFixed(digits)}`;
}
