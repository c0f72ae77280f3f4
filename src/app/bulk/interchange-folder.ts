import { InputProblem } from "../../domain/errors.ts";
import type { ColumnType } from "../../domain/interchange/column.ts";
import { TABLE_NAMES, TABLES, type TableName } from "../../domain/interchange/schema.ts";
import { type Column, columnsOf } from "../../domain/interchange/table.ts";
import type { NetworkName } from "../../domain/network.ts";
import type { Engine } from "../../engines/contract.ts";
import { neededColumns } from "../../interchange/infer-table.ts";
import { listInputFiles } from "../../interchange/list-files.ts";
import { sqlIdentifier, sqlLiteral, sqlPathList } from "../../lib/sql-text.ts";

/** The rows of one table of a folder. */
export interface FolderTable {
  readonly table: TableName;
  /** Absolute paths, in order of name; none when the folder has no such table. */
  readonly paths: readonly string[];
  /** Columns of the schema that its files have. */
  readonly present: ReadonlySet<string>;
  /** SELECT of the columns of the schema in its types, absent ones null, with `day`; every row, also those of no use. */
  readonly select: string;
}

const SQL_TYPES: Readonly<Record<ColumnType, string>> = {
  text: "VARCHAR",
  choice: "VARCHAR",
  time: "TIMESTAMP",
  count: "BIGINT",
  flag: "BOOLEAN",
  text_list: "VARCHAR[]",
};

/** Every table of the schema as the Parquet files below `dir` hold it, found by the name of file or folder; `network` is that of
 *  rows whose files name none.
 *  @throws InputProblem when the folder has no interactions, posts or profiles, a column that is needed is missing, or a time is no timestamp. */
export async function openInterchangeFolder(
  engine: Engine,
  dir: string,
  network: NetworkName | null,
): Promise<ReadonlyMap<TableName, FolderTable>> {
  const { files } = await listInputFiles([dir]);
  const parquet = files.filter(
    file => file.path.toLowerCase().endsWith(".parquet") && file.table !== undefined,
  );
  if (parquet.length === 0)
    throw new InputProblem(
      `${dir} holds no Parquet files named after a table (${TABLE_NAMES.join(", ")}), in files or folders such as ` +
        "interactions/part-0.parquet. Other formats: renown import PATH.",
    );
  const tables = new Map<TableName, FolderTable>();
  for (const table of TABLE_NAMES) {
    const paths = parquet.filter(file => file.table === table).map(({ path }) => path);
    tables.set(table, await openTable(engine, table, paths, network));
  }
  return tables;
}

async function openTable(
  engine: Engine,
  table: TableName,
  paths: readonly string[],
  network: NetworkName | null,
): Promise<FolderTable> {
  const columns = columnsOf(TABLES[table]);
  const types = paths.length === 0 ? new Map<string, string>() : await typesOf(engine, paths);
  if (paths.length > 0) assertColumns(table, columns, types, network);
  const cells = columns.map(column => {
    const name = sqlIdentifier(column.name);
    const given = cellOf(column, types.get(column.name), table);
    const isFilled = column.name === "network" && network !== null;
    return `${isFilled ? `coalesce(${given}, ${sqlLiteral(network)})` : given} AS ${name}`;
  });
  const from = paths.length === 0 ? "" : `FROM ${reader(paths)} AS f`;
  const day = `CAST(${sqlIdentifier(TABLES[table].dayColumn)} AS DATE) AS day`;
  const rows = `SELECT ${cells.join(", ")} ${from}${paths.length === 0 ? " WHERE 1 = 0" : ""}`;
  return { table, paths, present: new Set(types.keys()), select: `SELECT *, ${day} FROM (${rows}) AS given` };
}

function reader(paths: readonly string[]): string {
  return `read_parquet(${sqlPathList(paths)}, union_by_name = true)`;
}

async function typesOf(engine: Engine, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const described = await engine.rows(`DESCRIBE SELECT * FROM ${reader(paths)}`).catch(cause => {
    throw new InputProblem(
      `${paths[0]} or one of its ${paths.length - 1} neighbours is damaged: ${(cause as Error).message}`,
      {
        cause,
      },
    );
  });
  return new Map(described.map(row => [String(row["column_name"]), String(row["column_type"])]));
}

function assertColumns(
  table: TableName,
  columns: readonly Column[],
  types: ReadonlyMap<string, string>,
  network: NetworkName | null,
): void {
  const needed = [...neededColumns(table), ...(network === null ? ["network"] : [])];
  const missing = columns
    .filter(({ name }) => needed.includes(name) && !types.has(name))
    .map(({ name }) => name);
  if (missing.length === 0) return;
  const hint = missing.includes("network") ? " Rows of one network: --network NAME." : "";
  throw new InputProblem(
    `The files of ${table} have no column ${missing.join(", ")}, which every row needs.${hint}`,
  );
}

function cellOf({ name, columnType }: Column, type: string | undefined, table: TableName): string {
  const wanted = SQL_TYPES[columnType];
  const cell = `f.${sqlIdentifier(name)}`;
  if (type === undefined) return `CAST(NULL AS ${wanted})`;
  if (type === wanted) return cell;
  if (columnType !== "time") return `TRY_CAST(${cell} AS ${wanted})`;
  if (type === "TIMESTAMP WITH TIME ZONE") return `(${cell} AT TIME ZONE 'UTC')`;
  if (type.startsWith("TIMESTAMP") || type === "DATE") return `CAST(${cell} AS TIMESTAMP)`;
  throw new InputProblem(
    `Column ${name} of ${table} is ${type}, not a timestamp. Write it as one, or bring the files in with renown import.`,
  );
}
