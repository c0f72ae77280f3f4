import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigProblem } from "../domain/errors.ts";
import type { Progress } from "../domain/progress.ts";
import { DuckDbEngine } from "../engines/duckdb/duckdb-engine.ts";
import { simulate } from "../simulator/simulate.ts";

/** What was simulated, as the simulator reports it. The same options give the same bytes.
 *  @throws ConfigProblem when a number is out of range or the folder already holds something. */
export async function simulateTo(options: {
  readonly accounts: number;
  readonly interactions: number;
  readonly seed: number;
  readonly outDir: string;
  readonly progress: Progress;
}): Promise<unknown> {
  const { accounts, interactions, outDir } = options;
  if (accounts < 10 || interactions < 0)
    throw new ConfigProblem(`--accounts ${accounts} --interactions ${interactions}: at least 10 accounts.`);
  if (existsSync(outDir) && readdirSync(outDir).length > 0)
    throw new ConfigProblem(`${outDir} is not empty: give --out a new folder.`);
  const spillDir = await mkdtemp(join(tmpdir(), "renown-simulate-"));
  const engine = await DuckDbEngine.open({ memoryMebibytes: 4096, threads: 2, spillDir });
  try {
    return await simulate(engine, options);
  } finally {
    await engine.close();
    await rm(spillDir, { recursive: true, force: true });
  }
}
