import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import type { Progress } from "../domain/progress.ts";
import { DuckDbEngine } from "../engines/duckdb/duckdb-engine.ts";
import type { SimulationSummary } from "../simulator/options.ts";
import { simulate } from "../simulator/simulate.ts";
import { createFolder } from "./create-folder.ts";

/** What was simulated into `outDir`, in the interchange schema. The same options give the same bytes.
 *  @throws ConfigProblem when a number is out of range or the folder holds something else. */
export async function simulateTo(options: {
  readonly accounts: number;
  readonly interactions: number;
  readonly seed: number;
  readonly actSeed?: number;
  readonly days?: number;
  readonly outDir: string;
  readonly progress: Progress;
}): Promise<SimulationSummary> {
  createFolder(options.outDir, "--out");
  const spillDir = await mkdtemp(join(tmpdir(), "renown-simulate-"));
  const engine = await DuckDbEngine.open({
    memoryMebibytes: 2048,
    threads: availableParallelism(),
    spillDir,
  });
  try {
    return await simulate(engine, options);
  } finally {
    await engine.close();
    await rm(spillDir, { recursive: true, force: true });
  }
}
