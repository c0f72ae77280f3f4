import type { CellValue, EngineRow } from "../../engines/contract.ts";
import { sqlIdentifier, sqlLiteral } from "../../lib/sql-text.ts";

/** How a column of a mart is kept as a number. */
export interface PackedColumn {
  readonly name: string;
  readonly kind: "number" | "boolean" | "time" | "word";
  /** Of a word column: what its numbers stand for. */
  readonly words?: readonly string[];
}

/** SQL of the column as a double, NaN for null. */
export function packedSql({ name, kind, words }: PackedColumn, from = ""): string {
  const column = `${from}${sqlIdentifier(name)}`;
  const asNumber = {
    number: column,
    boolean: `CAST(${column} AS INTEGER)`,
    time: `epoch_ms(${column})`,
    word: `list_position([${(words ?? []).map(sqlLiteral).join(", ")}]::VARCHAR[], ${column}) - 1`,
  };
  return `coalesce(CAST(${asNumber[kind]} AS DOUBLE), CAST('NaN' AS DOUBLE))`;
}

/** Makes rows of the same columns. Each begins as a copy of an empty one, so that all have one shape and only cells that
 *  hold something cost time. */
export class RowMaker {
  private readonly empty: EngineRow;

  constructor(
    private readonly columns: readonly PackedColumn[],
    head: readonly string[],
  ) {
    this.empty = Object.fromEntries([...head, ...columns.map(({ name }) => name)].map(name => [name, null]));
  }

  /** The cells as a row, times as ISO text, beside the columns of `head`. */
  make(cells: readonly (number | null)[], head: EngineRow): EngineRow {
    const row: Record<string, CellValue> = { ...this.empty, ...head };
    for (let i = 0; i < this.columns.length; i++) {
      const cell = cells[i] ?? null;
      if (cell === null) continue;
      const column = this.columns[i]!;
      row[column.name] = column.kind === "number" ? cell : toValue(column, cell);
    }
    return row;
  }
}

function toValue(column: PackedColumn, cell: number): CellValue {
  if (column.kind === "boolean") return cell === 1;
  if (column.kind === "time") return new Date(cell).toISOString();
  return column.words?.[cell] ?? null;
}
