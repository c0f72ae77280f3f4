/** The items of a list from the highest value down, with equal values held together. */
export interface TieGroups {
  /** Indices of the items, highest value first. */
  readonly order: Uint32Array;
  /** Where each group of equal values starts in `order`, and the length of the list last. */
  readonly starts: Uint32Array;
}

/** The groups of equal `values`, highest first; inside a group by index, so the result does not depend on the sort.
 *  @throws RangeError on a value that is not a number. */
export function tieGroups(values: Float64Array): TieGroups {
  const broken = values.findIndex(Number.isNaN);
  if (broken >= 0) throw new RangeError(`value ${broken} is not a number`);
  const order = Uint32Array.from(values, (_, index) => index).sort((a, b) =>
    values[a]! === values[b]! ? a - b : values[a]! > values[b]! ? -1 : 1,
  );
  const starts: number[] = [];
  for (let at = 0; at < order.length; at++)
    if (at === 0 || values[order[at]!] !== values[order[at - 1]!]) starts.push(at);
  return { order, starts: Uint32Array.from([...starts, order.length]) };
}

/** The average rank of each item, 1 for the lowest value, when item i stands there `weights[i]` times (once when
 *  absent); an item that stands nowhere has the rank it would have. */
export function averageRanks({ order, starts }: TieGroups, weights?: Float64Array): Float64Array {
  const ranks = new Float64Array(order.length);
  let below = 0;
  for (let group = starts.length - 2; group >= 0; group--) {
    let size = 0;
    for (let at = starts[group]!; at < starts[group + 1]!; at++) size += weights?.[order[at]!] ?? 1;
    for (let at = starts[group]!; at < starts[group + 1]!; at++) ranks[order[at]!] = below + (size + 1) / 2;
    below += size;
  }
  return ranks;
}
