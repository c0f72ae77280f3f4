import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CellPacker, unpackCells } from "./packed-cells.ts";

const cell = fc.oneof(
  fc.constant(Number.NaN),
  fc.integer({ min: -5, max: 300 }),
  fc.nat(70_000),
  fc.double({ noNaN: true }),
  fc.constantFrom(250, 251, 252, 254, 255, 65_535, 65_536, 0xffffffff, 2 ** 32, 2 ** 53 - 1, -0),
);

describe("packed cells", () => {
  it("hold every number exactly, and NaN as null", () => {
    const packer = new CellPacker();
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 2000 }), cells => {
        for (const value of cells) packer.add(value);
        expect(unpackCells(packer.take())).toEqual(cells.map(value => (Number.isNaN(value) ? null : value)));
      }),
      { seed: 6, numRuns: 60 },
    );
  });
});
