/** The mean distance of two lists of equal length, item i counted `weights[i]` times; null when there are no items. */
export function meanAbsoluteError(a: Float64Array, b: Float64Array, weights?: Float64Array): number | null {
  if (a.length !== b.length) throw new RangeError(`lists of ${a.length} and ${b.length} values`);
  let size = 0;
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const weight = weights?.[i] ?? 1;
    size += weight;
    sum += weight * Math.abs(a[i]! - b[i]!);
  }
  return size > 0 ? sum / size : null;
}
