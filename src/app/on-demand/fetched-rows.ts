import type { TableRow } from "../../connectors/contract.ts";
import { TABLE_NAMES, TABLES, type TableName } from "../../domain/interchange/schema.ts";
import { columnsOf, storageKeyOf } from "../../domain/interchange/table.ts";
import type { Engine, EngineRow } from "../../engines/contract.ts";
import { utcText } from "../../lake/compact-journal.ts";
import { listFromJson, sqlTypeOf } from "../../lake/parquet-relation.ts";
import { sqlIdentifier } from "../../lib/sql-text.ts";

/** The rows that a reading gave so far, each storage key once, held in memory. */
export class FetchedRows {
  private readonly byTable = new Map<TableName, Map<string, EngineRow>>();

  /** Takes rows over; one whose key is there already stays as it is. */
  add(rows: readonly TableRow[]): void {
    for (const { table, row } of rows) {
      const cells = row as EngineRow;
      const held = this.byTable.get(table) ?? new Map<string, EngineRow>();
      this.byTable.set(table, held);
      const key = storageKeyOf(TABLES[table])
        .map(column => String(cells[column]))
        .join("\n");
      if (!held.has(key)) held.set(key, cells);
    }
  }

  /** The rows of `table` in the order in which they came. */
  rowsOf(table: TableName): readonly EngineRow[] {
    return [...(this.byTable.get(table)?.values() ?? [])];
  }

  /** Rows held of all tables. */
  get count(): number {
    return [...this.byTable.values()].reduce((sum, rows) => sum + rows.size, 0);
  }

  /** Puts the rows into tables of `engine` and returns what a lake's `source` would: the columns of the schema, typed,
   *  and `day`. */
  async load(engine: Engine): Promise<(table: TableName) => string> {
    for (const table of TABLE_NAMES) {
      const columns = Object.fromEntries(columnsOf(TABLES[table]).map(({ name }) => [name, "text"]));
      const rows = this.rowsOf(table).map(row => asText(table, row));
      await engine.createTableFromRows(`fetched_${table}`, columns, rows);
    }
    return fetchedSource;
  }
}

function fetchedSource(table: TableName): string {
  const cells = columnsOf(TABLES[table]).map(column => {
    const name = sqlIdentifier(column.name);
    const value =
      column.columnType === "text_list" ? listFromJson(name) : `CAST(${name} AS ${sqlTypeOf(column)})`;
    return `${value} AS ${name}`;
  });
  const day = `CAST(CAST(${sqlIdentifier(TABLES[table].dayColumn)} AS TIMESTAMP) AS DATE) AS day`;
  return `SELECT ${[...cells, day].join(", ")} FROM fetched_${table}`;
}

function asText(table: TableName, row: EngineRow): EngineRow {
  return Object.fromEntries(
    columnsOf(TABLES[table]).map(({ name, columnType }) => {
      const value = row[name];
      if (value === null || value === undefined) return [name, null];
      if (columnType === "text_list") return [name, JSON.stringify(value)];
      return [name, columnType === "time" ? utcText(String(value)) : String(value)];
    }),
  );
}
