import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadAuthenticityModel } from "../../src/app/authenticity/load-authenticity-model.ts";
import { TABLE_NAMES, TABLES, type TableName } from "../../src/domain/interchange/schema.ts";
import type { Engine, EngineRow } from "../../src/engines/contract.ts";
import { DuckDbEngine } from "../../src/engines/duckdb/duckdb-engine.ts";
import { SparkEngine } from "../../src/engines/spark/spark-engine.ts";
import { referenceKernel } from "../../src/graph/people-rank.ts";
import { runModels } from "../../src/pipeline/run-models.ts";
import { DISCOUNTED_CONSTANTS, discountedWorld } from "../support/discounted-world.ts";
import { sourceColumns, TEST_CONSTANTS, TEST_KIND_WEIGHTS } from "../support/model-cases.ts";
import { LAW_AS_OF } from "../support/score-rows.ts";
import { loadSources } from "../support/sources.ts";
import { sharedSparkCluster, sparkMissing } from "../support/spark-cluster.ts";
import { suiteWhen } from "../support/suite-when.ts";

/** Few rows: compiling every query and spreading it over tasks would cost more than all else. */
const SMALL =
  "spark.sql.codegen.wholeStage=false&spark.sql.shuffle.partitions=1&spark.sql.adaptive.enabled=false";
const CONSTANTS = { ...TEST_CONSTANTS, ...DISCOUNTED_CONSTANTS, tolerance: 1e-8 };
const RANK_TOLERANCE = 1e-6;
/** Keys differ between engines: every answer names accounts by their ids. */
const ANSWERS = {
  standing: `SELECT nodes.network, nodes.account_id, ranks.standing, 1 + ranks.own_echo AS echo,
      power(10, ranks.people_rank) AS paid
    FROM int_nodes AS nodes INNER JOIN people_rank AS ranks ON ranks.node_index = nodes.node_index`,
  vouching: `SELECT nodes.network, nodes.account_id, vouching.authenticity_units, vouching.watched_units,
      vouching.established_engagers_count, vouching.partners_count
    FROM int_nodes AS nodes INNER JOIN int_vouching AS vouching ON vouching.node_index = nodes.node_index`,
  edges: `SELECT givers.network, givers.account_id, count(*) AS edge_count,
      sum(CASE WHEN edges.is_vouched THEN 1 ELSE 0 END) AS vouched_count, sum(edges.counted_units) AS counted_units
    FROM int_vouched AS edges INNER JOIN int_nodes AS givers ON givers.node_index = edges.actor_index
    GROUP BY givers.network, givers.account_id`,
  twins: `SELECT nodes.network, nodes.account_id, twins.twins_count
    FROM int_nodes AS nodes INNER JOIN int_authenticity_twins AS twins ON twins.account_key = nodes.account_key`,
} as const;

suiteWhen(
  sparkMissing.length === 0,
  `it needs ${sparkMissing.join(" and ")}`,
  "discounts on Spark, by passes of SQL",
  () => {
    let folder: string;
    let duckdb: DuckDbEngine;
    let spark: SparkEngine;

    beforeAll(async () => {
      const { url, sharedDir } = await sharedSparkCluster();
      folder = mkdtempSync(join(sharedDir, "discounts-"));
      const options = (name: string) => ({
        memoryMebibytes: 512,
        threads: 1,
        spillDir: join(folder, `spill-${name}`),
      });
      duckdb = await DuckDbEngine.open(options("duckdb"));
      spark = await SparkEngine.open({ ...options("spark"), url: `${url}?${SMALL}`, sharedDir });
      const files = await writeWorld();
      for (const engine of [duckdb, spark])
        await runModels(engine, {
          source: table => sourceOf(engine, table, files),
          asOf: LAW_AS_OF,
          constants: CONSTANTS,
          kindWeights: TEST_KIND_WEIGHTS,
          authenticity: loadAuthenticityModel(),
          kernels: engine === spark ? "sql" : [referenceKernel],
          only: ["people_rank", "int_authenticity_twins"],
        });
    }, 1_500_000);
    afterAll(async () => {
      await spark?.close();
      await duckdb?.close();
      if (folder) rmSync(folder, { recursive: true, force: true });
    });

    async function writeWorld(): Promise<ReadonlyMap<string, string>> {
      const source = await loadSources(duckdb, discountedWorld());
      const files = new Map<string, string>();
      mkdirSync(join(folder, "rows"));
      for (const table of TABLE_NAMES) {
        const path = join(folder, "rows", `${table}.parquet`);
        const columns = Object.keys(sourceColumns(table)).map(name => `"${name}"`);
        const select = `SELECT ${columns.join(", ")} FROM (${source(table)}) AS given`;
        if ((await duckdb.writeParquet(select, path, [Object.keys(sourceColumns(table))[0]!])) > 0)
          files.set(table, path);
      }
      return files;
    }

    function sourceOf(engine: Engine, table: TableName, files: ReadonlyMap<string, string>): string {
      const file = files.get(table);
      const rows = engine.parquetRelation(sourceColumns(table), {}, file === undefined ? [] : [file]);
      return `SELECT *, CAST("${TABLES[table].dayColumn}" AS DATE) AS day FROM (${rows}) AS given`;
    }

    async function bothAnswers(name: keyof typeof ANSWERS): Promise<(readonly EngineRow[])[]> {
      const sql = `SELECT * FROM (${ANSWERS[name]}) AS answer ORDER BY network, account_id`;
      return [await duckdb.rows(sql), await spark.rows(sql)];
    }

    it.each(["vouching", "edges", "twins"] as const)("%s: the same of every account", async name => {
      const [ours, theirs] = await bothAnswers(name);
      expect(theirs).toEqual(ours);
      expect(ours!.length).toBeGreaterThan(50);
    });

    it("gives every account the standing, echo and rank of the kernel in this process", async () => {
      const [ours, theirs] = await bothAnswers("standing");
      expect(theirs).toHaveLength(ours!.length);
      const gaps = ours!.flatMap((row, place) =>
        ["standing", "echo", "paid"].map(column =>
          Math.abs(Number(theirs![place]![column]) / Number(row[column]) - 1),
        ),
      );
      expect(Math.max(...gaps)).toBeLessThan(RANK_TOLERANCE);
    });
  },
);
