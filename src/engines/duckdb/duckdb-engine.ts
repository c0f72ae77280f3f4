import { mkdir, readdir, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import {
  type DuckDBConnection,
  DuckDBInstance,
  DuckDBTimestampValue,
  type DuckDBValue,
  type DuckDBVector,
} from "@duckdb/node-api";
import { EngineFailure } from "../../domain/errors.ts";
import { sqlIdentifier, sqlLiteral } from "../../lib/sql-text.ts";
import type {
  CellValue,
  ColumnBatch,
  Engine,
  EngineOptions,
  EngineRow,
  NumericArray,
  WrittenFile,
} from "../contract.ts";
import { duckDbMacros } from "./macros.ts";

const CAPABILITIES = { readsInterchangeFiles: true, streamsColumns: true } as const;
const PARQUET = "FORMAT parquet, COMPRESSION zstd";

/** The embedded engine: DuckDB in this process, tables in memory, spilling to `spillDir`. */
export class DuckDbEngine implements Engine {
  readonly name = "duckdb";
  readonly capabilities = CAPABILITIES;
  readonly macros = duckDbMacros;

  private constructor(
    readonly version: string,
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
    private readonly spillDir: string,
  ) {}

  static async open(options: EngineOptions): Promise<DuckDbEngine> {
    await mkdir(options.spillDir, { recursive: true });
    const instance = await DuckDBInstance.create(":memory:", {
      threads: String(options.threads),
      memory_limit: `${options.memoryMebibytes}MiB`,
      temp_directory: options.spillDir,
      preserve_insertion_order: "true",
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
    });
    const connection = await instance.connect();
    await connection.run("SET TimeZone = 'UTC'");
    const [row] = await (await connection.run("SELECT version()")).getRows();
    return new DuckDbEngine(String(row?.[0]), instance, connection, options.spillDir);
  }

  async run(sql: string, model?: string): Promise<void> {
    await this.attempt(sql, model, () => this.connection.run(sql));
  }

  async createTable(name: string, select: string, model?: string): Promise<number> {
    await this.run(`CREATE OR REPLACE TABLE ${sqlIdentifier(name)} AS ${select}`, model);
    const [row] = await this.rows(`SELECT count(*) AS n FROM ${sqlIdentifier(name)}`);
    return Number(row?.["n"]);
  }

  async createView(name: string, select: string, model?: string): Promise<void> {
    await this.run(`CREATE OR REPLACE VIEW ${sqlIdentifier(name)} AS ${select}`, model);
  }

  async rows(sql: string): Promise<readonly EngineRow[]> {
    const reader = await this.attempt(sql, undefined, () => this.connection.runAndReadAll(sql));
    const names = reader.columnNames();
    return reader
      .getRows()
      .map(row => Object.fromEntries(names.map((name, i) => [name, toCell(row[i] ?? null)])));
  }

  async *columns(sql: string): AsyncIterable<ColumnBatch> {
    const result = await this.attempt(sql, undefined, () => this.connection.stream(sql));
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return;
      const columns = Array.from({ length: chunk.columnCount }, (_, i) =>
        numericItems(chunk.getColumnVector(i), sql),
      );
      yield { rowCount: chunk.rowCount, columns };
    }
  }

  async createTableFromColumns(name: string, columns: Readonly<Record<string, NumericArray>>): Promise<void> {
    const entries = Object.entries(columns);
    const definitions = entries.map(([column, values]) => `${sqlIdentifier(column)} ${sqlTypeOf(values)}`);
    await this.run(`CREATE OR REPLACE TABLE ${sqlIdentifier(name)} (${definitions.join(", ")})`);
    const rowCount = entries[0]?.[1].length ?? 0;
    const appender = await this.connection.createAppender(name);
    for (let row = 0; row < rowCount; row++) {
      for (const [, values] of entries) {
        const value = values[row] as number & bigint;
        if (values instanceof Float64Array) appender.appendDouble(value);
        else if (values instanceof Int32Array || values instanceof Uint32Array)
          appender.appendBigInt(BigInt(value));
        else appender.appendBigInt(value);
      }
      appender.endRow();
    }
    appender.closeSync();
  }

  async createTableFromRows(
    name: string,
    columns: Readonly<Record<string, string>>,
    rows: Iterable<EngineRow>,
  ): Promise<void> {
    const entries = Object.entries(columns);
    const definitions = entries.map(([column, type]) => `${sqlIdentifier(column)} ${type}`);
    await this.run(`CREATE OR REPLACE TABLE ${sqlIdentifier(name)} (${definitions.join(", ")})`);
    const appender = await this.connection.createAppender(name);
    for (const row of rows) {
      for (const [column, type] of entries) {
        const value = row[column] ?? null;
        if (value === null) appender.appendNull();
        else if (type === "double") appender.appendDouble(Number(value));
        else if (type === "bigint") appender.appendBigInt(BigInt(value as number));
        else if (type === "boolean") appender.appendBoolean(Boolean(value));
        else if (type === "timestamp")
          appender.appendTimestamp(new DuckDBTimestampValue(BigInt(Date.parse(String(value))) * 1000n));
        else appender.appendVarchar(String(value));
      }
      appender.endRow();
    }
    appender.closeSync();
  }

  async writePartitioned(
    select: string,
    dir: string,
    options: { readonly partitionBy: readonly string[]; readonly orderBy: readonly string[] },
  ): Promise<readonly WrittenFile[]> {
    const order = options.orderBy.map(sqlIdentifier).join(", ");
    const ordered = order === "" ? select : `SELECT * FROM (${select}) ORDER BY ${order}`;
    const partition = options.partitionBy.map(sqlIdentifier).join(", ");
    await mkdir(dir, { recursive: true });
    // With several threads a partitioned COPY loses the order inside a file; with one it costs the same.
    const [setting] = await this.rows("SELECT current_setting('threads') AS threads");
    await this.run("SET threads = 1");
    try {
      await this.run(
        `COPY (${ordered}) TO ${sqlLiteral(dir)} (${PARQUET}, PARTITION_BY (${partition}), OVERWRITE_OR_IGNORE)`,
      );
    } finally {
      await this.run(`SET threads = ${Number(setting?.["threads"])}`);
    }
    const names = await readdir(dir, { recursive: true });
    const paths = names.filter(name => name.endsWith(".parquet")).sort();
    if (paths.length === 0) return [];
    const counts = await this.rows(
      `SELECT file_name, num_rows FROM parquet_file_metadata(${sqlLiteral(join(dir, "**/*.parquet"))})`,
    );
    const rowCounts = new Map(
      counts.map(row => [relative(dir, String(row["file_name"])), Number(row["num_rows"])]),
    );
    return paths.map(path => ({ path, rowCount: rowCounts.get(path) ?? 0 }));
  }

  async writeParquet(select: string, path: string, orderBy: readonly string[]): Promise<number> {
    const order = orderBy.map(toOrderTerm).join(", ");
    await this.run(`COPY (SELECT * FROM (${select}) ORDER BY ${order}) TO ${sqlLiteral(path)} (${PARQUET})`);
    const [row] = await this.rows(`SELECT count(*) AS n FROM read_parquet(${sqlLiteral(path)})`);
    return Number(row?.["n"]);
  }

  async close(): Promise<void> {
    this.connection.closeSync();
    this.instance.closeSync();
    await rm(this.spillDir, { recursive: true, force: true });
  }

  private async attempt<T>(sql: string, model: string | undefined, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      throw new EngineFailure(message, { engine: this.name, sql, ...(model && { model }) }, { cause });
    }
  }
}

function toOrderTerm(column: string): string {
  const descending = / desc$/i.exec(column);
  if (descending === null) return `${sqlIdentifier(column)} NULLS LAST`;
  return `${sqlIdentifier(column.slice(0, descending.index))} DESC NULLS LAST`;
}

function numericItems(vector: DuckDBVector, sql: string): NumericArray {
  const items = (vector as unknown as { items?: unknown }).items;
  if (
    items instanceof Int32Array ||
    items instanceof Uint32Array ||
    items instanceof BigInt64Array ||
    items instanceof BigUint64Array ||
    items instanceof Float64Array
  )
    return items;
  throw new EngineFailure("a streamed column is not numeric", { engine: "duckdb", sql });
}

function sqlTypeOf(values: NumericArray): string {
  if (values instanceof Float64Array) return "DOUBLE";
  if (values instanceof BigUint64Array) return "UBIGINT";
  return "BIGINT";
}

function toCell(value: DuckDBValue): CellValue {
  if (value === null || typeof value === "boolean" || typeof value === "string" || typeof value === "number")
    return value;
  if (typeof value === "bigint") {
    const number = Number(value);
    if (!Number.isSafeInteger(number)) throw new RangeError(`integer ${value} is beyond 2^53 - 1`);
    return number;
  }
  if (value instanceof DuckDBTimestampValue) return new Date(Number(value.micros / 1000n)).toISOString();
  if ("items" in value && Array.isArray(value.items)) return value.items.map(toCell);
  return String(value);
}
