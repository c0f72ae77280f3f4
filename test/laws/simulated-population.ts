import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { computeRun } from "../../src/app/compute-run.ts";
import { TABLES, type TableName } from "../../src/domain/interchange/schema.ts";
import { noProgress } from "../../src/domain/progress.ts";
import { DuckDbEngine } from "../../src/engines/duckdb/duckdb-engine.ts";
import { DEFAULT_END_AT } from "../../src/simulator/options.ts";
import { simulate } from "../../src/simulator/simulate.ts";
import { LAW_MODEL } from "../support/score-rows.ts";

/** A simulated population as Parquet files in a folder of its own. */
export class SimulatedPopulation {
  private constructor(readonly workDir: string) {}

  static async create(size: {
    readonly accounts: number;
    readonly interactions: number;
    readonly seed: number;
  }): Promise<SimulatedPopulation> {
    const population = new SimulatedPopulation(await mkdtemp(join(tmpdir(), "renown-population-")));
    const engine = await population.openEngine("simulate", 2);
    await simulate(engine, { ...size, outDir: join(population.workDir, "rows") });
    await engine.close();
    return population;
  }

  openEngine(name: string, threads: number): Promise<DuckDbEngine> {
    return DuckDbEngine.open({
      memoryMebibytes: 1024,
      threads,
      spillDir: join(this.workDir, `spill-${name}`),
    });
  }

  /** Runs all models and scoring in `engine`; `moreInteractions` is SQL of further rows of interactions. */
  async run(engine: DuckDbEngine, moreInteractions?: string): Promise<void> {
    const source = (table: TableName) => {
      const rows = `SELECT * FROM read_parquet('${join(this.workDir, "rows", table, "*.parquet")}')`;
      const isExtended = table === "interactions" && moreInteractions !== undefined;
      const all = isExtended ? `${rows} UNION ALL BY NAME ${moreInteractions}` : rows;
      return `SELECT *, CAST("${TABLES[table].dayColumn}" AS DATE) AS day FROM (${all}) AS given`;
    };
    await computeRun(engine, source, { asOf: DEFAULT_END_AT, model: LAW_MODEL, progress: noProgress });
  }

  remove(): Promise<void> {
    return rm(this.workDir, { recursive: true, force: true });
  }
}
