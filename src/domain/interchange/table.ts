import type { z } from "zod";
import type { ColumnMeta } from "./column.ts";

/** One table of the interchange schema. */
export interface InterchangeTable<Row extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  /** One sentence that ends in "one row per ...". */
  readonly grain: string;
  /** The columns that identify a row. */
  readonly key: readonly string[];
  /** Orders versions of the same key (the newest counts), or null where a key has one version. */
  readonly versionColumn: string | null;
  /** Its UTC date is the partition `day`; null values go to the null partition. */
  readonly dayColumn: string;
  readonly row: Row;
}

/** A column with its name, in the order of the table's definition. */
export interface Column extends ColumnMeta {
  readonly name: string;
}

/** The columns of `table` in file order. */
export function columnsOf(table: InterchangeTable): readonly Column[] {
  return Object.entries(table.row.shape).map(([name, type]) => {
    const meta = type.meta() as unknown as ColumnMeta;
    return { name, ...meta };
  });
}

/** The columns that make a stored row distinct: the key, and the version where there is one. */
export function storageKeyOf(table: InterchangeTable): readonly string[] {
  const { key, versionColumn } = table;
  return versionColumn === null || key.includes(versionColumn) ? key : [...key, versionColumn];
}
