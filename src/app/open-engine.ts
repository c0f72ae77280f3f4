import { availableParallelism, totalmem } from "node:os";
import { DuckDbEngine } from "../engines/duckdb/duckdb-engine.ts";
import { ConfigProblem } from "../domain/errors.ts";
import type { Engine } from "../engines/contract.ts";

/** Which engine to open and what it may use. */
export interface EngineChoice {
  readonly engine?: "duckdb" | "spark" | undefined;
  /** Bound before spilling, MiB; by default 2048, or half of the machine's memory where that is less. */
  readonly memoryMebibytes?: number | undefined;
  /** All cores by default. */
  readonly threads?: number | undefined;
}

const DEFAULT_MEMORY_MEBIBYTES = 2048;

/** An open engine that spills into `spillDir`; the caller closes it.
 *  @throws ConfigProblem for an engine that this version does not have. */
export async function openEngine(spillDir: string, choice: EngineChoice = {}): Promise<Engine> {
  if (choice.engine === "spark")
    throw new ConfigProblem("--engine spark is not available in this version; use --engine duckdb");
  const halfOfMachine = Math.floor(totalmem() / 2 ** 21);
  return DuckDbEngine.open({
    memoryMebibytes: choice.memoryMebibytes ?? Math.min(DEFAULT_MEMORY_MEBIBYTES, halfOfMachine),
    threads: choice.threads ?? availableParallelism(),
    spillDir,
  });
}
