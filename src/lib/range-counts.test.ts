import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RangeCounts } from "./range-counts.ts";

const rows = fc.array(fc.tuple(fc.integer({ min: -1, max: 30 }), fc.integer({ min: 0, max: 40 })), {
  maxLength: 200,
});

describe("counts of values within a range of keys", () => {
  it("are those of looking at every row, before and after being written down", () => {
    fc.assert(
      fc.property(
        rows,
        fc.integer({ min: -2, max: 42 }),
        fc.integer({ min: -1, max: 31 }),
        fc.nat(31),
        (given, value, low, width) => {
          const sorted = given.toSorted((a, b) => a[0] - b[0]);
          const built = RangeCounts.of(
            Float64Array.from(sorted, row => row[0]),
            Float64Array.from(sorted, row => row[1] / 4),
          );
          const within = sorted.filter(([key]) => key >= low && key <= low + width).map(row => row[1] / 4);
          const asked = value / 4;
          const expected = {
            size: within.length,
            below: within.filter(other => other < asked).length,
            equal: within.filter(other => other === asked).length,
            above: within.filter(other => other > asked).length,
          };
          expect(built.around(asked, low, low + width)).toEqual(expected);
          expect(RangeCounts.fromBytes(built.toBytes()).around(asked, low, low + width)).toEqual(expected);
          expect(built.around(asked).size).toBe(given.length);
        },
      ),
      { seed: 6, numRuns: 300 },
    );
  });
});
