import { describe, expect, it } from "vitest";
import { TEST_CONSTANTS } from "../../test/support/model-cases.ts";
import { openTestEngine } from "../../test/support/sources.ts";
import { FEATURES } from "../features/registry.ts";
import { loadModels } from "./load-models.ts";

const engine = await openTestEngine();
const { models } = await loadModels({ engine, constants: TEST_CONSTANTS });
await engine.close();
const { columns } = models.find(model => model.name === "account_features")!.sheet;

const rangeText = ({ min, max }: { readonly min: number | null; readonly max: number | null }) => {
  if (min === null) return "any";
  return max === null ? `>= ${min}` : `${min}..${max}`;
};

describe("the registry and the columns of account_features", () => {
  it.each(FEATURES.map(feature => [feature.name, feature] as const))(
    "say the same unit and range of %s, and both what null means",
    (name, feature) => {
      const column = columns[name];
      expect(column, `account_features has no column ${name}`).toBeDefined();
      expect(column!.unit).toBe(feature.unit);
      expect(column!.range).toBe(rangeText(feature.range));
      expect(column!.when_null).toMatch(/\w/);
    },
  );
});
