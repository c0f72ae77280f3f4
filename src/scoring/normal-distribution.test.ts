import { describe, expect, it } from "vitest";
import { normalCdf, normalQuantile } from "./normal-distribution.ts";

describe("the normal distribution", () => {
  it.each([
    [-1.959964, 0.025],
    [0, 0.5],
    [1, 0.841344746],
    [1.644854, 0.95],
    [2.326348, 0.99],
  ])("has %f above a share of %f", (z, share) => {
    expect(normalCdf(z)).toBeCloseTo(share, 6);
    expect(normalQuantile(share)).toBeCloseTo(z, 5);
  });
});
