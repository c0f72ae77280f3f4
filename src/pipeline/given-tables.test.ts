import { expect, it } from "vitest";
import { decayByDay } from "./given-tables.ts";

it("decay halves every half-life, covers the day a run may touch twice, and never reaches zero", () => {
  const decay = decayByDay(90, 30);
  expect(decay).toHaveLength(91);
  expect(decay.filter(({ age_days }) => age_days % 30 === 0).map(({ factor }) => factor)).toEqual([
    1_048_576, 524_288, 262_144, 131_072,
  ]);
  expect(decayByDay(90, 1).at(-1)).toEqual({ age_days: 90, factor: 1 });
});
