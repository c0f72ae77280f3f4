import { mkdir, readdir, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import {
  BIGINT,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
  type DuckDBVector,
  UBIGINT,
} from "@duckdb/node-api";
import { EngineFailure } from "../../domain/errors.ts";
import { sqlIdentifier, sqlLiteral, sqlPath, sqlPathList } from "../../lib/sql-text.ts";
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
import { parquetRelation } from "./parquet-relation.ts";

const CAPABILITIES = { readsInterchangeFiles: true, streamsColumns: true } as const;
/** Rows of a full vector of DuckDB. */
const ROWS_A_CHUNK = 2048;
const PARQUET = "FORMAT parquet, COMPRESSION zstd";
/** Two thirds of the seconds for files of about the same size: words of many values are not put into dictionaries, which would be
 *  given up anyway. For files that nobody looks rows up in. */
const QUICK_PARQUET = `${PARQUET}, COMPRESSION_LEVEL 1, DICTIONARY_SIZE_LIMIT 2000`;

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
    private readonly memoryMebibytes: number,
    private readonly keepsOrder: boolean,
  ) {}

  static async open(options: EngineOptions): Promise<DuckDbEngine> {
    await mkdir(options.spillDir, { recursive: true });
    const instance = await DuckDBInstance.create(":memory:", {
      threads: String(options.threads),
      memory_limit: `${options.memoryMebibytes}MiB`,
      temp_directory: options.spillDir,
      preserve_insertion_order: String(options.keepsOrder ?? true),
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
    });
    const connection = await connect(instance);
    const [row] = await (await connection.run("SELECT version()")).getRows();
    return new DuckDbEngine(
      String(row?.[0]),
      instance,
      connection,
      options.spillDir,
      options.memoryMebibytes,
      options.keepsOrder ?? true,
    );
  }

  parquetRelation(
    columns: Readonly<Record<string, string>>,
    partitions: Readonly<Record<string, string>>,
    paths: readonly string[],
  ): string {
    return parquetRelation(columns, partitions, paths);
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

  async dropTable(name: string): Promise<void> {
    await this.run(`DROP TABLE IF EXISTS ${sqlIdentifier(name)}`);
  }

  async rows(sql: string): Promise<readonly EngineRow[]> {
    const reader = await this.attempt(sql, undefined, () => this.connection.runAndReadAll(sql));
    const names = reader.columnNames();
    return reader
      .getRows()
      .map(row => Object.fromEntries(names.map((name, i) => [name, toCell(row[i] ?? null)])));
  }

  /** DuckDB ends a stream early and in silence when its statement fails on the way, so the rows are counted: without
   *  `rowCount` the answer is a temporary table first. A stream has a connection to itself, since another statement would end it too. */
  async *columns(sql: string, rowCount?: number): AsyncIterable<ColumnBatch> {
    const connection = await connect(this.instance);
    const isOrdered = rowCount === undefined && !this.keepsOrder;
    try {
      if (isOrdered) await this.run("SET preserve_insertion_order = true");
      let rowsLeft = rowCount ?? (await this.copyOf(connection, sql));
      const streamed = rowCount === undefined ? "SELECT * FROM streamed" : sql;
      const result = await this.attempt(sql, undefined, () => connection.stream(streamed));
      const names = result.columnNames();
      for (;;) {
        const chunk = await this.attempt(sql, undefined, () => result.fetchChunk());
        if (chunk === null || chunk.rowCount === 0) break;
        rowsLeft -= chunk.rowCount;
        const columns = names.map((name, i) => numericItems(chunk.getColumnVector(i), name, sql));
        yield { rowCount: chunk.rowCount, columns };
      }
      if (rowsLeft !== 0) throw new EngineFailure(strayRows(rowsLeft), { engine: this.name, sql });
    } finally {
      connection.closeSync();
      if (isOrdered) await this.run("SET preserve_insertion_order = false");
    }
  }

  /** Makes the temporary table `streamed` and returns how many rows it has. */
  private async copyOf(connection: DuckDBConnection, sql: string): Promise<number> {
    const written = await this.attempt(sql, undefined, () =>
      connection.run(`CREATE TEMP TABLE streamed AS ${sql}`),
    );
    const [count] = await written.getRows();
    return Number(count?.[0]);
  }

  async createTableFromColumns(name: string, columns: Readonly<Record<string, NumericArray>>): Promise<void> {
    const entries = Object.entries(columns);
    const definitions = entries.map(([column, values]) => `${sqlIdentifier(column)} ${typeOf(values)}`);
    const create = `CREATE OR REPLACE TABLE ${sqlIdentifier(name)} (${definitions.join(", ")})`;
    const rowCount = entries[0]?.[1].length ?? 0;
    for (const [column, { length }] of entries)
      if (length !== rowCount)
        throw new EngineFailure(
          `column ${column} of ${name} has ${length} values, the first has ${rowCount}`,
          {
            engine: this.name,
            sql: create,
          },
        );
    await this.run(create);
    const appender = await this.connection.createAppender(name);
    const types = entries.map(([, values]) => typeOf(values));
    for (let from = 0; from < rowCount; from += ROWS_A_CHUNK) {
      const to = Math.min(rowCount, from + ROWS_A_CHUNK);
      const chunk = DuckDBDataChunk.create(types, to - from);
      for (const [column, [, values]] of entries.entries())
        fillVector(chunk.getColumnVector(column), values.subarray(from, to));
      appender.appendDataChunk(chunk);
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
    const files = sqlPathList(paths.map(path => join(dir, path)));
    const counts = await this.rows(`SELECT file_name, num_rows FROM parquet_file_metadata(${files})`);
    const rowCounts = new Map(
      counts.map(row => [relative(dir, String(row["file_name"])), Number(row["num_rows"])]),
    );
    return paths.map(path => ({ path, rowCount: rowCounts.get(path) ?? 0 }));
  }

  async writeParquet(
    select: string,
    path: string,
    orderBy: readonly string[],
    columns?: readonly string[],
  ): Promise<number> {
    const written = columns?.map(sqlIdentifier).join(", ") ?? "*";
    const isOrdered = orderBy.length > 0;
    const order = isOrdered ? ` ORDER BY ${orderBy.map(toOrderTerm).join(", ")}` : "";
    const format = isOrdered ? PARQUET : QUICK_PARQUET;
    await this.run(`COPY (SELECT ${written} FROM (${select})${order}) TO ${sqlLiteral(path)} (${format})`);
    const [row] = await this.rows(`SELECT count(*) AS n FROM read_parquet(${sqlPath(path)})`);
    return Number(row?.["n"]);
  }

  async lendMemory(mebibytes: number): Promise<() => Promise<void>> {
    const left = Math.max(Math.ceil(this.memoryMebibytes / 4), this.memoryMebibytes - Math.ceil(mebibytes));
    await this.run(`SET memory_limit = '${left}MiB'`);
    return () => this.run(`SET memory_limit = '${this.memoryMebibytes}MiB'`);
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

/** A connection whose times are UTC; each has its own temporary tables. */
async function connect(instance: DuckDBInstance): Promise<DuckDBConnection> {
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  return connection;
}

function toOrderTerm(column: string): string {
  const descending = / desc$/i.exec(column);
  if (descending === null) return `${sqlIdentifier(column)} NULLS LAST`;
  return `${sqlIdentifier(column.slice(0, descending.index))} DESC NULLS LAST`;
}

function numericItems(vector: DuckDBVector, column: string, sql: string): NumericArray {
  const refuse = (why: string) =>
    new EngineFailure(`the streamed column ${column} ${why}`, { engine: "duckdb", sql });
  const { items, validity } = vector as unknown as {
    readonly items?: unknown;
    readonly validity?: { readonly data: unknown };
  };
  if (
    !(items instanceof Int32Array) &&
    !(items instanceof Uint32Array) &&
    !(items instanceof BigInt64Array) &&
    !(items instanceof BigUint64Array) &&
    !(items instanceof Float64Array)
  )
    throw refuse("is not a 32- or 64-bit integer or a double; cast it");
  // A place that holds null has whatever number was there before.
  if (validity?.data)
    for (let row = 0; row < items.length; row++)
      if (vector.getItem(row) === null) throw refuse("has a null; coalesce it");
  return items;
}

function strayRows(rowsLeft: number): string {
  return rowsLeft > 0
    ? `a stream ended ${rowsLeft} rows early`
    : `a stream brought ${-rowsLeft} rows more than were announced`;
}

function typeOf(values: NumericArray): DuckDBType {
  if (values instanceof Float64Array) return DOUBLE;
  if (values instanceof BigUint64Array) return UBIGINT;
  return BIGINT;
}

/** Copies `values` into a vector of their type; integers of 32 bits go into the two halves of one of 64. */
function fillVector(vector: DuckDBVector, values: NumericArray): void {
  const { items } = vector as unknown as { readonly items: Float64Array | BigInt64Array | BigUint64Array };
  if (values instanceof Int32Array || values instanceof Uint32Array) {
    const halves = new Int32Array(items.buffer, items.byteOffset, 2 * items.length);
    for (let row = 0; row < values.length; row++) {
      halves[2 * row] = values[row]!;
      halves[2 * row + 1] = values[row]! < 0 ? -1 : 0;
    }
  } else (items as BigInt64Array).set(values as BigInt64Array);
  (vector as unknown as { flush(): void }).flush();
}

function toCell(value: DuckDBValue): CellValue {
  if (value === null || typeof value === "boolean" || typeof value === "string" || typeof value === "number")
    return value;
  if (typeof value === "bigint") {
    const number = Number(value);
    if (!Number.isSafeInteger(number)) throw new RangeError(`integer ${value} is beyond 2^53 - 1`);
    return number;
  }
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue)
    return new Date(Math.floor(Number(value.micros) / 1000)).toISOString();
  if ("items" in value && Array.isArray(value.items)) return value.items.map(toCell);
  return String(value);
}
