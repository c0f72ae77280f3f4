/** Spearman's rank correlation of two lists of equal length, ties sharing their mean rank: -1 to 1. */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  const [ranksA, ranksB] = [ranksOf(a), ranksOf(b)];
  const mean = (a.length + 1) / 2;
  const sum = (of: (index: number) => number) => a.reduce((total, _, index) => total + of(index), 0);
  const shared = sum(index => (ranksA[index]! - mean) * (ranksB[index]! - mean));
  const spread = (ranks: readonly number[]) => sum(index => (ranks[index]! - mean) ** 2);
  return shared / Math.sqrt(spread(ranksA) * spread(ranksB));
}

function ranksOf(values: readonly number[]): readonly number[] {
  return values.map(value => {
    const below = values.filter(other => other < value).length;
    const equal = values.filter(other => other === value).length;
    return below + (equal + 1) / 2;
  });
}
