import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SparkEngine } from "../../engines/spark/spark-engine.ts";
import { attempt, type Finding } from "../finding.ts";
import type { Environment } from "../networks/settings-file.ts";

/** Whether the Spark Thrift server of RENOWN_SPARK_URL answers; nothing when none is named. */
export async function sparkFindings(env: Environment): Promise<readonly Finding[]> {
  const url = env["RENOWN_SPARK_URL"];
  if (url === undefined || url === "") return [];
  const hint = "Start the server, or correct RENOWN_SPARK_URL (docs/spark.md).";
  return [await attempt("Spark", () => sparkVersion(url), hint)];
}

async function sparkVersion(url: string): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "renown-doctor-"));
  try {
    const spillDir = join(dir, "spill");
    const engine = await SparkEngine.open({ url, sharedDir: dir, spillDir, memoryMebibytes: 0, threads: 0 });
    await engine.close();
    return `Spark ${engine.version} answers; \`renown run --engine spark\` checks the shared folder`;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
