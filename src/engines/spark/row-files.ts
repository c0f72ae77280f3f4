import { open } from "node:fs/promises";
import type { EngineRow, NumericArray } from "../contract.ts";
import { sparkType } from "./spark-text.ts";

const CHARACTERS_A_WRITE = 1 << 20;

/** A file of rows for Spark: how to declare its columns (named c0, c1, ...), and what each is in the table. */
export interface RowFile {
  readonly format: "json" | "csv";
  /** Types as they stand in the file, in the order of the columns. */
  readonly storedTypes: readonly string[];
  /** Types of the table's columns. */
  readonly types: readonly string[];
}

/** Writes `rows` as lines of JSON to `path`; times as text without zone, doubles as text, which keeps them whole. */
export async function writeRows(
  path: string,
  columns: Readonly<Record<string, string>>,
  rows: Iterable<EngineRow>,
): Promise<RowFile> {
  const entries = Object.entries(columns).map(([name, type]) => [name, type.toLowerCase()] as const);
  await writeLines(path, lines());
  return {
    format: "json",
    storedTypes: entries.map(([, type]) =>
      type === "double" || type === "timestamp" || type === "date" ? "STRING" : sparkType(type),
    ),
    types: entries.map(([, type]) => sparkType(type)),
  };

  function* lines(): Iterable<string> {
    for (const row of rows) {
      const cells: string[] = [];
      entries.forEach(([name, type], i) => {
        const value = row[name] ?? null;
        if (value !== null) cells.push(`"c${i}":${toJson(value, type)}`);
      });
      yield `{${cells.join(",")}}\n`;
    }
  }
}

function toJson(value: NonNullable<EngineRow[string]>, type: string): string {
  if (type === "bigint") return String(BigInt(value as number));
  if (type === "boolean") return String(Boolean(value));
  if (type === "double") return `"${Number(value)}"`;
  if (type === "timestamp")
    return `"${new Date(String(value)).toISOString().replace("T", " ").replace("Z", "")}"`;
  if (type === "text_list") return JSON.stringify(value);
  return JSON.stringify(String(value));
}

/** Writes numeric columns of equal length as CSV to `path`. */
export async function writeColumns(
  path: string,
  columns: Readonly<Record<string, NumericArray>>,
): Promise<RowFile> {
  const arrays = Object.values(columns);
  await writeLines(path, lines());
  const types = arrays.map(values => {
    if (values instanceof Float64Array) return "DOUBLE";
    return values instanceof BigUint64Array ? "DECIMAL(20, 0)" : "BIGINT";
  });
  const storedTypes = types.map(type => (type === "DOUBLE" ? "STRING" : type));
  return { format: "csv", storedTypes, types };

  function* lines(): Iterable<string> {
    for (let row = 0; row < (arrays[0]?.length ?? 0); row++) {
      let line = "";
      for (const values of arrays) {
        const value = values[row]!;
        if (line !== "") line += ",";
        line += Object.is(value, -0) ? "-0.0" : value;
      }
      yield `${line}\n`;
    }
  }
}

async function writeLines(path: string, lines: Iterable<string>): Promise<void> {
  const file = await open(path, "w");
  try {
    let waiting = "";
    for (const line of lines) {
      waiting += line;
      if (waiting.length < CHARACTERS_A_WRITE) continue;
      await file.write(waiting);
      waiting = "";
    }
    await file.write(waiting);
    await file.sync();
  } finally {
    await file.close();
  }
}
