/** Rows of a regression: `rows[r * width + c]`, with the mean that each should have and how often it counts. */
export interface WeightedDesign {
  readonly rows: Float64Array;
  readonly width: number;
  readonly values: Float64Array;
  readonly weights: Float64Array;
}

const MOST_STEPS = 100;
const CLOSE_ENOUGH = 1e-10;

/** The coefficients b for which the mean of the values is exp(row · b), by quasi-likelihood with variance in proportion to the
 *  mean. With a constant column the weighted sum of the fitted means is that of the values: what is estimated for many rows is
 *  right in total, which a regression of logarithms is not. Newton's method; time O(rows × width²) a step.
 *  @throws RangeError when no value is above 0.
 *  Source: McCullagh and Nelder 1989, "Generalized Linear Models", chapter 9. */
export function fitLogLink({ rows, width, values, weights }: WeightedDesign): Float64Array {
  const coefficients = new Float64Array(width);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = values.reduce((sum, value, row) => sum + value * weights[row]!, 0) / total;
  if (!(mean > 0)) throw new RangeError(`the mean of ${values.length} values is ${mean}; it must be above 0`);
  coefficients[0] = Math.log(mean);
  for (let step = 0; step < MOST_STEPS; step++) {
    const gradient = new Float64Array(width);
    const curvature = new Float64Array(width * width);
    for (const [row, value] of values.entries()) {
      const at = row * width;
      const expected = Math.exp(logOf(rows, at, coefficients));
      for (let i = 0; i < width; i++) {
        gradient[i]! += weights[row]! * (value - expected) * rows[at + i]!;
        for (let j = 0; j < width; j++)
          curvature[i * width + j]! += weights[row]! * expected * rows[at + i]! * rows[at + j]!;
      }
    }
    const move = solve(curvature, gradient);
    for (let i = 0; i < width; i++) coefficients[i]! += move[i]!;
    if (move.every(size => Math.abs(size) < CLOSE_ENOUGH)) break;
  }
  return coefficients;
}

function logOf(rows: Float64Array, at: number, coefficients: Float64Array): number {
  let sum = 0;
  for (let c = 0; c < coefficients.length; c++) sum += rows[at + c]! * coefficients[c]!;
  return sum;
}

/** The x of matrix x = right, by elimination with the largest pivot; a column without one gets 0. */
function solve(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  const rows = Array.from({ length: size }, (_, i) => [...matrix.slice(i * size, (i + 1) * size), right[i]!]);
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let i = column + 1; i < size; i++)
      if (Math.abs(rows[i]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = i;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const head = rows[column]!;
    if (Math.abs(head[column]!) < 1e-12) continue;
    for (const [i, row] of rows.entries()) {
      if (i === column) continue;
      const factor = row[column]! / head[column]!;
      for (let j = column; j <= size; j++) row[j]! -= factor * head[j]!;
    }
  }
  return Float64Array.from(rows, (row, i) => (Math.abs(row[i]!) < 1e-12 ? 0 : row[size]! / row[i]!));
}
