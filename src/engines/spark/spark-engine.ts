import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { ConfigProblem, EngineFailure } from "../../domain/errors.ts";
import { sqlIdentifier } from "../../lib/sql-text.ts";
import type {
  ColumnBatch,
  Engine,
  EngineOptions,
  EngineRow,
  NumericArray,
  WrittenFile,
} from "../contract.ts";
import { sparkMacros } from "./macros.ts";
import { settleFooter } from "./parquet-footer.ts";
import { ParquetRelations } from "./parquet-relations.ts";
import { type RowFile, writeColumns, writeRows } from "./row-files.ts";
import { readSparkAddress } from "./spark-address.ts";
import { sparkLocation, sparkOrderTerm, sparkPattern } from "./spark-text.ts";
import { isList, type ThriftRows, toCells, toNumericArray } from "./thrift-columns.ts";
import { type ThriftAnswer, ThriftSession } from "./thrift-session.ts";
import { countRows, moveFile, movePartitions, onlyParquetFile } from "./written-files.ts";

const CAPABILITIES = { readsInterchangeFiles: false, streamsColumns: true } as const;
const ZSTD = "OPTIONS (compression 'zstd')";

/** What makes Spark read the models' SQL as DuckDB does; a session setting of the URL goes before the last ones. */
const SETTINGS: Readonly<Record<string, string>> = {
  "spark.sql.session.timeZone": "UTC",
  "spark.sql.timestampType": "TIMESTAMP_NTZ",
  "spark.sql.ansi.enabled": "true",
  "spark.sql.ansi.doubleQuotedIdentifiers": "true",
  "spark.sql.storeAssignmentPolicy": "ANSI",
};

export interface SparkOptions extends EngineOptions {
  /** `thrift://user@host:port` of a Spark Thrift server; its query may hold settings of Spark for this session. */
  readonly url: string;
  /** A folder that this program, the Thrift server and every worker see under the same absolute path; tables lie in a
   *  folder of their own inside it while the engine is open. */
  readonly sharedDir: string;
}

/** Apache Spark behind a Thrift server. A table is a folder of Parquet files below `sharedDir` and a temporary view of
 *  the session, so that it outlives a lost worker and no other session sees it. */
export class SparkEngine implements Engine {
  readonly name = "spark";
  readonly capabilities = CAPABILITIES;
  readonly macros = sparkMacros;

  private folderCount = 0;
  private openStreams = 0;
  private superseded: string[] = [];
  /** Folder of the files of each table. */
  private readonly folders = new Map<string, string>();
  private readonly oddNames = new Set<string>();
  private readonly relations = new ParquetRelations();

  private constructor(
    readonly version: string,
    private readonly session: ThriftSession,
    private readonly workDir: string,
    private readonly spillDir: string,
  ) {}

  /** @throws ConfigProblem when the URL or folder cannot be used or nobody answers. */
  static async open(options: SparkOptions): Promise<SparkEngine> {
    const address = readSparkAddress(options.url);
    if (!isAbsolute(options.sharedDir))
      throw new ConfigProblem(
        `The shared folder "${options.sharedDir}" is not an absolute path; Spark's workers must find it too.`,
      );
    const session = await ThriftSession.open(address, {
      "spark.sql.shuffle.partitions": String(Math.max(2, options.threads)),
      ...address.settings,
      ...SETTINGS,
    });
    const workDir = join(options.sharedDir, `spark-${randomUUID()}`);
    try {
      await mkdir(workDir, { recursive: true });
      await mkdir(options.spillDir, { recursive: true });
      const version = await readVersion(session);
      return new SparkEngine(version, session, workDir, options.spillDir);
    } catch (error) {
      await session.close();
      await rm(workDir, { recursive: true, force: true });
      throw error;
    }
  }

  parquetRelation(
    columns: Readonly<Record<string, string>>,
    partitions: Readonly<Record<string, string>>,
    paths: readonly string[],
  ): string {
    return this.relations.select(columns, partitions, paths);
  }

  async run(sql: string, model?: string): Promise<void> {
    const answer = await this.execute(sql, model);
    await answer.free();
  }

  async createTable(name: string, select: string, model?: string): Promise<number> {
    const folder = this.newFolder();
    await this.run(
      `INSERT OVERWRITE DIRECTORY ${sparkLocation(folder)} USING parquet ${ZSTD} ${select}`,
      model,
    );
    await this.adopt(name, folder, model);
    return countRows(folder);
  }

  async createView(name: string, select: string, model?: string): Promise<void> {
    await this.run(`CREATE OR REPLACE TEMPORARY VIEW ${this.named(name)} AS ${select}`, model);
    await this.supersede(name);
  }

  async dropTable(name: string): Promise<void> {
    await this.run(`DROP VIEW IF EXISTS ${sqlIdentifier(name)}`);
    await this.supersede(name);
  }

  /** A list comes as text that cannot be read back, so that a statement which answers lists is run a second time with
   *  its lists as JSON. */
  async rows(sql: string): Promise<readonly EngineRow[]> {
    let answer = await this.execute(sql);
    const lists = new Set(answer.columns.filter(isList).map(({ name }) => name));
    if (lists.size > 0) {
      await answer.free();
      const columns = answer.columns.map(({ name }) => {
        const column = sqlIdentifier(name);
        const format = "map('timestampNTZFormat', 'yyyy-MM-dd\\'T\\'HH:mm:ss.SSS\\'Z\\'')";
        return lists.has(name) ? `to_json(${column}, ${format}) AS ${column}` : column;
      });
      answer = await this.execute(`SELECT ${columns.join(", ")} FROM (${sql}) AS answer`);
    }
    const { columns } = answer;
    const rows: EngineRow[] = [];
    for await (const slice of this.slicesOf(answer, sql)) {
      const cells = slice.columns.map((column, i) =>
        toCells(column, columns[i]!, lists.has(columns[i]!.name)),
      );
      for (let row = 0; row < slice.rowCount; row++)
        rows.push(Object.fromEntries(columns.map(({ name }, i) => [name, cells[i]![row]!])));
    }
    return rows;
  }

  /** The server computes a part of the answer when its rows are asked for and never holds all of it; what a table
   *  held when the stream began stays until the stream ends. */
  async *columns(sql: string): AsyncIterable<ColumnBatch> {
    this.openStreams++;
    try {
      const answer = await this.execute(sql, undefined, true);
      for await (const { rowCount, columns } of this.slicesOf(answer, sql))
        yield await this.attempt(sql, undefined, async () => ({
          rowCount,
          columns: columns.map((column, i) => toNumericArray(column, answer.columns[i]!)),
        }));
    } finally {
      this.openStreams--;
      await this.removeSuperseded();
    }
  }

  async createTableFromColumns(name: string, columns: Readonly<Record<string, NumericArray>>): Promise<void> {
    const entries = Object.entries(columns);
    const rowCount = entries[0]?.[1].length ?? 0;
    for (const [column, { length }] of entries)
      if (length !== rowCount)
        throw new EngineFailure(
          `column ${column} of ${name} has ${length} values, the first has ${rowCount}`,
          { engine: this.name, sql: `CREATE TABLE ${sqlIdentifier(name)}` },
        );
    const path = `${this.newFolder()}.csv`;
    await this.load(name, Object.keys(columns), path, await writeColumns(path, columns));
  }

  async createTableFromRows(
    name: string,
    columns: Readonly<Record<string, string>>,
    rows: Iterable<EngineRow>,
  ): Promise<void> {
    const path = `${this.newFolder()}.json`;
    await this.load(name, Object.keys(columns), path, await writeRows(path, columns, rows));
  }

  async writePartitioned(
    select: string,
    dir: string,
    options: { readonly partitionBy: readonly string[]; readonly orderBy: readonly string[] },
  ): Promise<readonly WrittenFile[]> {
    const folder = this.newFolder();
    const partition = options.partitionBy.map(sqlIdentifier).join(", ");
    // Spark sorts hive folders by their columns in its own order of nulls; another order would be sorted again.
    const order = [...options.partitionBy, ...options.orderBy].map(sqlIdentifier).join(", ");
    const table = `renown_${randomUUID().replaceAll("-", "")}`;
    // Only a table of the catalog can be written in hive folders; dropping it leaves the files where they are.
    await this.run(
      `CREATE TABLE ${table} USING parquet ${ZSTD} PARTITIONED BY (${partition}) LOCATION ${sparkLocation(folder)} ` +
        `AS SELECT * FROM (${select}) DISTRIBUTE BY ${partition} SORT BY ${order}`,
    );
    try {
      return await movePartitions(folder, dir);
    } finally {
      await this.run(`DROP TABLE ${table}`);
      await rm(folder, { recursive: true, force: true });
    }
  }

  async writeParquet(
    select: string,
    path: string,
    orderBy: readonly string[],
    columns?: readonly string[],
  ): Promise<number> {
    const written = columns?.join(", ") ?? "*";
    const folder = this.newFolder();
    const order = orderBy.length === 0 ? "" : ` SORT BY ${orderBy.map(sparkOrderTerm).join(", ")}`;
    await this.run(
      `INSERT OVERWRITE DIRECTORY ${sparkLocation(folder)} USING parquet ${ZSTD} ` +
        `SELECT ${written} FROM (SELECT /*+ REPARTITION(1) */ * FROM (${select}) AS unordered) AS one${order}`,
    );
    const file = await onlyParquetFile(folder);
    const rowCount = await settleFooter(file);
    await moveFile(file, path);
    await rm(folder, { recursive: true, force: true });
    return rowCount;
  }

  /** Ends the session, which drops its views, and removes the files of its tables. */
  async close(): Promise<void> {
    // Spark fails to end a session that has views whose names it cannot parse, and then never answers.
    for (const name of this.oddNames)
      await this.run(`DROP VIEW IF EXISTS ${sqlIdentifier(name)}`).catch(() => {});
    this.oddNames.clear();
    await this.session.close();
    await rm(this.workDir, { recursive: true, force: true });
    await rm(this.spillDir, { recursive: true, force: true });
  }

  private newFolder(): string {
    return join(this.workDir, `${++this.folderCount}`);
  }

  private named(name: string): string {
    if (!/^[a-z_][a-z0-9_]*$/i.test(name)) this.oddNames.add(name);
    return sqlIdentifier(name);
  }

  /** Makes the files in `folder` the table `name`. */
  private async adopt(name: string, folder: string, model?: string): Promise<void> {
    await this.run(
      `CREATE OR REPLACE TEMPORARY VIEW ${this.named(name)} USING parquet OPTIONS (path ${sparkPattern(this.workDir, [folder])})`,
      model,
    );
    await this.supersede(name, folder);
  }

  private async supersede(name: string, folder?: string): Promise<void> {
    const former = this.folders.get(name);
    if (folder === undefined) this.folders.delete(name);
    else this.folders.set(name, folder);
    if (former !== undefined) this.superseded.push(former);
    await this.removeSuperseded();
  }

  private async removeSuperseded(): Promise<void> {
    if (this.openStreams > 0) return;
    for (const folder of this.superseded.splice(0)) await rm(folder, { recursive: true, force: true });
  }

  private async load(name: string, columns: readonly string[], path: string, file: RowFile): Promise<void> {
    const stored = file.storedTypes.map((type, i) => `c${i} ${type}`).join(", ");
    const view = `renown_loaded_${this.folderCount}`;
    const options = `path ${sparkPattern(this.workDir, [path])}, mode 'FAILFAST'`;
    await this.run(`CREATE TEMPORARY VIEW ${view} (${stored}) USING ${file.format} OPTIONS (${options})`);
    const cells = columns.map((column, i) => `CAST(c${i} AS ${file.types[i]}) AS ${sqlIdentifier(column)}`);
    const folder = this.newFolder();
    await this.run(
      `INSERT OVERWRITE DIRECTORY ${sparkLocation(folder)} USING parquet ${ZSTD} SELECT ${cells.join(", ")} FROM ${view}`,
    );
    await this.run(`DROP VIEW ${view}`);
    await rm(path, { force: true });
    await this.adopt(name, folder);
  }

  private async execute(sql: string, model?: string, isStreamed = false): Promise<ThriftAnswer> {
    for (const statement of this.relations.undeclared())
      await this.attempt(statement, model, async () => (await this.session.execute(statement)).free());
    if (!isStreamed) return this.attempt(sql, model, () => this.session.execute(sql));
    return this.attempt(sql, model, () => this.session.executeInParts(sql));
  }

  private async *slicesOf(answer: ThriftAnswer, sql: string): AsyncIterable<ThriftRows> {
    const slices = answer.slices()[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await this.attempt(sql, undefined, () => slices.next());
        if (next.done) return;
        yield next.value;
      }
    } finally {
      await slices.return?.();
    }
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

async function readVersion(session: ThriftSession): Promise<string> {
  const answer = await session.execute("SELECT version() AS version");
  for await (const { columns } of answer.slices()) {
    const [version] = toCells(columns[0]!, answer.columns[0]!, false);
    return String(version).split(" ")[0]!;
  }
  return "unknown";
}
