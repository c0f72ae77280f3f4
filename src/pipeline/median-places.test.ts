import { afterAll, describe, expect, it } from "vitest";
import { TEST_AS_OF, TEST_CONSTANTS } from "../../test/support/model-cases.ts";
import { openTestEngine } from "../../test/support/sources.ts";
import { bindingsFor } from "./bindings.ts";
import { loadModels } from "./load-models.ts";
import { renderTemplate } from "./render-template.ts";

const LARGEST = 200;
const engine = await openTestEngine();
afterAll(() => engine.close());

/** Probability that `n` fair coins show fewer than `k` heads. */
function fewerHeads(n: number, k: number): number {
  let term = 0.5 ** n;
  let sum = 0;
  for (let heads = 0; heads < k; heads++) {
    sum += term;
    term = (term * (n - heads)) / (heads + 1);
  }
  return sum;
}

describe("the places between which int_quality_waits puts a median", () => {
  it("hold it at least 90 times in 100 from five answers on, and hardly more often than needed", async () => {
    const { models } = await loadModels({ engine, constants: TEST_CONSTANTS });
    const model = models.find(({ name }) => name === "int_quality_waits")!;
    await engine.createTable(
      "int_quality_answers",
      `SELECT CAST(n AS BIGINT) AS actor_index, CAST(i AS BIGINT) AS target_index,
         TIMESTAMP '2026-01-01' AS acted_at, CAST(i AS BIGINT) AS wait_ms
       FROM range(5, ${LARGEST + 1}) AS sizes(n), range(1, ${LARGEST + 1}) AS places(i) WHERE i <= n`,
    );
    const bindings = bindingsFor(engine.macros, {
      source: () => "",
      asOf: TEST_AS_OF,
      constants: TEST_CONSTANTS,
    });
    const rows = await engine.rows(renderTemplate(model.template, bindings));
    expect(rows).toHaveLength(LARGEST - 4);
    for (const row of rows) {
      const [n, low] = [Number(row["answers_count"]), Number(row["low_place"])];
      const held = 1 - 2 * fewerHeads(n, low);
      expect(held, `${n} answers`).toBeGreaterThanOrEqual(0.895);
      // One place further in would hold it less than 92 times in 100.
      if (low < n / 2) expect(1 - 2 * fewerHeads(n, low + 1), `${n} answers, narrower`).toBeLessThan(0.92);
      expect(row["high_wait_ms"]).toBe(n + 1 - low);
    }
  });
});
