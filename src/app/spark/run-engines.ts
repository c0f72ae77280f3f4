import type { Engine } from "../../engines/contract.ts";
import type { Lake } from "../../lake/contract.ts";
import { type EngineChoice, openEngine } from "../open-engine.ts";
import { openSparkEngine } from "./open-spark-engine.ts";

/** What a run asks of engines. */
export interface RunEngineChoice extends EngineChoice {
  /** Address of a Spark Thrift server; RENOWN_SPARK_URL when absent. */
  readonly sparkUrl?: string | undefined;
  /** Folder for what goes between this process and the cluster; one in the lake when absent. */
  readonly sparkShared?: string | undefined;
}

/** The engines of a run: one computes models, standing and scores; one in this process keeps the lake (journal, erasure,
 *  publishing). Without a cluster they are the same. */
export interface RunEngines {
  readonly engine: Engine;
  readonly housekeeper: Engine;
  close(): Promise<void>;
}

/** The engines that `choice` asks for, found usable: a cluster is reached, and sees the lake, before any work begins.
 *  @throws ConfigProblem when it is not. */
export async function openRunEngines(
  lake: Lake,
  choice: RunEngineChoice,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<RunEngines> {
  const housekeeper = await openEngine(lake.temporaryDir("run"), { ...choice, engine: "duckdb" });
  if (choice.engine !== "spark")
    return { engine: housekeeper, housekeeper, close: () => housekeeper.close() };
  try {
    const engine = await openSparkEngine(lake, housekeeper, {
      url: choice.sparkUrl ?? env["RENOWN_SPARK_URL"] ?? "",
      sharedDir: choice.sparkShared ?? null,
    });
    const close = async () => {
      try {
        await engine.close();
      } finally {
        await housekeeper.close();
      }
    };
    return { engine, housekeeper, close };
  } catch (error) {
    await housekeeper.close();
    throw error;
  }
}
