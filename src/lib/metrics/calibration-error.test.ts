import { expect, it } from "vitest";
import { calibrationError } from "./calibration-error.ts";

it("is the mean distance of predicted from observed, bin by bin, weighted by items", () => {
  // Bin 0.2..0.3: predicted 0.25, observed 1/2, two items; bin 0.9..1: predicted 0.95, observed 1, two items.
  const { error, bins } = calibrationError(Float64Array.of(0.2, 0.3 - 1e-9, 0.9, 1), [
    true,
    false,
    true,
    true,
  ]);
  expect(error).toBeCloseTo((2 * 0.25 + 2 * 0.05) / 4, 6);
  expect(bins[9]).toMatchObject({ count: 2, observed: 1 });
  expect(bins[0]).toMatchObject({ count: 0, predicted: null, observed: null });
});

it("is null without items", () => {
  expect(calibrationError(new Float64Array(0), []).error).toBeNull();
});
