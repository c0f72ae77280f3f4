import { describe, expect, it } from "vitest";
import { transform } from "./transform.ts";

describe("transform", () => {
  it("puts nothing at 0 and is logarithmic far above its scale", () => {
    const spec = { kind: "log1p", scale: 0.5 } as const;
    expect(transform(0, spec)).toBe(0);
    expect(transform(0.5, spec)).toBeCloseTo(Math.LN2, 12);
    expect(transform(2e6, spec) - transform(1e6, spec)).toBeCloseTo(Math.LN2, 6);
  });

  it("reads a log10 of standing as the standing above that of nobody", () => {
    const spec = { kind: "log1p_of_power10", scale: 1 } as const;
    expect(transform(0, spec)).toBe(0);
    expect(transform(2, spec)).toBeCloseTo(2 * Math.LN10, 12);
  });
});
