/** Rows of a regression: `rows[r * width + c]`, what row r gives to coefficient c. */
export interface Design {
  readonly rows: Float64Array;
  readonly width: number;
  /** 1 or 0 for each row. */
  readonly labels: Uint8Array;
}

/** What keeps a curve smooth: it costs `smoothing` × (change of slope)² between neighbours of one curve and
 *  `shrinkage` × slope² × step. */
export interface Penalty {
  /** Curve each coefficient belongs to; neighbours of one curve stand beside each other. */
  readonly curves: readonly number[];
  /** Length of the step that each coefficient climbs, on the axis of its curve. */
  readonly steps: readonly number[];
  readonly smoothing: number;
  readonly shrinkage: number;
}

const MOST_NEWTON_STEPS = 60;
const MOST_SWEEPS = 400;
const CLOSE_ENOUGH = 1e-7;

/** The coefficients, each at least 0 (or its place in `floors`), that make the labels likeliest under logit P = row · coefficients, less the
 *  penalty. `use` gives the rows that count. Newton's method; each step a quadratic problem with bounds, solved by
 *  cyclic coordinate descent, so the result does not depend on chance. Time O(rows × width²) a step.
 *  Source: Friedman, Hastie, Tibshirani 2010, "Regularization paths for generalized linear models", section 3. */
export function fitMonotoneLogistic(
  design: Design,
  penalty: Penalty,
  use: readonly number[],
  floors: Float64Array = new Float64Array(design.width),
): Float64Array {
  const { width } = design;
  const ridge = penaltyMatrix(penalty, width);
  const coefficients = new Float64Array(width);
  for (let step = 0; step < MOST_NEWTON_STEPS; step++) {
    const { gradient, curvature } = likelihood(design, coefficients, use);
    for (let i = 0; i < width; i++)
      for (let j = 0; j < width; j++) {
        curvature[i * width + j]! += ridge[i * width + j]!;
        gradient[i]! += ridge[i * width + j]! * coefficients[j]!;
      }
    if (descend(coefficients, gradient, curvature, floors) < CLOSE_ENOUGH) break;
  }
  return coefficients;
}

/** The part of row `row` that `coefficients` give: its logit. */
export function logitOf({ rows, width }: Design, row: number, coefficients: Float64Array): number {
  let sum = 0;
  for (let c = 0; c < width; c++) sum += rows[row * width + c]! * coefficients[c]!;
  return sum;
}

/** Gradient and curvature of the negative log-likelihood. */
function likelihood(design: Design, coefficients: Float64Array, use: readonly number[]) {
  const { rows, width, labels } = design;
  const gradient = new Float64Array(width);
  const curvature = new Float64Array(width * width);
  for (const row of use) {
    const share = 1 / (1 + Math.exp(-logitOf(design, row, coefficients)));
    const miss = share - labels[row]!;
    const weight = Math.max(1e-6, share * (1 - share));
    const at = row * width;
    for (let i = 0; i < width; i++) {
      const value = rows[at + i]!;
      if (value === 0) continue;
      gradient[i]! += miss * value;
      for (let j = 0; j <= i; j++) curvature[i * width + j]! += weight * value * rows[at + j]!;
    }
  }
  for (let i = 0; i < width; i++)
    for (let j = 0; j < i; j++) curvature[j * width + i] = curvature[i * width + j]!;
  return { gradient, curvature };
}

/** Moves `coefficients` (>= `floors`) to the lowest point of the quadratic, half of the way when that is far; returns the largest move. */
function descend(
  coefficients: Float64Array,
  gradient: Float64Array,
  curvature: Float64Array,
  floors: Float64Array,
): number {
  const width = coefficients.length;
  const move = new Float64Array(width);
  const slope = Float64Array.from(gradient);
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let largest = 0;
    for (let i = 0; i < width; i++) {
      const bend = curvature[i * width + i]!;
      if (bend <= 0) continue;
      const next = Math.max(floors[i]! - coefficients[i]!, move[i]! - slope[i]! / bend);
      const change = next - move[i]!;
      if (change === 0) continue;
      move[i] = next;
      for (let j = 0; j < width; j++) slope[j]! += change * curvature[j * width + i]!;
      largest = Math.max(largest, Math.abs(change));
    }
    if (largest < CLOSE_ENOUGH / 10) break;
  }
  const farthest = move.reduce((most, change) => Math.max(most, Math.abs(change)), 0);
  const share = farthest > 2 ? 2 / farthest : 1;
  for (let i = 0; i < width; i++) coefficients[i] = Math.max(floors[i]!, coefficients[i]! + share * move[i]!);
  return farthest;
}

function penaltyMatrix({ curves, steps, smoothing, shrinkage }: Penalty, width: number): Float64Array {
  const matrix = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    matrix[i * width + i]! += (2 * shrinkage) / steps[i]!;
    if (i === 0 || curves[i] !== curves[i - 1]) continue;
    const [before, here] = [1 / steps[i - 1]!, 1 / steps[i]!];
    matrix[i * width + i]! += 2 * smoothing * here * here;
    matrix[(i - 1) * width + i - 1]! += 2 * smoothing * before * before;
    matrix[i * width + i - 1]! -= 2 * smoothing * before * here;
    matrix[(i - 1) * width + i]! -= 2 * smoothing * before * here;
  }
  return matrix;
}
