import type { CurvePoints } from "../../lib/piecewise-curve.ts";
import { double } from "./sql-expressions.ts";

/** What tells the pieces of a curve apart: the piece right of knot i begins where `column` is at least `from[i]`. */
export interface PieceKey {
  readonly column: string;
  readonly from: readonly number[];
}

/** SQL of `curveAt`: the height of `curve` over column `x`, which must not be null. `key` finds the piece where
 *  another column than `x` does so exactly. */
export function curveSql(curve: CurvePoints, x: string, key: PieceKey = keyOf(curve, x)): string {
  const pieces = curve.slice(1).map(([x1, y1], i) => {
    const [x0, y0] = curve[i]!;
    return `${double(y0)} + (${x} - ${double(x0)}) / ${double(x1 - x0)} * ${double(y1 - y0)}`;
  });
  return pieceSql(key, [double(curve[0]![1]), ...pieces, double(curve.at(-1)![1])]);
}

/** SQL of `slopeAt`: the slope of `curve` in the piece that `key` finds. */
export function slopeSql(curve: CurvePoints, key: PieceKey): string {
  const slopes = curve.slice(1).map(([x1, y1], i) => double((y1 - curve[i]![1]) / (x1 - curve[i]![0])));
  return pieceSql(key, ["0e0", ...slopes, "0e0"]);
}

/** The key that reads the place on the axis of the curve itself. */
export function keyOf(curve: CurvePoints, x: string): PieceKey {
  return { column: x, from: curve.map(([place]) => place) };
}

/** The one of `pieces` (one more than knots) that a row belongs to, found by halving. */
function pieceSql(key: PieceKey, pieces: readonly string[]): string {
  const search = (low: number, high: number): string => {
    if (low === high) return pieces[low]!;
    const middle = (low + high) >> 1;
    const [left, right] = [search(low, middle), search(middle + 1, high)];
    return left === right
      ? left
      : `CASE WHEN ${key.column} < ${double(key.from[middle]!)} THEN ${left} ELSE ${right} END`;
  };
  return search(0, pieces.length - 1);
}
