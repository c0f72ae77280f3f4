import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { publishedModel } from "../../test/support/account-evidence.ts";
import { ConfigProblem } from "../domain/errors.ts";
import { NETWORKS } from "../domain/network.ts";
import { PAID_FEATURE_NAMES } from "../features/registry.ts";
import { parseScoringModel } from "./scoring-model.ts";

const folder = new URL("../../weights/renown-2026-12/", import.meta.url);
const read = (file: string) => JSON.parse(readFileSync(new URL(file, folder), "utf8"));

describe("parseScoringModel", () => {
  it("reads the published model with every feature, network and constant", () => {
    const model = publishedModel();
    expect(model.id).toBe("renown-2026-12");
    expect(model.paidFeatures).toEqual(PAID_FEATURE_NAMES.filter(name => name !== "listed_count"));
    expect(Object.keys(model.features).sort()).toEqual([...model.paidFeatures].sort());
    expect(Object.keys(model.networks).sort()).toEqual([...NETWORKS].sort());
    expect(model.constants).toMatchObject({ window_days: 90, half_life_days: 50, damping: 0.85 });
    expect(model.kindWeights).toEqual({ like: 1, mention: 2, reply: 3, repost: 4, quote: 5 });
    expect(NETWORKS.filter(network => !model.networks[network].isProvisional)).toEqual(["x"]);
  });

  it("takes a network that came after the model as the reference network, provisionally", () => {
    const { bluesky: _later, ...networks } = read("model.json").networks;
    const model = parseScoringModel({ ...read("model.json"), networks }, read("calibration.json"));
    expect(model.networks.bluesky).toEqual({ isProvisional: true, curve: null, unavailable: new Set() });
    expect(model.networks.x).toEqual(publishedModel().networks.x);
  });

  it("estimates standing on demand by the weights that it names, and before there was a choice by the first", () => {
    const named = { ...read("model.json"), standing_weights: "engager-standing-2" };
    expect(parseScoringModel(named, read("calibration.json")).standingWeights).toBe("engager-standing-2");
    expect(publishedModel().standingWeights).toBe("engager-standing-1");
  });

  it("puts no attention at influence 0 and measures contributions from the reference account", () => {
    const model = publishedModel();
    expect(model.noAttention).toBeCloseTo(0, 6);
    expect(model.fullAttention).toBeGreaterThan(9);
    expect(model.bias).toBeGreaterThan(model.noAttention);
  });

  it("flattens every curve toward its end but that of lists, where judges see the more in the most", () => {
    for (const [name, { curve }] of Object.entries(publishedModel().features)) {
      if (name === "effective_lists") continue;
      const slopes = curve
        .slice(1)
        .map(([value, latent], i) => (latent - curve[i]![1]) / (value - curve[i]![0]));
      // Not the first: where one act makes the difference the curves begin flat.
      expect(slopes.at(-1)!).toBeLessThan(Math.max(...slopes));
    }
  });

  it.each([
    ["an unknown feature", { features: { ...read("model.json").features, clout: {} } }, /features/],
    ["a missing constant", { constants: {} }, /window_days is missing/],
    [
      "a half kind weight",
      { kind_weights: { ...read("model.json").kind_weights, like: 0.5 } },
      /kind_weights\.like/,
    ],
  ])("refuses %s and names it", (_what, change, message) => {
    const parse = () => parseScoringModel({ ...read("model.json"), ...change }, read("calibration.json"));
    expect(parse).toThrow(ConfigProblem);
    expect(parse).toThrow(message);
  });

  it("refuses a curve that falls", () => {
    const model = read("model.json");
    model.features.effective_lists.knots[2][1] = 0;
    model.features.effective_lists.knots[1][1] = 1;
    expect(() => parseScoringModel(model, read("calibration.json"))).toThrow(
      /features\.effective_lists\.knots: y must not fall/,
    );
  });

  it("refuses the calibration of another model", () => {
    const other = { ...read("calibration.json"), model: "renown-1999-01" };
    expect(() => parseScoringModel(read("model.json"), other)).toThrow(/belongs to model renown-1999-01/);
  });
});
