import { sqlLiteral } from "../lib/sql-text.ts";

/** `values` as a SQL list of text. */
export function sqlList(values: readonly string[]): string {
  return `[${values.map(sqlLiteral).join(", ")}]`;
}
