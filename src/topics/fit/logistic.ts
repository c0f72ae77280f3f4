import { seededRandom } from "../../lib/metrics/seeded-random.ts";

/** A row of a sparse matrix. */
export interface SparseRow {
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

/** Rounds over the rows; the weights change little after that. */
const ROUNDS = 12;

/** Weights that minimise ½|w|² + `cost` × Σ log(1 + exp(−y w·x)) over `rows`, by coordinate descent on the dual.
 *  Deterministic for a seed. Time O(rounds × values). Source: Yu, Huang and Lin 2011, Algorithm 5. */
export function fitLogistic(
  rows: readonly SparseRow[],
  isPositive: readonly boolean[],
  options: { readonly featureCount: number; readonly cost: number; readonly seed: number },
): Float64Array {
  const { featureCount, cost, seed } = options;
  const weights = new Float64Array(featureCount);
  const start = Math.min(0.001 * cost, 1e-8);
  const alphas = new Float64Array(rows.length).fill(start);
  const squares = rows.map(({ values }) => values.reduce((sum, value) => sum + value * value, 0));
  rows.forEach((row, at) => {
    move(weights, row, isPositive[at] ? start : -start);
  });
  const random = seededRandom(seed);
  const order = rows.map((_, at) => at);
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, random);
    for (const at of order) {
      const row = rows[at]!;
      const sign = isPositive[at] ? 1 : -1;
      const square = squares[at]!;
      const before = alphas[at]!;
      const margin = sign * dot(weights, row) - square * before;
      const after = solveOne(before, margin, square, cost);
      if (after === before) continue;
      alphas[at] = after;
      move(weights, row, sign * (after - before));
    }
  }
  return weights;
}

/** w·x of a sparse row. */
export function dot(weights: Float64Array, { indices, values }: SparseRow): number {
  let sum = 0;
  for (let at = 0; at < indices.length; at++) sum += weights[indices[at]!]! * values[at]!;
  return sum;
}

/** The z in (0, cost) at which ½ square z² + margin z + z log z + (cost − z) log(cost − z) is least: its
 *  derivative grows with z, so Newton steps are kept inside a shrinking bracket. */
function solveOne(from: number, margin: number, square: number, cost: number): number {
  let low = 0;
  let high = cost;
  let z = from;
  for (let step = 0; step < 20; step++) {
    const slope = margin + square * z + Math.log(z / (cost - z));
    if (Math.abs(slope) < 1e-6) break;
    if (slope > 0) high = z;
    else low = z;
    const next = z - slope / (square + cost / (z * (cost - z)));
    z = next > low && next < high ? next : (low + high) / 2;
  }
  return Math.min(Math.max(z, 1e-12 * cost), cost * (1 - 1e-12));
}

function move(weights: Float64Array, { indices, values }: SparseRow, step: number): void {
  for (let at = 0; at < indices.length; at++) weights[indices[at]!]! += step * values[at]!;
}

function shuffle(order: number[], random: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
}
