/** `value` (>= 0) against a frozen `middle` (> 0), 0 to 100: 0 gives 0, the middle 50, a hundred times the middle 91;
 *  it never falls and never reaches beyond 100. */
export function relativeTo(middle: number, value: number): number {
  const root = Math.sqrt(value / middle);
  return root === Number.POSITIVE_INFINITY ? 100 : 100 * (root / (root + 1));
}

/** The chance in percent that something which happens `rate` times on average happens at least once. */
export function chanceOfOne(rate: number): number {
  return 100 * -Math.expm1(-rate);
}

/** `part` of `whole` in percent, at most 100; null when the whole is 0. */
export function percentOf(part: number, whole: number): number | null {
  return whole > 0 ? Math.min(100, (100 * part) / whole) : null;
}

/** `value` within 0 to 1. */
export function toShare(value: number): number {
  return Math.min(1, Math.max(0, value));
}
