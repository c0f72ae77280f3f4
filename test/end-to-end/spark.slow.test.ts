import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runLake } from "../../src/app/run-lake.ts";
import type { Progress } from "../../src/domain/progress.ts";
import type { DuckDbEngine } from "../../src/engines/duckdb/duckdb-engine.ts";
import { evaluationDataDir, evaluationDataReason, hasEvaluationData } from "../support/evaluation-data.ts";
import { renown, temporaryFolders } from "../support/renown-cli.ts";
import { runAgreement } from "../support/run-agreement.ts";
import { openTestEngine } from "../support/sources.ts";
import { type SparkCluster, sparkMissing, startSparkCluster } from "../support/spark-cluster.ts";
import { suiteWhen } from "../support/suite-when.ts";

const HIGGS = "higgs/interactions-days-1-5.csv.gz";
const FEW_PARTS = "?spark.sql.shuffle.partitions=2";
const RANK = 1e-6;
const POINTS = 0.01;
/** A run is some two hundred small statements; where the machine is busy each waits. */
const RUN_MILLISECONDS = 1_800_000;

suiteWhen(
  sparkMissing.length === 0,
  `missing: ${sparkMissing.join(", ")}`,
  "a run on a Spark cluster",
  () => {
    const newFolder = temporaryFolders();
    let cluster: SparkCluster;
    let engine: DuckDbEngine;

    beforeAll(async () => {
      engine = await openTestEngine();
      cluster = await startSparkCluster();
    }, RUN_MILLISECONDS);
    afterAll(async () => {
      await cluster?.stop();
      await engine?.close();
    }, 60_000);

    const run = (dataDir: string, name: "duckdb" | "spark", asOf: string, progress: Progress = () => {}) =>
      runLake({ dataDir, engine: name, sparkUrl: `${cluster.url}${FEW_PARTS}`, asOf, progress });
    const runDir = (data: string, runId: string) => join(data, "runs", runId);

    describe("over a simulated population", () => {
      const asOf = "2026-10-31";
      let data: string;

      beforeAll(async () => {
        const folder = await newFolder();
        data = join(folder, "lake");
        const population = join(folder, "population");
        const size = ["--accounts", "2000", "--interactions", "40000", "--seed", "3"];
        await renown(["simulate", ...size, "--out", population]);
        expect(await renown(["import", population, "--quiet", "--data", data])).toMatchObject({
          exitCode: 0,
        });
        await run(data, "duckdb", asOf);
        await run(data, "spark", asOf);
      }, RUN_MILLISECONDS);

      it("gives the marts, ranks and scores of DuckDB", async () => {
        const agreement = await runAgreement(engine, runDir(data, "run-000001"), runDir(data, "run-000002"));
        expect(agreement.differences).toEqual([]);
        expect(agreement.scoredCount).toBeGreaterThan(500);
        expect(agreement.scoredByOne).toBe(0);
        expect(agreement.standing).toBeLessThan(RANK);
        expect(agreement.points).toBeLessThan(POINTS);
        expect(agreement.authenticity).toBeLessThan(RANK);
      });

      it("names engine, version and kernel in its manifest", () => {
        const manifest = JSON.parse(readFileSync(join(runDir(data, "run-000002"), "manifest.json"), "utf8"));
        expect(manifest.engine).toEqual({ name: "spark", version: expect.stringMatching(/^\d+\.\d+/) });
        expect(manifest.people_rank).toMatchObject({ kernel: "sql" });
      });

      it("is what score and top answer from", async () => {
        const top = await renown(["top", "--limit", "20", "--json", "--quiet", "--data", data]);
        const entries = top.json()[0]!["entries"] as { id: string; networks: string[]; score: number }[];
        // The score of an account is its own; the place of a person with several is that of all of them.
        const first = entries.find(({ networks }) => networks.length === 1);
        const answer = (await renown(["score", first!.id, "--json", "--quiet", "--data", data])).json()[0]!;
        expect(answer["basis"]).toBe("published");
        expect(answer["score"]).toBeCloseTo(first!.score, 6);
      });

      it(
        "comes out the same when a worker is killed in the middle of it",
        async () => {
          let isKilled = false;
          await run(data, "spark", asOf, ({ step, done, total }) => {
            if (isKilled || step !== "models" || total === null || done < total / 2) return;
            isKilled = process.kill(cluster.workerPids[0]!, "SIGKILL");
          });
          expect(isKilled).toBe(true);
          const unbroken = await runAgreement(engine, runDir(data, "run-000002"), runDir(data, "run-000003"));
          expect(unbroken).toMatchObject({ differences: [], scoredByOne: 0, standing: 0 });
          expect(unbroken.points).toBeLessThan(1e-9);
        },
        RUN_MILLISECONDS,
      );
    });

    suiteWhen(
      hasEvaluationData(HIGGS),
      evaluationDataReason,
      "over half a million acts of five days on X",
      () => {
        it(
          "gives the ranks and scores of DuckDB",
          async () => {
            const data = join(await newFolder(), "lake");
            const imported = await renown([
              ...["import", join(evaluationDataDir, HIGGS), "--network", "x", "--quiet", "--data", data],
            ]);
            expect(imported).toMatchObject({ exitCode: 0 });
            await run(data, "duckdb", "2012-07-06");
            await run(data, "spark", "2012-07-06");
            const agreement = await runAgreement(
              engine,
              runDir(data, "run-000001"),
              runDir(data, "run-000002"),
            );
            expect(agreement).toMatchObject({ differences: [], scoredByOne: 0 });
            expect(agreement.standing).toBeLessThan(RANK);
            expect(agreement.points).toBeLessThan(POINTS);
            expect(agreement.authenticity).toBeLessThan(RANK);
          },
          RUN_MILLISECONDS,
        );
      },
    );
  },
);
