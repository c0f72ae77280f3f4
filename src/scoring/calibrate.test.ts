import { describe, expect, it } from "vitest";
import { publishedModel } from "../../test/support/account-evidence.ts";
import { ConfigProblem } from "../domain/errors.ts";
import { calibrate, referencePercentile, toCalibrationMap } from "./calibrate.ts";

const map = toCalibrationMap("anchors", [
  { share_below: 0, influence: 0, score: 0 },
  { share_below: 0.5, influence: 2, score: 40 },
  { share_below: 1, influence: 10, score: 100 },
]);

describe("calibrate", () => {
  it("is linear between anchors and stops at 0 and 100", () => {
    expect([-1, 0, 1, 2, 6, 10, 99].map(u => calibrate(u, map))).toEqual([0, 0, 20, 40, 70, 100, 100]);
  });

  it("reads percentiles of its population off the scores", () => {
    expect([0, 20, 40, 70, 100].map(score => referencePercentile(score, map))).toEqual([0, 25, 50, 75, 100]);
  });

  it("refuses anchors that do not rise or do not span 0 to 100", () => {
    const anchors = [
      { share_below: 0, influence: 1, score: 0 },
      { share_below: 1, influence: 1, score: 100 },
    ];
    expect(() => toCalibrationMap("anchors", anchors)).toThrow(ConfigProblem);
    expect(() =>
      toCalibrationMap("groups.reach", [anchors[0]!, { ...anchors[1]!, influence: 2, score: 90 }]),
    ).toThrow(/groups\.reach: must go from score 0 to score 100/);
  });

  it("places the published percentiles on the published scores", () => {
    const { calibration, groupCalibration } = publishedModel();
    const scale = [
      [13, 5],
      [23, 25],
      [40, 50],
      [50, 75],
      [58, 90],
      [63, 95],
      [70, 99],
      [80, 99.9],
      [90, 99.99],
    ] as const;
    for (const published of [calibration, ...Object.values(groupCalibration)])
      for (const [score, percentile] of scale)
        expect(referencePercentile(score, published)).toBeCloseTo(percentile, 9);
  });
});
