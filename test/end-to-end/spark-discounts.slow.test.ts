import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { runLake } from "../../src/app/run-lake.ts";
import type { DuckDbEngine } from "../../src/engines/duckdb/duckdb-engine.ts";
import { sqlPath } from "../../src/lib/sql-text.ts";
import { DISCOUNTED_CONSTANTS } from "../support/discounted-world.ts";
import { renown, temporaryFolders } from "../support/renown-cli.ts";
import { runAgreement } from "../support/run-agreement.ts";
import { openTestEngine } from "../support/sources.ts";
import { sharedSparkCluster, sparkMissing } from "../support/spark-cluster.ts";
import { suiteWhen } from "../support/suite-when.ts";

// Mocks are hoisted above everything else.
const DRAFT_ID = vi.hoisted(() => "a-draft-with-discounts");
const RUN_MILLISECONDS = 1_800_000;

vi.mock("../../src/app/load-model.ts", async importOriginal => {
  const original = await importOriginal<typeof import("../../src/app/load-model.ts")>();
  return {
    ...original,
    loadModel: (modelId?: string) => {
      if (modelId !== DRAFT_ID) return original.loadModel(modelId);
      const model = original.loadModel();
      return { ...model, id: DRAFT_ID, constants: { ...model.constants, ...DISCOUNTED_CONSTANTS } };
    },
  };
});

suiteWhen(
  sparkMissing.length === 0,
  `missing: ${sparkMissing.join(", ")}`,
  "a run by a model with discounts on a Spark cluster",
  () => {
    const newFolder = temporaryFolders();
    let engine: DuckDbEngine;
    let data: string;

    beforeAll(async () => {
      engine = await openTestEngine();
      const { url } = await sharedSparkCluster();
      const folder = await newFolder();
      data = join(folder, "lake");
      const population = join(folder, "population");
      const size = ["--accounts", "1000", "--interactions", "20000", "--seed", "5"];
      await renown(["simulate", ...size, "--out", population]);
      const imported = await renown(["import", population, "--quiet", "--data", data]);
      expect(imported).toMatchObject({ exitCode: 0 });
      const options = { dataDir: data, modelId: DRAFT_ID, asOf: "2026-10-31", progress: () => {} };
      await runLake({ ...options, engine: "duckdb" });
      await runLake({
        ...options,
        engine: "spark",
        sparkUrl: `${url}?spark.sql.shuffle.partitions=2`,
      });
    }, RUN_MILLISECONDS);
    afterAll(() => engine?.close());

    const runDir = (runId: string) => join(data, "runs", runId);

    it("gives the marts, ranks, scores and estimates of authenticity of DuckDB", async () => {
      const agreement = await runAgreement(engine, runDir("run-000001"), runDir("run-000002"));
      expect(agreement.differences).toEqual([]);
      expect(agreement.scoredCount).toBeGreaterThan(250);
      expect(agreement.scoredByOne).toBe(0);
      expect(agreement.standing).toBeLessThan(1e-6);
      expect(agreement.points).toBeLessThan(0.01);
      expect(agreement.authenticity).toBeLessThan(1e-6);
    });

    it("discounts people, and ranks by passes of SQL", async () => {
      const manifest = JSON.parse(readFileSync(join(runDir("run-000002"), "manifest.json"), "utf8"));
      expect(manifest).toMatchObject({ model: DRAFT_ID, people_rank: { kernel: "sql" } });
      expect(manifest.people_rank.edgeCount).toBeLessThan(
        manifest.models.find(({ model }: { model: string }) => model === "int_edges").rows,
      );
      const [counted] = await engine.rows(
        `SELECT count(*) FILTER (unvouched_people_count > 0) AS unvouched,
           count(*) FILTER (discounted_people_count > 0.5) AS discounted
         FROM read_parquet(${sqlPath(join(runDir("run-000002"), "account_features.parquet"))})`,
      );
      for (const count of Object.values(counted!)) expect(Number(count)).toBeGreaterThan(20);
    });
  },
);
