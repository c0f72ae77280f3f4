import hive from "hive-driver";
import type { CellValue, NumericArray } from "../contract.ts";

const TYPE_IDS = hive.thrift.TCLIService_types.TTypeId;

/** A column of an answer: its name and the number of its type in the HiveServer2 protocol. */
export interface ColumnType {
  readonly name: string;
  readonly typeId: number;
}

interface Values {
  readonly values: readonly unknown[];
  /** One bit a row, from the lowest of the first byte: set where the value is null. May be shorter than the rows. */
  readonly nulls: Buffer;
}

/** The values of a column in the one of its fields that fits its type. */
export type ThriftColumn = Readonly<Record<string, Values | null | undefined>>;

export interface ThriftRows {
  readonly rowCount: number;
  readonly columns: readonly ThriftColumn[];
}

/** True for a list, which the protocol gives as text that cannot be read back. */
export function isList({ typeId }: ColumnType): boolean {
  return typeId === TYPE_IDS.ARRAY_TYPE;
}

/** The values of a column as the contract's cells; lists must come as JSON in a text column named in `lists`.
 *  @throws RangeError on an integer beyond 2^53 - 1. */
export function toCells(column: ThriftColumn, type: ColumnType, isJsonList: boolean): readonly CellValue[] {
  const { values, nulls } = valuesOf(column);
  const toCell = isJsonList ? toList : cellReader(type);
  return values.map((value, row) => (isNull(nulls, row) ? null : toCell(value)));
}

/** The values of a numeric column as a typed array. @throws Error naming the column when it is not numeric or holds a
 *  null. */
export function toNumericArray(column: ThriftColumn, type: ColumnType): NumericArray {
  const { values, nulls } = valuesOf(column);
  const refuse = (why: string) => new Error(`the streamed column ${type.name} ${why}`);
  for (let row = 0; row < values.length; row++)
    if (isNull(nulls, row)) throw refuse("has a null; coalesce it");
  if (type.typeId === TYPE_IDS.DOUBLE_TYPE) return Float64Array.from(values as readonly number[]);
  if (type.typeId === TYPE_IDS.INT_TYPE) return Int32Array.from(values as readonly number[]);
  if (type.typeId === TYPE_IDS.BIGINT_TYPE) return BigInt64Array.from(values, toBigInt);
  throw refuse("is not a 32- or 64-bit integer or a double; cast it");
}

function valuesOf(column: ThriftColumn): Values {
  for (const values of Object.values(column)) if (values?.values) return values;
  throw new Error("a column of the answer holds no values");
}

function isNull(nulls: Buffer, row: number): boolean {
  return ((nulls[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
}

function cellReader({ typeId }: ColumnType): (value: unknown) => CellValue {
  switch (typeId) {
    case TYPE_IDS.BIGINT_TYPE:
      return value => safeInteger(toBigInt(value));
    case TYPE_IDS.DECIMAL_TYPE:
      return value => Number(value);
    case TYPE_IDS.TIMESTAMP_TYPE:
      return value => toIsoTime(String(value));
    case TYPE_IDS.BOOLEAN_TYPE:
      return value => Boolean(value);
    case TYPE_IDS.TINYINT_TYPE:
    case TYPE_IDS.SMALLINT_TYPE:
    case TYPE_IDS.INT_TYPE:
    case TYPE_IDS.FLOAT_TYPE:
    case TYPE_IDS.DOUBLE_TYPE:
      return value => Number(value);
    default:
      return value => String(value);
  }
}

/** "2024-01-02 03:04:05.678901" as ISO text in UTC, cut to milliseconds. */
function toIsoTime(text: string): string {
  const [date, time = "00:00:00"] = text.split(/[ T]/);
  const [whole, fraction = ""] = time.split(".");
  return `${date}T${whole}.${fraction.padEnd(3, "0").slice(0, 3)}Z`;
}

function toList(value: unknown): CellValue {
  return JSON.parse(String(value), (_, item: unknown) =>
    typeof item === "number" && Number.isInteger(item) ? safeInteger(BigInt(item)) : item,
  ) as CellValue;
}

function safeInteger(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`integer ${value} is beyond 2^53 - 1`);
  return number;
}

/** The protocol's 64-bit integer: eight bytes, the highest first. */
function toBigInt(value: unknown): bigint {
  const { buffer, offset } = value as { readonly buffer: Buffer; readonly offset: number };
  return buffer.readBigInt64BE(offset);
}
