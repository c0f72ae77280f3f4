import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import { TABLES, type TableName } from "../../src/domain/interchange/schema.ts";
import { columnsOf } from "../../src/domain/interchange/table.ts";
import type { Engine, EngineRow } from "../../src/engines/contract.ts";
import { DuckDbEngine } from "../../src/engines/duckdb/duckdb-engine.ts";
import type { CheckedRows, CommitResult, Lake } from "../../src/lake/contract.ts";
import { openLake } from "../../src/lake/open-lake.ts";

const SQL_TYPES = {
  text: "VARCHAR",
  choice: "VARCHAR",
  time: "TIMESTAMP",
  count: "BIGINT",
  flag: "BOOLEAN",
  text_list: "VARCHAR[]",
} as const;

type Row = Readonly<Record<string, unknown>>;
let counter = 0;

/** Name of an engine table that holds `rows` of `table` as an importer would hand it over; absent columns are null. */
export async function checkedRows(
  engine: Engine,
  table: TableName,
  rows: readonly Row[],
): Promise<CheckedRows> {
  const columns = columnsOf(TABLES[table]);
  counter += 1;
  const raw = `raw_${table}_${counter}`;
  const text = rows.map(row =>
    Object.fromEntries(
      columns.map(({ name, columnType }) => {
        const value = row[name] ?? null;
        return [name, columnType === "text_list" && value !== null ? JSON.stringify(value) : value];
      }),
    ),
  ) as EngineRow[];
  await engine.createTableFromRows(raw, Object.fromEntries(columns.map(({ name }) => [name, "text"])), text);
  const casts = columns.map(({ name, columnType }) => {
    if (columnType === "text_list") return `from_json("${name}", '["VARCHAR"]') AS "${name}"`;
    return `CAST("${name}" AS ${SQL_TYPES[columnType]}) AS "${name}"`;
  });
  const relation = `checked_${table}_${counter}`;
  await engine.createTable(relation, `SELECT ${casts.join(", ")} FROM ${raw}`);
  return { table, relation };
}

/** The outcome of committing `tables` as one batch whose content hash follows from `label`. */
export async function commitRows(
  lake: Lake,
  engine: Engine,
  label: string,
  tables: Partial<Record<TableName, readonly Row[]>>,
): Promise<CommitResult> {
  const rows: CheckedRows[] = [];
  for (const [table, tableRows] of Object.entries(tables))
    rows.push(await checkedRows(engine, table as TableName, tableRows));
  return lake.commit(engine, rows, { contentHash: createHash("sha256").update(label).digest("hex"), label });
}

/** Rows of `table` in the lake, ordered by all columns. */
export async function lakeRows(lake: Lake, engine: Engine, table: TableName): Promise<readonly EngineRow[]> {
  const order = columnsOf(TABLES[table]).map(({ name }) => `"${name}" NULLS LAST`);
  return engine.rows(`SELECT * FROM (${lake.source(table)}) ORDER BY ${order.join(", ")}`);
}

/** A like of `actor` on `target` at `actedAt` (ISO text). */
export function like(actor: string, target: string, actedAt: string | null, id?: string): Row {
  return {
    network: "x",
    interaction_id: id ?? `${actor}>${target}@${actedAt}`,
    kind: actedAt === null ? "follow" : "like",
    actor_id: actor,
    target_id: target,
    acted_at: actedAt,
  };
}

/** Opens lakes and engines in temporary folders that are removed after each test. */
export function lakeWorkshop() {
  const closers: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });
  const folder = async () => {
    const dir = await mkdtemp(join(tmpdir(), "renown-lake-"));
    closers.push(() => rm(dir, { recursive: true, force: true }));
    return dir;
  };
  return {
    folder,
    engine: async () => {
      const spillDir = join(await folder(), "spill");
      const engine = await DuckDbEngine.open({ memoryMebibytes: 512, threads: 2, spillDir });
      closers.push(() => engine.close());
      return engine;
    },
    open: async (dir: string, options?: Parameters<typeof openLake>[1]) => {
      const lake = await openLake(dir, options);
      let isOpen = true;
      const close = lake.close.bind(lake);
      lake.close = async () => {
        if (isOpen) await close();
        isOpen = false;
      };
      closers.push(() => lake.close());
      return lake;
    },
  };
}
