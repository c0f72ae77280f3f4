/** A number in 0..`folds`−1 for each of `count` things: a seeded shuffle dealt out in turn, so that folds differ by
 *  at most one thing in size. */
export function dealFolds(count: number, folds: number, seed: number): Uint8Array {
  const order = Array.from({ length: count }, (_, index) => index);
  let state = seed >>> 0;
  // xorshift32: small, named and the same everywhere.
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
  if (state === 0) state = 1;
  for (let last = count - 1; last > 0; last--) {
    const other = next() % (last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  const fold = new Uint8Array(count);
  for (const [place, thing] of order.entries()) fold[thing] = place % folds;
  return fold;
}
