import { availableParallelism, totalmem } from "node:os";
import { ConfigProblem } from "../domain/errors.ts";
import type { Engine } from "../engines/contract.ts";
import { DuckDbEngine } from "../engines/duckdb/duckdb-engine.ts";

/** Which engine of a run to open and what it may use. */
export interface EngineChoice {
  readonly engine?: "duckdb" | "spark" | undefined;
  /** Bound before spilling, MiB; by default 2048, or half of the machine's memory where that is less. */
  readonly memoryMebibytes?: number | undefined;
  /** By default RENOWN_THREADS, else all cores. */
  readonly threads?: number | undefined;
  /** As EngineOptions has it. */
  readonly keepsOrder?: boolean | undefined;
}

const DEFAULT_MEMORY_MEBIBYTES = 2048;

/** The open engine of this process, which spills into `spillDir`; the caller closes it. A run on a cluster opens its
 *  engines by `openRunEngines`.
 *  @throws ConfigProblem for a RENOWN_THREADS that is no number. */
export async function openEngine(spillDir: string, choice: EngineChoice = {}): Promise<Engine> {
  const halfOfMachine = Math.floor(totalmem() / 2 ** 21);
  return DuckDbEngine.open({
    memoryMebibytes: choice.memoryMebibytes ?? Math.min(DEFAULT_MEMORY_MEBIBYTES, halfOfMachine),
    threads: choice.threads ?? threadsOf(process.env["RENOWN_THREADS"]),
    ...(choice.keepsOrder !== undefined && { keepsOrder: choice.keepsOrder }),
    spillDir,
  });
}

function threadsOf(setting: string | undefined): number {
  if (setting === undefined || setting === "") return availableParallelism();
  const threads = Number(setting);
  if (Number.isInteger(threads) && threads >= 1 && threads <= 1024) return threads;
  throw new ConfigProblem(
    `RENOWN_THREADS=${setting} is not a number of threads: write a whole number of 1 or more.`,
  );
}
