import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { TABLES } from "../../src/domain/interchange/schema.ts";
import { columnsOf } from "../../src/domain/interchange/table.ts";
import { DuckDbEngine } from "../../src/engines/duckdb/duckdb-engine.ts";
import type { Lake } from "../../src/lake/contract.ts";
import { openLake } from "../../src/lake/open-lake.ts";
import { TINY_PROFILES, TINY_RUN, writeTinyMarts } from "./tiny-marts.ts";

/** Makes a lake in `dir` that holds the profiles of the tiny run and its published marts. */
export async function makeTinyLake(dir: string): Promise<void> {
  const lake = await openLake(dir);
  const spillDir = lake.temporaryDir("spill");
  const engine = await DuckDbEngine.open({ memoryMebibytes: 256, threads: 1, spillDir });
  const types: Readonly<Record<string, string>> = { observed_at: "timestamp", created_at: "timestamp" };
  const columns = Object.fromEntries(
    columnsOf(TABLES.accounts).map(({ name }) => [
      name,
      types[name] ?? (name.startsWith("is_") ? "boolean" : "text"),
    ]),
  );
  // One protected account that no run holds.
  const hidden = { ...TINY_PROFILES[0]!, account_id: "9", handle: "hidden", is_protected: true };
  await engine.createTableFromRows("profiles", columns, [...TINY_PROFILES, hidden]);
  const origin = { contentHash: "tiny", label: "tiny" };
  await lake.commit(engine, [{ table: "accounts", relation: "profiles" }], origin);
  await publishTinyRun(lake, engine, TINY_RUN.asOf);
  await engine.close();
  await lake.close();
}

/** Publishes the tiny run once more, as of another time, and returns its id. */
export async function publishTinyRun(lake: Lake, engine: DuckDbEngine, asOf: string): Promise<string> {
  const finished = lake.temporaryDir("run");
  await writeTinyMarts(engine, finished);
  writeFileSync(join(finished, "manifest.json"), "{}\n");
  const run = { runId: lake.nextRunId(), ...TINY_RUN, asOf };
  await lake.publish(run, finished, "2026-11-01T00:00:00.000Z");
  return run.runId;
}
