import { TABLES, type TableName } from "../../src/domain/interchange/schema.ts";
import { columnsOf } from "../../src/domain/interchange/table.ts";
import type { Engine } from "../../src/engines/contract.ts";
import { bindingsFor } from "../../src/pipeline/bindings.ts";
import { createSeeds, GIVEN_COLUMNS } from "../../src/pipeline/given-tables.ts";
import { type Bindings, renderTemplate } from "../../src/pipeline/render-template.ts";
import type { ModelCase, ModelSet, SqlCheck, SqlModel } from "../../src/pipeline/sql-model.ts";
import { parseTemplate } from "../../src/pipeline/template.ts";

type Cell = string | number | boolean | null;
export type Rows = readonly Readonly<Record<string, Cell>>[];
type Columns = Readonly<Record<string, string>>;

/** Constants of the tests; like those of a scoring model, but never tuned. */
export const TEST_CONSTANTS = {
  window_days: 90,
  half_life_days: 30,
  damping: 0.85,
  kappa: 0.5,
  tolerance: 1e-9,
  max_passes: 500,
  rate_prior_originals: 3,
  forgiven_silent_days: 0,
  forgiven_standing_share: 0,
  earlier_people_share: 0,
  reach_per_reaction: 50,
  reach_per_list: 100,
  lists_per_reaction: 1,
  following_prior: 10,
  wave_half_life_hours: 12,
  wave_weight: 10,
  wave_people_count: 100,
  discounts_on: 1,
  whole_authenticity: 0.5,
  established_people_count: 0,
  unvouched_share: 0,
  unvouched_base_count: 1_000_000_000_000,
  unvouched_base_standing: 1_000_000_000_000,
  vouching_days: 30,
  circle_people_count: 1_000_000_000,
  mutual_people_count: 1_000_000_000,
  silent_follower_share: 0,
  silent_follower_base_count: 1_000_000_000_000,
  notable_people_count: 20,
  selective_people_count: 100,
  unspanned_day_credit: 0.5,
  counts_credit: 1,
  enough_people: 3,
  enough_reactions: 10,
  enough_posts: 3,
} as const;

export const TEST_KIND_WEIGHTS = { like: 1, mention: 2, reply: 3, repost: 4, quote: 5 } as const;
export const TEST_AS_OF = "2026-01-31T00:00:00Z";

const SQL_TYPES: Readonly<Record<Engine["name"], Columns>> = {
  duckdb: {
    text: "VARCHAR",
    integer: "INTEGER",
    bigint: "BIGINT",
    double: "DOUBLE",
    boolean: "BOOLEAN",
    timestamp: "TIMESTAMP",
    date: "DATE",
    text_list: "VARCHAR[]",
  },
  spark: {
    text: "STRING",
    integer: "INT",
    bigint: "BIGINT",
    double: "DOUBLE",
    boolean: "BOOLEAN",
    timestamp: "TIMESTAMP_NTZ",
    date: "DATE",
    text_list: "ARRAY<STRING>",
  },
};
/** Types as DuckDB names them, by how Spark does. */
const DUCKDB_NAMES: Columns = { string: "VARCHAR", int: "INTEGER", timestamp_ntz: "TIMESTAMP" };
const STORED_TYPES: Columns = {
  text: "text",
  choice: "text",
  time: "timestamp",
  count: "bigint",
  flag: "boolean",
  text_list: "text_list",
};

/** Columns of an interchange table, with portable types; lists as the engine writes them. */
export function sourceColumns(table: TableName): Columns {
  return Object.fromEntries(
    columnsOf(TABLES[table]).map(({ name, columnType }) => [name, STORED_TYPES[columnType]!]),
  );
}

/** The same, with lists as text such as `[tea, cups]`: how rows held in memory are loaded. */
export function loadedColumns(table: TableName): Columns {
  const columns = Object.entries(sourceColumns(table));
  return Object.fromEntries(columns.map(([name, type]) => [name, type === "text_list" ? "text" : type]));
}

/** SELECT of what a lake's `source` would give, from a relation with `loadedColumns`. */
export function loadedSource(table: TableName, relation: string): string {
  const lists = Object.entries(sourceColumns(table)).filter(([, type]) => type === "text_list");
  const replaced = lists.map(([name]) => `CAST(${name} AS VARCHAR[]) AS ${name}`);
  const all = lists.length === 0 ? "*" : `* REPLACE (${replaced.join(", ")})`;
  return `SELECT ${all}, CAST("${TABLES[table].dayColumn}" AS DATE) AS day FROM ${relation}`;
}

/** SELECT of `rows` with `columns`; a text that starts with "= " is SQL in template form. */
export function rowsSelect(engine: Engine["name"], columns: Columns, rows: Rows, bindings: Bindings): string {
  const names = Object.keys(columns);
  const unknown = rows.flatMap(row => Object.keys(row)).find(name => !Object.hasOwn(columns, name));
  if (unknown !== undefined) throw new Error(`given rows have a column ${unknown}, not one of ${names}`);
  const tuples = (rows.length === 0 ? [{}] : rows).map((row: Readonly<Record<string, Cell>>) => {
    const cells = names.map(name => {
      const type = SQL_TYPES[engine][columns[name]!];
      const isList = engine === "spark" && columns[name] === "text_list";
      return `CAST(${isList ? listSql(row[name] ?? null) : cellSql(row[name] ?? null, bindings)} AS ${type})`;
    });
    return `(${cells.join(", ")})`;
  });
  const given = `(VALUES ${tuples.join(", ")}) AS given(${names.map(name => `"${name}"`).join(", ")})`;
  return `SELECT * FROM ${given}${rows.length === 0 ? " WHERE 1 = 0" : ""}`;
}

/** Text such as `[tea, cups]`, or DuckDB's `= ['tea', 'cups']`, as a list of Spark. */
function listSql(cell: Cell): string {
  if (cell === null) return "NULL";
  const words = String(cell)
    .replace(/^(= )?\[|\]$/g, "")
    .split(",");
  const items = words.map(word => word.trim().replace(/^'(.*)'$/, "$1")).filter(word => word !== "");
  return `array(${items.map(item => `'${item.replaceAll("'", "''")}'`).join(", ")})`;
}

function cellSql(cell: Cell, bindings: Bindings): string {
  if (cell === null) return "NULL";
  if (typeof cell !== "string") return String(cell);
  if (cell.startsWith("= ")) return renderTemplate(parseTemplate(cell.slice(2), "case"), bindings);
  const isTime = /^\d{4}-\d\d-\d\dT.*Z$/.test(cell);
  return `'${(isTime ? cell.replace("T", " ").replace("Z", "") : cell).replaceAll("'", "''")}'`;
}

function inputs(constants: Readonly<Record<string, number>>, asOf = TEST_AS_OF) {
  return {
    asOf,
    constants: { ...TEST_CONSTANTS, ...constants },
    source: (table: TableName) => `SELECT * FROM given_${table}`,
  };
}

/** Runs one case of a model or check: what its SELECT answered, and what it should have, as sorted rows. On Spark the
 *  rows and the answer are views, since a table of a few rows costs it a second. */
export async function runModelCase(
  engine: Engine,
  set: ModelSet,
  subject: SqlModel | SqlCheck,
  test: ModelCase,
) {
  const bindings = bindingsFor(engine.macros, inputs(test.constants ?? {}, test.as_of));
  const given = { ...test.given };
  const select = (columns: Columns, rows: Rows) => rowsSelect(engine.name, columns, rows, bindings);
  const create = async (name: string, sql: string): Promise<void> => {
    if (engine.name === "spark") await engine.createView(name, sql);
    else await engine.createTable(name, sql);
  };
  const seeded = Object.create(engine, {
    createTableFromRows: {
      value: (name: string, columns: Columns, rows: Rows) => create(name, select(columns, rows)),
    },
  }) as Engine;
  if (test.constants || subject.refs.some(name => name === "decay_by_day" || name === "kind_weights"))
    await createSeeds(seeded, { ...TEST_CONSTANTS, ...test.constants }, TEST_KIND_WEIGHTS);
  for (const table of subject.sources) {
    const rows = select(sourceColumns(table as TableName), given[table] ?? []);
    const day = `CAST(${TABLES[table as TableName].dayColumn} AS DATE) AS day`;
    await create(`given_${table}`, `SELECT *, ${day} FROM (${rows}) AS given`);
    delete given[table];
  }
  for (const name of subject.refs) {
    const isSeed = name === "decay_by_day" || name === "kind_weights";
    if (isSeed && given[name] === undefined) continue;
    await create(name, select(columnsOfModel(set, name), given[name] ?? []));
    delete given[name];
  }
  const [unread] = Object.keys(given);
  if (unread !== undefined)
    throw new Error(`${subject.name} does not read ${unread}; the case gives it rows`);
  await create("case_answer", renderTemplate(subject.template, bindings));
  const described = await engine.rows("DESCRIBE case_answer");
  const types = Object.fromEntries(
    described.map(row => {
      const type = String(row["column_type"] ?? row["data_type"]).replace(/^ENUM\(.*\)$/, "VARCHAR");
      return [String(row["column_name"] ?? row["col_name"]), DUCKDB_NAMES[type] ?? type.toUpperCase()];
    }),
  );
  const columns = Object.keys(test.expect[0] ?? {});
  const expectedRows =
    columns.length === 0 ? "" : select(expectedColumns(subject, types, columns), test.expect);
  return {
    types,
    keyCount: "key" in subject.sheet ? await countKeys(engine, subject.sheet.key) : null,
    answered: await comparable(engine, "case_answer", columns),
    expected: columns.length === 0 ? [] : await comparable(engine, `(${expectedRows}) AS expected`, columns),
  };
}

async function countKeys(engine: Engine, key: readonly string[]): Promise<number> {
  const [row] = await engine.rows(
    `SELECT count(*) AS n FROM (SELECT ${key.join(", ")} FROM case_answer GROUP BY ${key.join(", ")}) AS keys`,
  );
  return Number(row?.["n"]);
}

function columnsOfModel(set: ModelSet, name: string): Columns {
  const model = set.models.find(candidate => candidate.name === name);
  if (model === undefined) return GIVEN_COLUMNS[name]!;
  return Object.fromEntries(Object.entries(model.sheet.columns).map(([column, { type }]) => [column, type]));
}

function expectedColumns(subject: SqlModel | SqlCheck, types: Columns, columns: readonly string[]): Columns {
  const portable: Columns = { VARCHAR: "text", BIGINT: "bigint", DOUBLE: "double", BOOLEAN: "boolean" };
  return Object.fromEntries(
    columns.map(name => {
      if (!Object.hasOwn(types, name)) throw new Error(`${subject.name} answers no column ${name}`);
      return [name, portable[types[name]!] ?? (types[name] === "TIMESTAMP" ? "timestamp" : "bigint")];
    }),
  );
}

/** Rows as sorted lines of text: whole numbers in full, floats to 9 digits after the point. */
async function comparable(engine: Engine, relation: string, columns: readonly string[]) {
  if (columns.length === 0) {
    const [row] = await engine.rows(`SELECT count(*) AS n FROM ${relation}`);
    return Number(row?.["n"]) === 0 ? [] : [`${row?.["n"]} rows`];
  }
  const cells = columns.map(
    name => `CAST("${name}" AS STRING) AS "${name}", typeof("${name}") AS "type_${name}"`,
  );
  const rows = await engine.rows(`SELECT ${cells.join(", ")} FROM ${relation}`);
  return rows
    .map(row =>
      columns
        .map(name => {
          const value = row[name];
          const isFloat = String(row[`type_${name}`]).toUpperCase() === "DOUBLE" && value !== null;
          return `${name}: ${isFloat ? Number(value).toFixed(9) : value}`;
        })
        .join(", "),
    )
    .sort();
}
