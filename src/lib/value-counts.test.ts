import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ValueCounts } from "./value-counts.ts";

describe("counts of values", () => {
  it("are those of looking at every value, before and after being written down", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20 })),
        fc.integer({ min: -1, max: 21 }),
        (values, asked) => {
          const distinct = [...new Set(values)].toSorted((a, b) => a - b);
          const counts = distinct.map(value => values.filter(other => other === value).length);
          const built = ValueCounts.of(Float64Array.from(distinct), Float64Array.from(counts));
          const expected = {
            size: values.length,
            below: values.filter(value => value < asked).length,
            equal: values.filter(value => value === asked).length,
            above: values.filter(value => value > asked).length,
          };
          expect(built.around(asked)).toEqual(expected);
          expect(ValueCounts.fromBytes(built.toBytes()).around(asked)).toEqual(expected);
        },
      ),
      { seed: 6 },
    );
  });
});
