import { expect, it } from "vitest";
import { distinctRows } from "./distinct-rows.ts";

it("rows that agree in every list are one class, and weights add up by class", () => {
  const { firsts, classOf, classWeights } = distinctRows([
    Float64Array.of(1, 1, 2, 1, 2),
    Float64Array.of(-Infinity, 0, 0, -Infinity, 0),
  ]);
  expect([...firsts]).toEqual([0, 1, 2]);
  expect([...classOf]).toEqual([0, 1, 2, 0, 2]);
  expect([...classWeights()]).toEqual([2, 1, 2]);
  expect([...classWeights(Float64Array.of(5, 0, 1, 2, 3))]).toEqual([7, 0, 4]);
});
