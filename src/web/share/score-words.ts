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

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The UTC day of an ISO time: "13 Oct 2026". */
export function dayOf(iso: string): string {
  return `${Number(iso.slice(8, 10))} ${MONTHS[Number(iso.slice(5, 7)) - 1]} ${iso.slice(0, 4)}`;
}
