import { describe, expect, it } from "vitest";
import { PAID_GROUPS } from "../../src/features/feature.ts";
import { paidFeatureNamed } from "../../src/features/registry.ts";
import type { FeatureVector } from "../../src/scoring/account-evidence.ts";
import { scoreAccount } from "../../src/scoring/score-account.ts";
import { drawFeatures, evidenceOf, publishedModel, seededRandom } from "../support/account-evidence.ts";

const model = publishedModel();
const random = seededRandom(20_261_123);
const accounts = Array.from({ length: 300 }, () => drawFeatures(random, model));

function scored(features: FeatureVector, changed: Partial<FeatureVector>) {
  return scoreAccount(evidenceOf({ ...features, ...changed }), model);
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("what was not observed", () => {
  it.each(model.paidFeatures)("scores above nothing, by what the rest leads to expect: %s", name => {
    const gains = accounts.map(
      features => scored(features, { [name]: null }).latent - scored(features, { [name]: 0 }).latent,
    );
    for (const gain of gains) expect(gain).toBeGreaterThanOrEqual(-1e-9);
    expect(meanOf(gains)).toBeGreaterThan(0);
  });

  // By groups: a feature that pays next to nothing leaves next to nothing open.
  it.each(PAID_GROUPS)("makes a score less sure: %s", group => {
    const names = model.paidFeatures.filter(name => paidFeatureNamed(name).group === group);
    const unknown = Object.fromEntries(names.map(name => [name, null]));
    const wider = accounts.map(
      features => scored(features, unknown).variance - scored(features, {}).variance,
    );
    expect(meanOf(wider)).toBeGreaterThan(0);
  });
});
