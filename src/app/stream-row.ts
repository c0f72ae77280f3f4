import { deriveInteractionId, type ActOfInteraction } from "../domain/interchange/interaction-id.ts";
import { STATE_KINDS, TABLES, type TableName } from "../domain/interchange/schema.ts";
import { columnsOf } from "../domain/interchange/table.ts";

/** A line of a stream as a row, or why it does not fit (reasons as in docs/interchange.md). */
export type StreamRow =
  | { readonly row: object }
  | { readonly reason: string; readonly column: string | null }
  | "self_action";

const REASON_OF_TYPE = {
  text: "too_long",
  choice: "unknown",
  time: "bad_time",
  count: "bad_count",
  flag: "bad_flag",
  text_list: "bad_list",
} as const;

/** `line` as a row of `table`: absent columns become null, `network` fills in for rows that name none, and an
 *  interaction without an id gets the derived one. */
export function toStreamRow(line: string, table: TableName, network: string | undefined): StreamRow {
  const found = parseObject(line);
  if (found === null) return { reason: "malformed_line", column: null };
  const columns = columnsOf(TABLES[table]);
  const row: Record<string, unknown> = {};
  for (const { name } of columns) row[name] = found[name] === "" ? null : (found[name] ?? null);
  row["network"] ??= network ?? null;
  if (table === "interactions") {
    const isState = (STATE_KINDS as readonly unknown[]).includes(row["kind"]);
    if (row["acted_at"] === null && !isState) return { reason: "missing_acted_at", column: "acted_at" };
    const isDated = row["acted_at"] === null || !Number.isNaN(Date.parse(String(row["acted_at"])));
    if (isDated) row["interaction_id"] ??= deriveInteractionId(row as ActOfInteraction);
    if (row["actor_id"] !== null && row["actor_id"] === row["target_id"]) return "self_action";
  }
  for (const column of columns) {
    const value = row[column.name];
    if (value === null && column.isRequired) return { reason: `missing_${column.name}`, column: column.name };
    const shape = TABLES[table].row.shape as Record<string, { safeParse(value: unknown): { success: boolean } }>;
    if (!shape[column.name]!.safeParse(value).success)
      return { reason: reasonOf(column.columnType, column.name, value), column: column.name };
  }
  return { row };
}

function reasonOf(type: keyof typeof REASON_OF_TYPE, name: string, value: unknown): string {
  const isZoneless = type === "time" && /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(\.\d+)?$/.test(String(value));
  return isZoneless ? "missing_time_zone" : `${REASON_OF_TYPE[type]}_${name}`;
}

function parseObject(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
