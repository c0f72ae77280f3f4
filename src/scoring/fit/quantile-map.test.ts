import { describe, expect, it } from "vitest";
import { fitQuantileMap, mapQuantile } from "./quantile-map.ts";

describe("a quantile map", () => {
  const from = Array.from({ length: 101 }, (_, i) => i);
  const map = fitQuantileMap(
    from,
    from.map(value => 10 * value),
  );

  it("takes each quantile to the same quantile, and nothing to nothing", () => {
    expect(mapQuantile(map, 0)).toBe(0);
    for (const share of [5, 25, 50, 95, 100]) expect(mapQuantile(map, share)).toBeCloseTo(10 * share, 9);
  });

  it("rises, and goes on in proportion beyond the largest", () => {
    for (let value = 1; value < 100; value++)
      expect(mapQuantile(map, value + 1)).toBeGreaterThanOrEqual(mapQuantile(map, value));
    expect(mapQuantile(map, 200)).toBeCloseTo(2000, 9);
  });
});
