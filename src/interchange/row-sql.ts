import { STATE_KINDS, TABLES, type TableName } from "../domain/interchange/schema.ts";
import { type Column, columnsOf } from "../domain/interchange/table.ts";
import { sqlIdentifier, sqlLiteral } from "../lib/sql-text.ts";
import { type ColumnSql, columnSql, SQL_TYPES } from "./column-sql.ts";
import { type ActSql, actJsonSql, interactionIdSql } from "./interaction-id-sql.ts";
import type { Reading } from "./reading.ts";

/** What a row is set aside for without being rejected: an act on oneself, and a blank line. */
export const SELF_ACTION = "self_action";
export const BLANK = "blank";
/** Column of the checked relation that is null for accepted rows, else
 *  {reason, column_name, value, raw, line_number}. */
export const VERDICT = "set_aside";

export interface RowOptions {
  /** Network of rows that name none, or null. */
  readonly network: string | null;
  readonly assumeUtc: boolean;
}

interface Verdict {
  readonly reason: string;
  readonly column: string | null;
  readonly cellName: string | null;
  readonly when: string;
}

/** SELECT that casts and checks every record of `reading`: the columns of `table` in order and typed, then
 *  `set_aside`. Only the first reason of a row is kept, in column order. */
export function checkedRowsSql(table: TableName, reading: Reading, options: RowOptions): string {
  const columns = columnsOf(TABLES[table]);
  const parts = columns.map(column =>
    columnSql(column, reading.cells.get(column.name) ?? null, {
      fill: column.name === "network" ? options.network : null,
      mayBeNull: isDerived(table, column),
      assumeUtc: options.assumeUtc,
    }),
  );
  const verdicts = verdictsOf(table, reading, parts);
  const cases = verdicts.map(({ when }, i) => `WHEN ${when} THEN ${i + 1}`);
  const code = cases.length === 0 ? "NULL" : `CASE ${cases.join("\n      ")} END`;
  const flags = [
    `${reading.record} AS record`,
    `${reading.line ?? "CAST(NULL AS BIGINT)"} AS line_number`,
    ...(reading.isMalformed === null ? [] : [`${reading.isMalformed} AS is_malformed`]),
    ...(reading.isBlank === null ? [] : [`${reading.isBlank} AS is_blank`]),
  ];
  const coded = `(SELECT *, ${code} AS code
  FROM (SELECT *, ${parts.map(part => `${part.value} AS ${part.valueName}`).join(",\n    ")}
    FROM (SELECT ${[...parts.flatMap(part => part.selects), ...flags].join(",\n      ")}
      FROM ${reading.from})))`;
  return `SELECT ${columns.map(column => outputSql(table, column)).join(",\n  ")},
  ${setAsideSql(verdicts, reading.raw)} AS ${VERDICT}
FROM ${withActJson(table, coded)}`;
}

/** Whether a null in the column is filled in afterwards. */
function isDerived(table: TableName, column: Column): boolean {
  return table === "interactions" && column.name === "interaction_id";
}

function verdictsOf(table: TableName, reading: Reading, parts: readonly ColumnSql[]): readonly Verdict[] {
  const whole = (reason: string, when: string): Verdict => ({ reason, when, column: null, cellName: null });
  const verdicts: Verdict[] = [];
  if (reading.isBlank !== null) verdicts.push(whole(BLANK, "is_blank"));
  if (reading.isMalformed !== null) verdicts.push(whole("malformed_line", "is_malformed"));
  for (const { column, cellName, checks } of parts)
    verdicts.push(...checks.map(check => ({ ...check, column: column.name, cellName })));
  if (table === "interactions") {
    const states = STATE_KINDS.map(sqlLiteral).join(", ");
    const isTimeless = `v_acted_at IS NULL AND v_kind NOT IN (${states})`;
    verdicts.push({
      reason: "missing_acted_at",
      when: isTimeless,
      column: "acted_at",
      cellName: "c_acted_at",
    });
    verdicts.push(whole(SELF_ACTION, "v_actor_id = v_target_id"));
  }
  return verdicts;
}

function outputSql(table: TableName, column: Column): string {
  const name = sqlIdentifier(column.name);
  const value = sqlIdentifier(`v_${column.name}`);
  const type = SQL_TYPES[column.columnType];
  if (!isDerived(table, column)) return `CAST(${value} AS ${type}) AS ${name}`;
  return `CASE WHEN act_json IS NULL THEN ${value} ELSE ${interactionIdSql(ACT, "act_json")} END AS ${name}`;
}

const ACT: ActSql = {
  network: "v_network",
  kind: "v_kind",
  actorId: "v_actor_id",
  targetId: "v_target_id",
  postId: "v_post_id",
  actedAt: "v_acted_at",
};

/** Layer that adds `act_json` to the rows of interactions that need an id derived. */
function withActJson(table: TableName, layer: string): string {
  if (table !== "interactions") return layer;
  const needsId = "code IS NULL AND coalesce(v_interaction_id, '') = ''";
  return `(SELECT *, CASE WHEN ${needsId} THEN ${actJsonSql(ACT)} END AS act_json FROM ${layer})`;
}

function setAsideSql(verdicts: readonly Verdict[], raw: string): string {
  const list = (words: readonly (string | null)[]) =>
    `[${words.map(word => (word === null ? "NULL" : sqlLiteral(word))).join(", ")}]`;
  const values = verdicts.flatMap(({ cellName }, i) =>
    cellName === null ? [] : [`WHEN ${i + 1} THEN CAST(${cellName} AS VARCHAR)`],
  );
  return `CASE WHEN code IS NOT NULL THEN {
    'reason': CAST(${list(verdicts.map(verdict => verdict.reason))} AS VARCHAR[])[code],
    'column_name': CAST(${list(verdicts.map(verdict => verdict.column))} AS VARCHAR[])[code],
    'value': CASE code ${values.join(" ")} END,
    'raw': ${raw},
    'line_number': line_number } END`;
}
