import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TEST_AS_OF, TEST_CONSTANTS, TEST_KIND_WEIGHTS } from "../../test/support/model-cases.ts";
import { loadSources, openTestEngine } from "../../test/support/sources.ts";
import { bindingsFor } from "./bindings.ts";
import { loadModels } from "./load-models.ts";
import { runChecks } from "./run-checks.ts";
import { runModels } from "./run-models.ts";

const engine = await openTestEngine();
const act = { network: "x", kind: "like", actor_id: "a", target_id: "b", acted_at: "2026-01-30T00:00:00Z" };
const source = await loadSources(engine, { interactions: [act] });
const options = { asOf: TEST_AS_OF, constants: TEST_CONSTANTS, kindWeights: TEST_KIND_WEIGHTS, source };
const check = async () =>
  runChecks(
    engine,
    await loadModels({ engine, constants: TEST_CONSTANTS }),
    bindingsFor(engine.macros, options),
  );
beforeAll(() => runModels(engine, options));
afterAll(() => engine.close());

describe("the checks at the end of a run", () => {
  it("name the check, the number of rows and what they mean", async () => {
    expect(await check()).toBeGreaterThan(8);
    await engine.run("UPDATE stg_accounts SET account_key = 1");
    await expect(check()).rejects.toThrow(
      "duckdb, model account_keys_are_unique: check account_keys_are_unique found 1 row. Two accounts share a 64-bit key",
    );
  });

  it("hold the conditions that a model's sheet states for each row", async () => {
    await runModels(engine, options);
    await engine.run("UPDATE int_edges SET freshness = 0");
    await expect(check()).rejects.toThrow(
      /check int_edges found 1 row\. Rows of int_edges must have decayed_w/,
    );
  });
});
