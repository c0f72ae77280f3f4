import { describe, expect, it } from "vitest";
import {
  drawFeatures,
  evidenceOf,
  publishedModel,
  seededRandom,
} from "../../../test/support/account-evidence.ts";
import { calibrate, toCalibrationMap } from "../calibrate.ts";
import { scoreAccount } from "../score-account.ts";
import { fitCalibration } from "./fit-calibration.ts";
import { tailQuantile } from "./tail-quantile.ts";

const model = publishedModel();
const random = seededRandom(11);
const scores = Array.from({ length: 2_000 }, () =>
  scoreAccount(evidenceOf(drawFeatures(random, model)), model),
);
const population = { description: "drawn accounts", date: "2026-11-22", method: "test" };

describe("fitCalibration", () => {
  it("puts half of its accounts under 40 and nine in ten under 58", () => {
    const { anchors, size } = fitCalibration(scores, model, population);
    const map = toCalibrationMap("anchors", anchors);
    const share = (limit: number) =>
      scores.filter(({ influence }) => calibrate(influence, map) < limit).length / scores.length;
    expect(size).toBe(2_000);
    expect(share(40)).toBeCloseTo(0.5, 2);
    expect(share(58)).toBeCloseTo(0.9, 2);
    expect(share(70)).toBeCloseTo(0.99, 2);
  });

  it("gives anchors that rise, for the score and for each group, even where all accounts are alike", () => {
    const alike = Array.from({ length: 200 }, () => scores[0]!);
    for (const accounts of [scores, alike]) {
      const { anchors, groups } = fitCalibration(accounts, model, population);
      for (const list of [anchors, ...Object.values(groups)])
        expect(() => toCalibrationMap("fitted", list)).not.toThrow();
      expect(anchors.at(-1)!.influence).toBeLessThanOrEqual(model.fullAttention);
    }
  });

  it("gives the same anchors for the same accounts in any order", () => {
    const fitted = fitCalibration(scores.toReversed(), model, population);
    expect(fitted).toEqual(fitCalibration(scores, model, population));
  });

  it("refuses a handful of accounts", () => {
    expect(() => fitCalibration(scores.slice(0, 99), model, population)).toThrow(/at least 100 accounts/);
  });
});

describe("tailQuantile", () => {
  const exponential = Float64Array.from({ length: 10_000 }, (_, i) => -Math.log(1 - (i + 0.5) / 10_000));

  it("reads quantiles off where enough values lie above", () => {
    expect(tailQuantile([1, 2, 3], 0)).toBe(1);
    expect(tailQuantile(exponential, 0.5)).toBeCloseTo(Math.LN2, 3);
  });

  it("extrapolates an exponential tail to where it truly goes", () => {
    expect(tailQuantile(exponential, 0.9999)).toBeCloseTo(Math.log(1e4), 0);
    expect(tailQuantile(exponential, 0.9999999) / Math.log(1e7)).toBeCloseTo(1, 1);
  });
});
