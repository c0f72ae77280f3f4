import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadAuthenticityModel } from "../../src/app/authenticity/load-authenticity-model.ts";
import { TABLE_NAMES, TABLES, type TableName } from "../../src/domain/interchange/schema.ts";
import type { Engine, EngineRow, Macro } from "../../src/engines/contract.ts";
import { DuckDbEngine } from "../../src/engines/duckdb/duckdb-engine.ts";
import { SparkEngine } from "../../src/engines/spark/spark-engine.ts";
import { loadModels } from "../../src/pipeline/load-models.ts";
import { runModels } from "../../src/pipeline/run-models.ts";
import type { ModelSet } from "../../src/pipeline/sql-model.ts";
import { DEFAULT_END_AT } from "../../src/simulator/options.ts";
import { simulate } from "../../src/simulator/simulate.ts";
import { DISCOUNTED_CONSTANTS } from "../support/discounted-world.ts";
import { sourceColumns } from "../support/model-cases.ts";
import { LAW_MODEL } from "../support/score-rows.ts";
import { sharedSparkCluster, sparkMissing } from "../support/spark-cluster.ts";
import { suiteWhen } from "../support/suite-when.ts";

const RELATIVE_TOLERANCE = 1e-9;
/** With discounts, so that their models have rows too. */
const CONSTANTS = { ...LAW_MODEL.constants, ...DISCOUNTED_CONSTANTS };
const DISCOUNT_MODELS = [
  "int_returned",
  "int_vouching",
  "int_vouched",
  "int_counted_attention",
  "int_counted_reactions",
  "int_silent_followers",
];

/** Keys that are the same number on both engines, so that rows can be matched: 60 bits of MD5 over the texts. */
const comparableKey = (toBigint: (hex: string) => string): Macro => {
  return (...columns) =>
    toBigint(
      `substr(md5(${columns.map(column => `coalesce('=' || ${column}, '')`).join(" || '|' || ")}), 1, 15)`,
    );
};
const COMPARABLE_KEYS = {
  duckdb: comparableKey(hex => `CAST('0x' || ${hex} AS BIGINT)`),
  spark: comparableKey(hex => `CAST(conv(${hex}, 16, 10) AS BIGINT)`),
};

function withComparableKeys<E extends Engine>(engine: E): E {
  const macros = { ...engine.macros, hash64: COMPARABLE_KEYS[engine.name] };
  return Object.defineProperty(engine, "macros", { value: macros });
}

const reason = `it needs ${sparkMissing.join(" and ")}`;

suiteWhen(sparkMissing.length === 0, reason, "a simulated population on both engines", () => {
  let folder: string;
  let duckdb: DuckDbEngine;
  let spark: SparkEngine;
  let set: ModelSet;

  beforeAll(async () => {
    const { url, sharedDir } = await sharedSparkCluster();
    folder = mkdtempSync(join(sharedDir, "population-"));
    const options = (name: string) => ({
      memoryMebibytes: 1024,
      threads: 2,
      spillDir: join(folder, `spill-${name}`),
    });
    duckdb = await DuckDbEngine.open(options("duckdb"));
    await simulate(duckdb, { accounts: 400, interactions: 8_000, seed: 7, outDir: join(folder, "rows") });
    withComparableKeys(duckdb);
    spark = withComparableKeys(await SparkEngine.open({ ...options("spark"), url, sharedDir }));
    set = await loadModels({ engine: duckdb, constants: CONSTANTS });
    for (const engine of [duckdb, spark])
      await runModels(engine, {
        source: table => sourceOf(engine, table),
        asOf: DEFAULT_END_AT,
        constants: CONSTANTS,
        kindWeights: LAW_MODEL.kindWeights,
        authenticity: loadAuthenticityModel(),
      });
  }, 1_500_000);
  afterAll(async () => {
    await spark?.close();
    await duckdb?.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  function sourceOf(engine: Engine, table: TableName): string {
    const dir = join(folder, "rows", table);
    const files = TABLE_NAMES.includes(table) ? listParquet(dir) : [];
    const rows = engine.parquetRelation(sourceColumns(table), {}, files);
    return `SELECT *, CAST("${TABLES[table].dayColumn}" AS DATE) AS day FROM (${rows}) AS given`;
  }

  it("has the same rows in every model", async () => {
    const differences: string[] = [];
    let rowCount = 0;
    for (const model of set.models) {
      const names = Object.keys(model.sheet.columns);
      const columns = names.map(name => `"${name}"`).join(", ");
      // Words may be numbered on one engine, and then stand in the order of their numbers.
      const inOrder = (name: string) =>
        model.sheet.columns[name]?.type === "text" ? `CAST("${name}" AS STRING)` : `"${name}"`;
      const key = model.sheet.key.map(name => `${inOrder(name)} NULLS LAST`).join(", ");
      const sql = `SELECT ${columns} FROM ${model.name} ORDER BY ${key}`;
      const [ours, theirs] = [await textKeys(duckdb, sql, model), await textKeys(spark, sql, model)];
      rowCount += ours.length;
      if (DISCOUNT_MODELS.includes(model.name) && ours.length === 0)
        differences.push(`${model.name}: no rows to compare`);
      if (ours.length !== theirs.length) {
        differences.push(`${model.name}: ${ours.length} rows on DuckDB, ${theirs.length} on Spark`);
        continue;
      }
      const unequal = names.filter(name => ours.some((row, i) => !isSame(row[name]!, theirs[i]![name]!)));
      for (const name of unequal) {
        const place = ours.findIndex((row, i) => !isSame(row[name]!, theirs[i]![name]!));
        differences.push(
          `${model.name}.${name}: ${JSON.stringify(ours[place]![name])} on DuckDB, ${JSON.stringify(theirs[place]![name])} on Spark`,
        );
      }
    }
    expect(differences).toEqual([]);
    expect(rowCount).toBeGreaterThan(10_000);
  });

  /** Rows with the 64-bit keys as text, since a cell cannot hold them. */
  async function textKeys(engine: Engine, sql: string, model: ModelSet["models"][number]) {
    const columns = Object.entries(model.sheet.columns).map(([name, { type }]) =>
      type === "bigint" ? `CAST("${name}" AS STRING) AS "${name}"` : `"${name}"`,
    );
    return engine.rows(`SELECT ${columns.join(", ")} FROM (${sql}) AS answer`);
  }
});

function listParquet(dir: string): readonly string[] {
  return readdirSync(dir)
    .filter(name => name.endsWith(".parquet"))
    .sort()
    .map(name => join(dir, name));
}

function isSame(ours: EngineRow[string], theirs: EngineRow[string]): boolean {
  if (typeof ours !== "number" || typeof theirs !== "number")
    return JSON.stringify(ours) === JSON.stringify(theirs);
  return Math.abs(ours - theirs) <= RELATIVE_TOLERANCE * Math.max(1e-9, Math.abs(ours), Math.abs(theirs));
}

describe("the comparison", () => {
  it("tells apart what differs by more than a billionth, and null from 0", () => {
    expect(isSame(1, 1 + 1e-10)).toBe(true);
    expect(isSame(1, 1 + 1e-8)).toBe(false);
    expect(isSame(null, 0)).toBe(false);
  });
});
