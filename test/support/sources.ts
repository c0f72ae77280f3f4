import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TABLE_NAMES, type TableName } from "../../src/domain/interchange/schema.ts";
import type { Engine } from "../../src/engines/contract.ts";
import { DuckDbEngine } from "../../src/engines/duckdb/duckdb-engine.ts";
import { loadedColumns, loadedSource, type Rows } from "./model-cases.ts";

/** Rows of interchange tables in JSON form, lists as text such as `[tea, cups]`; absent tables are empty. */
export type Population = Partial<Readonly<Record<TableName, Rows>>>;

/** A small engine whose spill folder goes when it is closed. */
export function openTestEngine(threads = 1): Promise<DuckDbEngine> {
  const spillDir = mkdtempSync(join(tmpdir(), "renown-engine-"));
  return DuckDbEngine.open({ memoryMebibytes: 512, threads, spillDir });
}

/** Puts `population` into tables of `engine` and returns what a lake's `source` would. */
export async function loadSources(
  engine: Engine,
  population: Population,
): Promise<(table: TableName) => string> {
  for (const table of TABLE_NAMES)
    await engine.createTableFromRows(`lake_${table}`, loadedColumns(table), population[table] ?? []);
  return table => loadedSource(table, `lake_${table}`);
}
