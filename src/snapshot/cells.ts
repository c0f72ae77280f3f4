import type { CellValue, EngineRow } from "../engines/contract.ts";

/** A cell as text, or null. */
export function textOf(value: CellValue | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

/** A cell as a number, or null when it is null or no number. */
export function numberOf(value: CellValue | undefined): number | null {
  if (value === null || value === undefined) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** A count cell, absent as 0. */
export function countOf(row: EngineRow, column: string): number {
  return numberOf(row[column]) ?? 0;
}
