import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ConfigProblem } from "../domain/errors.ts";
import { TABLE_NAMES, TABLES, type TableName } from "../domain/interchange/schema.ts";
import { columnsOf } from "../domain/interchange/table.ts";
import type { Engine } from "../engines/contract.ts";
import { sqlIdentifier, sqlLiteral } from "../lib/sql-text.ts";
import { GENERATOR } from "./options.ts";

/** Writes numbered Parquet files of each table into one folder and counts their rows. */
export class TableFiles {
  private readonly parts = new Map<TableName, number>();
  private readonly counts = new Map<TableName, number>();

  private constructor(
    private readonly engine: Engine,
    readonly outDir: string,
  ) {}

  /** An empty set of files in `outDir`; an earlier simulation there is removed first.
   *  @throws ConfigProblem when the folder holds tables that no simulation wrote. */
  static async create(engine: Engine, outDir: string): Promise<TableFiles> {
    await mkdir(outDir, { recursive: true });
    await clearEarlier(outDir);
    await writeFile(join(outDir, "manifest.json"), manifestText({ is_finished: false }));
    for (const table of TABLE_NAMES) await mkdir(join(outDir, table), { recursive: true });
    return new TableFiles(engine, outDir);
  }

  /** Writes the rows of `select` as the next file of `table`, in the schema's columns and in the order of the
   *  select. Returns their number; nothing is kept in memory. */
  async write(table: TableName, select: string): Promise<number> {
    const part = this.parts.get(table) ?? 0;
    const path = join(this.outDir, table, `part-${String(part).padStart(4, "0")}.parquet`);
    const columns = columnsOf(TABLES[table]).map(column => sqlIdentifier(column.name));
    await this.engine.run(
      `COPY (SELECT ${columns.join(", ")} FROM (${select})) TO ${sqlLiteral(path)} (FORMAT parquet, COMPRESSION zstd)`,
      `simulate ${table}`,
    );
    const [row] = await this.engine.rows(`SELECT count(*) AS n FROM read_parquet(${sqlLiteral(path)})`);
    const rowCount = Number(row?.["n"]);
    this.parts.set(table, part + 1);
    this.counts.set(table, (this.counts.get(table) ?? 0) + rowCount);
    return rowCount;
  }

  /** A pattern that matches every file of `table`, for `read_parquet`. */
  glob(table: TableName): string {
    return join(this.outDir, table, "*.parquet").replaceAll("'", "''");
  }

  rowCounts(): Readonly<Record<TableName, number>> {
    const entries = TABLE_NAMES.map(table => [table, this.counts.get(table) ?? 0]);
    return Object.fromEntries(entries) as Record<TableName, number>;
  }
}

/** The text of `manifest.json`: the mark of a simulation, then `fields`. */
export function manifestText(fields: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify({ generator: GENERATOR, ...fields }, null, 2)}\n`;
}

async function clearEarlier(outDir: string): Promise<void> {
  const manifest = await readFile(join(outDir, "manifest.json"), "utf8").catch(() => null);
  if (manifest?.includes(`"${GENERATOR}"`)) {
    for (const table of TABLE_NAMES) await rm(join(outDir, table), { recursive: true, force: true });
    await rm(join(outDir, "manifest.json"));
    return;
  }
  for (const table of TABLE_NAMES) await refuseWhenFilled(join(outDir, table));
}

async function refuseWhenFilled(dir: string): Promise<void> {
  const names = await readdir(dir).catch(() => []);
  if (names.length > 0)
    throw new ConfigProblem(`${dir} holds files that no simulation wrote; name an empty folder.`);
}
