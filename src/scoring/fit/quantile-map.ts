/** Pairs of equal quantiles, rising in both: [value in the source's unit, value in ours]. */
export type QuantileMap = readonly (readonly [from: number, to: number])[];

/** Shares at which two distributions are matched: even steps, finer toward the top where accounts are few. */
const SHARES = [...Array.from({ length: 19 }, (_, i) => (i + 1) / 20), 0.97, 0.98, 0.99, 0.995, 1];

/** The map that takes each quantile of `from` to the same quantile of `to`; nothing (0) stays nothing.
 *  Both need at least one value; neither need be sorted. */
export function fitQuantileMap(from: readonly number[], to: readonly number[]): QuantileMap {
  const [source, target] = [from, to].map(values => Float64Array.from(values).sort()) as [
    Float64Array,
    Float64Array,
  ];
  const map: [number, number][] = [[0, 0]];
  for (const share of SHARES) {
    const [x, y] = [quantile(source, share), quantile(target, share)];
    const last = map.at(-1)!;
    if (x > last[0]) map.push([x, Math.max(last[1], y)]);
  }
  return map;
}

/** `value` in our unit: between matched quantiles on a logarithmic scale, beyond the last in proportion. */
export function mapQuantile(map: QuantileMap, value: number): number {
  if (value <= 0) return 0;
  const upper = map.findIndex(([from]) => from >= value);
  if (upper === -1) {
    const [from, to] = map.at(-1)!;
    return from === 0 ? value : (to * value) / from;
  }
  const [[x0, y0], [x1, y1]] = [map[upper - 1]!, map[upper]!];
  const share = Math.log1p(value - x0) / Math.log1p(x1 - x0);
  return y0 + (y1 - y0) * share;
}

function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below]! + (sorted[above]! - sorted[below]!) * (place - below);
}
