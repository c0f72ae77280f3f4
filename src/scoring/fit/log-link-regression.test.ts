import { describe, expect, it } from "vitest";
import { normalDraw, seededRandom } from "../../../test/support/account-evidence.ts";
import { fitLogLink } from "./log-link-regression.ts";

describe("fitLogLink", () => {
  it("finds the coefficients that made the values", () => {
    const random = seededRandom(3);
    const rows = Float64Array.from({ length: 300 }, (_, at) => (at % 3 === 0 ? 1 : normalDraw(random)));
    const values = Float64Array.from({ length: 100 }, (_, row) =>
      Math.exp(0.5 + 1.5 * rows[3 * row + 1]! - 0.25 * rows[3 * row + 2]!),
    );
    const fitted = fitLogLink({ rows, width: 3, values, weights: new Float64Array(100).fill(1) });
    expect([...fitted]).toEqual([0.5, 1.5, -0.25].map(value => expect.closeTo(value, 8)));
  });

  it("is right in total where single values miss, each row as often as its weight says", () => {
    const random = seededRandom(4);
    const rows = Float64Array.from({ length: 400 }, (_, at) => (at % 2 === 0 ? 1 : normalDraw(random)));
    const values = Float64Array.from({ length: 200 }, (_, row) =>
      Math.exp(rows[2 * row + 1]! + normalDraw(random)),
    );
    const weights = Float64Array.from({ length: 200 }, (_, row) => 1 + (row % 5));
    const [constant, slope] = fitLogLink({ rows, width: 2, values, weights });
    const sum = (value: (row: number) => number) =>
      weights.reduce((total, weight, row) => total + weight * value(row), 0);
    expect(sum(row => Math.exp(constant! + slope! * rows[2 * row + 1]!))).toBeCloseTo(
      sum(row => values[row]!),
      6,
    );
  });
});
