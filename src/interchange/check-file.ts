import { EngineFailure, InputProblem } from "../domain/errors.ts";
import { TABLES, type TableName } from "../domain/interchange/schema.ts";
import { columnsOf } from "../domain/interchange/table.ts";
import { isNetworkName, type NetworkName } from "../domain/network.ts";
import type { Engine } from "../engines/contract.ts";
import { detectFileShape, type FileFormat } from "./file-format.ts";
import { listed, neededColumns, tableOfColumns, tableOfPath } from "./infer-table.ts";
import { readCsv, readCsvHeader } from "./read-csv.ts";
import type { Compression } from "./read-lines.ts";
import { hasKey, readNdjson, sampleKeys } from "./read-ndjson.ts";
import { readParquet } from "./read-parquet.ts";
import type { Reading } from "./reading.ts";
import { repairCsv } from "./repair-csv.ts";
import { checkedRowsSql, type RowOptions } from "./row-sql.ts";
import { type RowCounts, separateRows } from "./separate-rows.ts";

/** A file to check; table and format are found out when not given. */
export interface InputFile {
  readonly path: string;
  readonly table?: TableName;
  readonly format?: FileFormat;
}

export interface CheckOptions {
  /** Network of rows that name none. */
  readonly network?: NetworkName;
  /** Take times without a zone as UTC instead of rejecting their rows. */
  readonly assumeUtc?: boolean;
  /** Table of the file, whatever its name or columns say. */
  readonly table?: TableName;
  /** Name of the engine table that receives the accepted rows; a plain word. */
  readonly relation: string;
}

/** What became of a file. rowsRead = rowsAccepted + all of rejectedByReason + selfActions + duplicates, where
 *  selfActions are dropped acts of an account on itself and duplicates rows whose storage key an earlier row has. */
export interface CheckedFile extends RowCounts {
  readonly path: string;
  readonly table: TableName;
  readonly format: FileFormat;
  /** Engine table with the accepted rows: exactly the columns of the table, in order, typed. */
  readonly relation: string;
  /** Engine table with the rejected rows: line_number, reason, column, value, raw. */
  readonly rejectedRelation: string;
  /** Columns of the file that the table does not have; ignored. */
  readonly unknownColumns: readonly string[];
  /** Columns of the table that the file does not have; null in every row, but for what is derived or given. */
  readonly missingColumns: readonly string[];
}

/** The outcome of reading, casting and checking a file of the interchange schema, with its rows left in the engine
 *  tables `relation` and `<relation>_rejected`.
 *  @throws InputProblem when the file as a whole cannot be used. */
export async function checkFile(
  engine: Engine,
  file: InputFile,
  options: CheckOptions,
): Promise<CheckedFile> {
  try {
    return await checkReadable(engine, file, options);
  } catch (error) {
    throw asInputProblem(file.path, error);
  }
}

async function checkReadable(engine: Engine, file: InputFile, options: CheckOptions): Promise<CheckedFile> {
  const { relation } = options;
  const shape = await detectFileShape(engine, file.path, file.format);
  const columns = await columnsInFile(engine, file.path, shape.format, shape.compression);
  const named = options.table ?? file.table ?? tableOfPath(file.path);
  const table = named ?? tableOfColumns(file.path, columns);
  const rowOptions = {
    network: options.network ?? networkOfPath(file.path),
    assumeUtc: options.assumeUtc ?? false,
  };
  const known = columnsOf(TABLES[table]).map(column => column.name);
  const absent: string[] = [];
  for (const name of known) {
    if (columns.includes(name)) continue;
    const isNeeded = name === "network" || neededColumns(table).includes(name);
    const isOnlyLater =
      isNeeded && shape.format === "ndjson" && (await hasKey(engine, file.path, shape.compression, name));
    if (!isOnlyLater) absent.push(name);
  }
  const hasNoObjects = columns.length === 0;
  if (!hasNoObjects) assertUsable(file.path, table, columns, absent, rowOptions);

  const source = { path: file.path, ...shape, columns };
  const reading = await readInto(engine, table, source, relation, rowOptions);
  const counts = await separateRows(engine, table, reading, relation);
  await reading.release();
  return {
    path: file.path,
    table,
    format: shape.format,
    relation,
    rejectedRelation: `${relation}_rejected`,
    ...counts,
    unknownColumns: columns.filter(name => !known.includes(name)),
    missingColumns: absent,
  };
}

interface Source {
  readonly path: string;
  readonly format: FileFormat;
  readonly compression: Compression;
  readonly columns: readonly string[];
}

async function columnsInFile(
  engine: Engine,
  path: string,
  format: FileFormat,
  compression: Compression,
): Promise<readonly string[]> {
  if (format === "ndjson") return sampleKeys(engine, path, compression);
  if (format === "csv") return readCsvHeader(engine, path, compression);
  return [...(await readParquet(engine, path)).cells.keys()];
}

function assertUsable(
  path: string,
  table: TableName,
  columns: readonly string[],
  absent: readonly string[],
  options: RowOptions,
): void {
  const lacking = neededColumns(table).filter(name => absent.includes(name));
  if (lacking.length > 0)
    throw new InputProblem(
      `${path} lacks ${listed(lacking)}, which ${table} needs (${listed(neededColumns(table))}); ` +
        `it has ${listed(columns)}. Rename its columns, or name another table with --table.`,
    );
  if (absent.includes("network") && options.network === null)
    throw new InputProblem(`${path} does not say which network its rows are from; add --network NAME.`);
}

/** Fills `relation` with every record and its verdict; returns the reading that could be trusted. */
async function readInto(
  engine: Engine,
  table: TableName,
  source: Source,
  relation: string,
  options: RowOptions,
): Promise<Reading> {
  const fill = async (reading: Reading) => {
    await engine.createTable(relation, checkedRowsSql(table, reading, options));
    return reading.settle();
  };
  const { path, compression, columns } = source;
  if (source.format === "csv") {
    const fast = await readCsv(engine, path, compression, columns, relation);
    const isTrusted = await fill(fast).catch(error => {
      if (error instanceof EngineFailure) return false;
      throw error;
    });
    if (isTrusted) return fast;
    await fast.release();
  }
  const reading =
    source.format === "csv"
      ? await repairCsv(engine, path, compression, columns, relation)
      : source.format === "ndjson"
        ? await readNdjson(engine, path, compression, columnsOf(TABLES[table]), relation)
        : await readParquet(engine, path);
  await fill(reading);
  return reading;
}

/** What the engine says of a file damaged inside as a problem of that file; other failures as they are. */
function asInputProblem(path: string, error: unknown): unknown {
  const isDamage =
    error instanceof EngineFailure && /corrupt|decompress|failed to read file/i.test(error.message);
  return isDamage ? new InputProblem(`${path} is damaged: ${error.message}`, { cause: error }) : error;
}

function networkOfPath(path: string): NetworkName | null {
  const word = /[\\/]network=([a-z]+)[\\/]/.exec(path)?.[1];
  return word !== undefined && isNetworkName(word) ? word : null;
}
