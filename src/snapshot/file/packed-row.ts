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

/** The cells as a row after the columns of `head`, times as ISO text. */
export function toRow(
  columns: readonly PackedColumn[],
  cells: readonly (number | null)[],
  head: EngineRow,
): EngineRow {
  const row: Record<string, CellValue> = { ...head };
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i]!;
    row[column.name] = toValue(column, cells[i] ?? null);
  }
  return row;
}

function toValue(column: PackedColumn, cell: number | null): CellValue {
  if (cell === null || column.kind === "number") return cell;
  if (column.kind === "boolean") return cell === 1;
  if (column.kind === "time") return new Date(cell).toISOString();
  return column.words?.[cell] ?? null;
}
