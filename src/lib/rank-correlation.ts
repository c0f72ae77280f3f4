/** Spearman's rank correlation of two lists of equal length, tied values sharing their mean rank; NaN when either
 *  list is constant or shorter than two. */
export function rankCorrelation(first: readonly number[], second: readonly number[]): number {
  return correlation(ranksOf(first), ranksOf(second));
}

function ranksOf(values: readonly number[]): Float64Array {
  const order = Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (let place = start; place < end; place++) ranks[order[place]!] = (start + end - 1) / 2;
    start = end;
  }
  return ranks;
}

function correlation(first: Float64Array, second: Float64Array): number {
  const mean = (first.length - 1) / 2;
  let both = 0;
  let one = 0;
  let other = 0;
  for (let i = 0; i < first.length; i++) {
    both += (first[i]! - mean) * (second[i]! - mean);
    one += (first[i]! - mean) ** 2;
    other += (second[i]! - mean) ** 2;
  }
  return one === 0 || other === 0 ? Number.NaN : both / Math.sqrt(one * other);
}
