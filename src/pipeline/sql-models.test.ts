import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runModelCase, TEST_CONSTANTS } from "../../test/support/model-cases.ts";
import { DuckDbEngine } from "../engines/duckdb/duckdb-engine.ts";
import { loadModels } from "./load-models.ts";

const SQL_TYPES = {
  text: "VARCHAR",
  integer: "INTEGER",
  bigint: "BIGINT",
  double: "DOUBLE",
  boolean: "BOOLEAN",
  timestamp: "TIMESTAMP",
  date: "DATE",
};

const spillDir = await mkdtemp(join(tmpdir(), "renown-models-"));
const engine = await DuckDbEngine.open({ memoryMebibytes: 512, threads: 1, spillDir });
const set = await loadModels({ engine, constants: TEST_CONSTANTS });
afterAll(() => engine.close());

for (const model of set.models) {
  describe(`SQL model ${model.name}`, () => {
    it.each(model.sheet.tests)("$shows", async test => {
      const { types, keyCount, answered, expected } = await runModelCase(engine, set, model, test);
      expect(answered).toEqual(expected);
      const described = Object.entries(model.sheet.columns).map(([name, { type }]) => [
        name,
        SQL_TYPES[type],
      ]);
      expect(Object.entries(types)).toEqual(described);
      expect(keyCount).toBe(answered.length);
    });
  });
}

for (const check of set.checks) {
  describe(`SQL check ${check.name}`, () => {
    it.each(check.sheet.tests)("$shows", async test => {
      const { answered, expected } = await runModelCase(engine, set, check, test);
      expect(answered).toEqual(expected);
    });
    it("finds rows in at least one case", () => {
      expect(check.sheet.tests.some(test => test.expect.length > 0)).toBe(true);
    });
  });
}
