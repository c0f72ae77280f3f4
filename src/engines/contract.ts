/** What every engine (DuckDB, Spark) gives to the pipeline, the lake and the importers. */

/** A value in a row read back: integers beyond 2^53 - 1 throw, times are ISO text with milliseconds and Z. */
export type CellValue = null | boolean | number | string | readonly CellValue[];
export type EngineRow = Readonly<Record<string, CellValue>>;

export type NumericArray = Int32Array | Uint32Array | BigInt64Array | BigUint64Array | Float64Array;

/** A slice of a numeric result, column by column in select order; nulls are not allowed. */
export interface ColumnBatch {
  readonly rowCount: number;
  readonly columns: readonly NumericArray[];
}

/** A file written by the engine, relative to the folder it was asked to write to. */
export interface WrittenFile {
  readonly path: string;
  readonly rowCount: number;
}

/** Differences between engines that are not text. */
export interface EngineCapabilities {
  /** Reads CSV and NDJSON files for import; only the embedded engine does. */
  readonly readsInterchangeFiles: boolean;
  /** Streams numeric columns as typed arrays, as the in-process PeopleRank kernel needs. */
  readonly streamsColumns: boolean;
}

/** A macro of the SQL templates: arguments as SQL text to SQL text. */
export type Macro = (...args: string[]) => string;
/** Every macro a model may name; an engine that lacks one fails at load. */
export type MacroSet = Readonly<Record<string, Macro>>;

export interface TableWriter {
  /** Writes `select` as Parquet (zstd) into `dir`, hive-partitioned by `partitionBy` (columns of the select),
   *  rows ordered by `orderBy` inside a file. Returns the files, paths relative to `dir`. */
  writePartitioned(
    select: string,
    dir: string,
    options: { readonly partitionBy: readonly string[]; readonly orderBy: readonly string[] },
  ): Promise<readonly WrittenFile[]>;
  /** Writes `select` ordered by `orderBy` (columns, each may end in " desc"; nulls last) as one Parquet file
   *  (zstd): the same rows give the same bytes. Without columns to order by the rows come as they come, and
   *  an engine may write them for speed. With `columns` only
   *  these are written, in this order. */
  writeParquet(
    select: string,
    path: string,
    orderBy: readonly string[],
    columns?: readonly string[],
  ): Promise<number>;
}

export interface Engine extends TableWriter {
  readonly name: "duckdb" | "spark";
  readonly version: string;
  readonly capabilities: EngineCapabilities;
  readonly macros: MacroSet;
  /** SELECT of `columns`, then `partitions` (both: portable type names text, bigint, double, boolean, timestamp, date,
   *  text_list), over Parquet files at absolute paths. `partitions` stand in the names of the files' key=value folders,
   *  in the order of the folders, and not in the files. The typed empty relation when there are no paths. */
  parquetRelation(
    columns: Readonly<Record<string, string>>,
    partitions: Readonly<Record<string, string>>,
    paths: readonly string[],
  ): string;
  /** Runs a statement for its effect. @throws EngineFailure with the SQL. */
  run(sql: string, model?: string): Promise<void>;
  /** Creates table `name` from `select` and returns its row count. */
  createTable(name: string, select: string, model?: string): Promise<number>;
  /** Drops a table and frees what it held; none of that name is fine. */
  dropTable(name: string): Promise<void>;
  createView(name: string, select: string, model?: string): Promise<void>;
  /** Reads a small answer as objects. */
  rows(sql: string): Promise<readonly EngineRow[]>;
  /** Streams a large numeric answer column by column, in its order where it has one. Whoever knows how many rows come says so in
   *  `rowCount`: an engine may then hand them over as it makes them, without a copy. */
  columns(sql: string, rowCount?: number): AsyncIterable<ColumnBatch>;
  /** Creates table `name` from numeric columns of equal length held in memory. */
  createTableFromColumns(name: string, columns: Readonly<Record<string, NumericArray>>): Promise<void>;
  /** Creates table `name` with the given SQL column types (portable: text, bigint, double, boolean, timestamp)
   *  from rows held in memory; times as ISO text. */
  createTableFromRows(
    name: string,
    columns: Readonly<Record<string, string>>,
    rows: Iterable<EngineRow>,
  ): Promise<void>;
  /** Lowers the engine's own bound by `mebibytes`, at most to a quarter, while the process holds as much itself; the answer
   *  gives it back. Absent where the engine is another process. */
  lendMemory?(mebibytes: number): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** Options every engine understands. */
export interface EngineOptions {
  /** Upper bound of memory the engine may use before it spills, in MiB. */
  readonly memoryMebibytes: number;
  readonly threads: number;
  /** Whether tables keep the order in which rows came, by default; without, a statement that needs an order asks for it, and
   *  large tables take less memory and time. */
  readonly keepsOrder?: boolean;
  /** Folder for spilled data; created when absent, its contents removed at close. */
  readonly spillDir: string;
}
