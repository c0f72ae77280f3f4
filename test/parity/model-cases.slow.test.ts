import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engines/contract.ts";
import { sparkMacros } from "../../src/engines/spark/macros.ts";
import { SparkEngine } from "../../src/engines/spark/spark-engine.ts";
import { loadModels } from "../../src/pipeline/load-models.ts";
import { runModelCase, TEST_CONSTANTS } from "../support/model-cases.ts";
import { sharedSparkCluster, sparkMissing } from "../support/spark-cluster.ts";
import { suiteWhen } from "../support/suite-when.ts";

/** Cases are a few rows each: compiling every query and spreading it over tasks would cost more than all else. */
const SMALL =
  "spark.sql.codegen.wholeStage=false&spark.sql.shuffle.partitions=1&spark.sql.adaptive.enabled=false";
const SQL_TYPES = {
  text: "VARCHAR",
  integer: "INTEGER",
  bigint: "BIGINT",
  double: "DOUBLE",
  boolean: "BOOLEAN",
  timestamp: "TIMESTAMP",
  date: "DATE",
};

const set = await loadModels({
  engine: { name: "spark", macros: sparkMacros } as Engine,
  constants: TEST_CONSTANTS,
});

suiteWhen(sparkMissing.length === 0, `it needs ${sparkMissing.join(" and ")}`, "SQL models on Spark", () => {
  let engine: SparkEngine;
  beforeAll(async () => {
    const { url, sharedDir } = await sharedSparkCluster();
    const spillDir = mkdtempSync(join(tmpdir(), "renown-spill-"));
    engine = await SparkEngine.open({
      url: `${url}?${SMALL}`,
      sharedDir,
      memoryMebibytes: 512,
      threads: 1,
      spillDir,
    });
  }, 240_000);
  afterAll(() => engine?.close());

  for (const model of set.models) {
    describe(`model ${model.name}`, () => {
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
    describe(`check ${check.name}`, () => {
      it.each(check.sheet.tests)("$shows", async test => {
        const { answered, expected } = await runModelCase(engine, set, check, test);
        expect(answered).toEqual(expected);
      });
    });
  }
});
