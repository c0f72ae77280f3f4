import { MAX_COUNT, MAX_TEXT_LENGTH } from "../domain/interchange/column.ts";
import type { Column } from "../domain/interchange/table.ts";
import { sqlIdentifier, sqlLiteral } from "../lib/sql-text.ts";
import type { Cell } from "./reading.ts";

/** A reason to reject a row, with the condition under which it holds. */
export interface ColumnCheck {
  readonly reason: string;
  readonly when: string;
}

/** How one column of the schema is read: `cell` is selected first as `cellName` (and `typeName`), then `value` as
 *  `valueName`; `checks` speak of those names, the first that holds counts. */
export interface ColumnSql {
  readonly column: Column;
  readonly cellName: string;
  readonly valueName: string;
  readonly selects: readonly string[];
  readonly value: string;
  readonly checks: readonly ColumnCheck[];
}

/** SQL type of a column of the schema. */
export const SQL_TYPES = {
  text: "VARCHAR",
  choice: "VARCHAR",
  time: "TIMESTAMP",
  count: "BIGINT",
  flag: "BOOLEAN",
  text_list: "VARCHAR[]",
} as const;

const INTEGER_TYPE = /^U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$/;
const NUMBER_TYPE = /^(FLOAT|DOUBLE|DECIMAL\(.*\))$/;
const TIME = String.raw`\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d{1,9})?`;
const ZONE = String.raw`([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)`;

/** SQL that casts and checks `column` read from `cell` (null: the file does not have it). `fill` stands in for null. */
export function columnSql(
  column: Column,
  cell: Cell | null,
  options: { readonly fill: string | null; readonly mayBeNull: boolean; readonly assumeUtc: boolean },
): ColumnSql {
  const cellName = sqlIdentifier(`c_${column.name}`);
  const typeName = sqlIdentifier(`t_${column.name}`);
  const valueName = sqlIdentifier(`v_${column.name}`);
  const text = { name: cellName, jsonType: cell?.jsonType === undefined ? null : typeName };
  const raw = cell?.sql ?? "CAST(NULL AS VARCHAR)";
  const filled = options.fill === null ? raw : `coalesce(${raw}, ${sqlLiteral(options.fill)})`;
  const rule = ruleOf(column, cell, text, options.assumeUtc);
  const isMissing =
    column.columnType === "text" ? `(${cellName} IS NULL OR ${cellName} = '')` : `${cellName} IS NULL`;
  const missing = { reason: `missing_${column.name}`, when: isMissing };
  const isRequired = column.isRequired && !options.mayBeNull;
  return {
    column,
    cellName,
    valueName,
    selects: [
      `${asText(column, cell, filled)} AS ${cellName}`,
      ...(cell?.jsonType ? [`${cell.jsonType} AS ${typeName}`] : []),
    ],
    value: rule.value,
    checks: [...(isRequired ? [missing] : []), ...rule.checks],
  };
}

interface Text {
  readonly name: string;
  readonly jsonType: string | null;
}

interface Rule {
  readonly value: string;
  readonly checks: readonly ColumnCheck[];
}

/** Text columns become text at once; other typed values keep their type for `ruleOf`. */
function asText(column: Column, cell: Cell | null, sql: string): string {
  const isText = column.columnType === "text" || column.columnType === "choice";
  if (cell?.form === "typed" && (isText || !isUnderstood(column, cell))) return `CAST(${sql} AS VARCHAR)`;
  return sql;
}

/** Whether a Parquet type is cast as a value; others go through their text. */
function isUnderstood(column: Column, cell: Cell): boolean {
  const type = cell.sqlType ?? "";
  if (column.columnType === "time") return type.startsWith("TIMESTAMP") || type === "DATE";
  if (column.columnType === "count") return INTEGER_TYPE.test(type) || NUMBER_TYPE.test(type);
  if (column.columnType === "flag") return type === "BOOLEAN";
  return column.columnType === "text_list" && type.endsWith("[]");
}

function ruleOf(column: Column, cell: Cell | null, text: Text, assumeUtc: boolean): Rule {
  const isTyped = cell?.form === "typed" && isUnderstood(column, cell);
  switch (column.columnType) {
    case "text":
      return textRule(column, text);
    case "choice": {
      const values = (column.values ?? []).map(sqlLiteral).join(", ");
      const when = `${text.name} NOT IN (${values})`;
      return { value: text.name, checks: [{ reason: `unknown_${column.name}`, when }] };
    }
    case "time":
      return isTyped ? typedTimeRule(text, cell.sqlType!) : timeRule(column, text, assumeUtc);
    case "count":
      return isTyped ? typedCountRule(column, text, cell.sqlType!) : countRule(column, text);
    case "flag":
      return isTyped ? { value: text.name, checks: [] } : flagRule(column, text);
    case "text_list":
      return isTyped ? typedListRule(column, text) : listRule(column, text);
  }
}

function textRule(column: Column, text: Text): Rule {
  const notText = {
    reason: "malformed_line",
    when: `${text.jsonType} IN ('BOOLEAN', 'DOUBLE', 'ARRAY', 'OBJECT')`,
  };
  const tooLong = { reason: `too_long_${column.name}`, when: isTooLong(text.name) };
  return { value: text.name, checks: text.jsonType === null ? [tooLong] : [notText, tooLong] };
}

function timeRule(column: Column, { name }: Text, assumeUtc: boolean): Rule {
  const matches = (pattern: string) => `regexp_full_match(${name}, ${sqlLiteral(pattern)})`;
  const toUtc = (sql: string) => `timezone('UTC', TRY_CAST(upper(${sql}) AS TIMESTAMPTZ))`;
  const local = assumeUtc ? ` WHEN ${matches(TIME)} THEN ${toUtc(`${name} || 'Z'`)}` : "";
  const isBad = `${name} IS NOT NULL AND ${sqlIdentifier(`v_${column.name}`)} IS NULL`;
  const bad = { reason: `bad_time_${column.name}`, when: isBad };
  const zoneless = { reason: "missing_time_zone", when: `${isBad} AND ${matches(TIME)}` };
  return {
    value: `CASE WHEN ${matches(TIME + ZONE)} THEN ${toUtc(name)}${local} END`,
    checks: assumeUtc ? [bad] : [zoneless, bad],
  };
}

function typedTimeRule({ name }: Text, sqlType: string): Rule {
  const isZoned = sqlType === "TIMESTAMP WITH TIME ZONE";
  return { value: isZoned ? `timezone('UTC', ${name})` : `CAST(${name} AS TIMESTAMP)`, checks: [] };
}

function countRule(column: Column, { name }: Text): Rule {
  const digits = `regexp_full_match(${name}, '[0-9]{1,16}')`;
  const value = `CASE WHEN ${digits} AND TRY_CAST(${name} AS BIGINT) <= ${MAX_COUNT} THEN TRY_CAST(${name} AS BIGINT) END`;
  return { value, checks: [badUnlessRead("bad_count", column, name)] };
}

function typedCountRule(column: Column, { name }: Text, sqlType: string): Rule {
  const isWhole = INTEGER_TYPE.test(sqlType) ? "" : ` AND ${name} = floor(${name})`;
  const value = `CASE WHEN ${name} BETWEEN 0 AND ${MAX_COUNT}${isWhole} THEN CAST(${name} AS BIGINT) END`;
  return { value, checks: [badUnlessRead("bad_count", column, name)] };
}

function flagRule(column: Column, { name }: Text): Rule {
  const value = `CASE lower(${name}) WHEN 'true' THEN true WHEN '1' THEN true WHEN 'false' THEN false WHEN '0' THEN false END`;
  return { value, checks: [badUnlessRead("bad_flag", column, name)] };
}

function listRule(column: Column, { name, jsonType }: Text): Rule {
  const isList =
    jsonType === null ? `json_valid(${name}) AND json_type(${name}) = 'ARRAY'` : `${jsonType} = 'ARRAY'`;
  const strings = `len(list_filter(json_type(${name}, '$[*]'), item -> item NOT IN ('VARCHAR', 'UBIGINT', 'BIGINT'))) = 0`;
  const value = `CASE WHEN ${isList} THEN CASE WHEN ${strings} THEN from_json(${name}, '["VARCHAR"]') END END`;
  return { value, checks: [badUnlessRead("bad_list", column, name), tooLongItem(column)] };
}

function typedListRule(column: Column, { name }: Text): Rule {
  const hasNull = `len(list_filter(${name}, item -> item IS NULL)) > 0`;
  const value = `CASE WHEN NOT (${hasNull}) THEN CAST(${name} AS VARCHAR[]) END`;
  return { value, checks: [badUnlessRead("bad_list", column, name), tooLongItem(column)] };
}

function tooLongItem(column: Column): ColumnCheck {
  const list = sqlIdentifier(`v_${column.name}`);
  return {
    reason: `too_long_${column.name}`,
    when: `len(list_filter(${list}, item -> ${isTooLong("item")})) > 0`,
  };
}

function badUnlessRead(prefix: string, column: Column, name: string): ColumnCheck {
  const when = `${name} IS NOT NULL AND ${sqlIdentifier(`v_${column.name}`)} IS NULL`;
  return { reason: `${prefix}_${column.name}`, when };
}

function isTooLong(sql: string): string {
  return `(strlen(${sql}) > ${MAX_TEXT_LENGTH} AND length(${sql}) > ${MAX_TEXT_LENGTH})`;
}
