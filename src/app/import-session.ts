import type { RowOf } from "../domain/interchange/schema.ts";
import { TABLES } from "../domain/interchange/schema.ts";
import { columnsOf } from "../domain/interchange/table.ts";
import type { Engine, EngineRow } from "../engines/contract.ts";
import type { CompleteSpan } from "../interchange/completeness.ts";
import type { Lake } from "../lake/contract.ts";
import type { ImportOptions } from "./summaries.ts";

/** What one call of `renown import` works with. */
export interface ImportSession {
  readonly lake: Lake;
  readonly engine: Engine;
  readonly options: ImportOptions;
  /** Span of `--complete`, or null. */
  readonly complete: CompleteSpan | null;
}

/** Creates the engine table `relation` with observation rows, typed as the lake expects. */
export async function createObservations(
  engine: Engine,
  relation: string,
  rows: readonly RowOf<"observations">[],
): Promise<void> {
  const types = { time: "timestamp", flag: "boolean", count: "bigint" } as const;
  const columns = columnsOf(TABLES.observations).map(({ name, columnType }) => {
    const type = columnType === "time" || columnType === "flag" ? types[columnType] : "text";
    return [name, type] as const;
  });
  await engine.createTableFromRows(relation, Object.fromEntries(columns), rows as readonly EngineRow[]);
}

/** An empty count per reason or table to add to. */
export function addCounts(
  into: Record<string, number>,
  counts: Readonly<Record<string, number>>,
): Record<string, number> {
  for (const [key, count] of Object.entries(counts)) into[key] = (into[key] ?? 0) + count;
  return into;
}
