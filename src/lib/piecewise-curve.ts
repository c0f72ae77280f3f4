/** Points of a piecewise linear curve: x strictly rising, y never falling. */
export type CurvePoints = readonly (readonly [x: number, y: number])[];

/** The height of `curve` at `x`; flat before the first and beyond the last point. */
export function curveAt(curve: CurvePoints, x: number): number {
  const after = firstBeyond(curve, x);
  if (after === curve.length) return curve.at(-1)![1];
  if (after === 0) return curve[0]![1];
  const [x0, y0] = curve[after - 1]!;
  const [x1, y1] = curve[after]!;
  return y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
}

/** The slope of `curve` at `x`, that of the piece to the right at a point; 0 where the curve is flat. */
export function slopeAt(curve: CurvePoints, x: number): number {
  const after = firstBeyond(curve, x);
  if (after === 0 || after === curve.length) return 0;
  const [x0, y0] = curve[after - 1]!;
  const [x1, y1] = curve[after]!;
  return (y1 - y0) / (x1 - x0);
}

/** Why `curve` is no monotone curve, or null when it is one. */
export function curveProblem(curve: CurvePoints): string | null {
  if (curve.length < 2) return "needs at least two points";
  for (let i = 1; i < curve.length; i++) {
    if (curve[i]![0] <= curve[i - 1]![0]) return `x must rise: ${curve[i]![0]} after ${curve[i - 1]![0]}`;
    if (curve[i]![1] < curve[i - 1]![1]) return `y must not fall: ${curve[i]![1]} after ${curve[i - 1]![1]}`;
  }
  return null;
}

/** Index of the first point right of `x`, or the length; a plain loop, as bulk scoring spends its time here. */
function firstBeyond(curve: CurvePoints, x: number): number {
  let index = 0;
  while (index < curve.length && curve[index]![0] <= x) index++;
  return index;
}
