import { EngineFailure } from "../../domain/errors.ts";
import type { Engine } from "../../engines/contract.ts";
import { sqlIdentifier } from "../../lib/sql-text.ts";
import type { RunRelations } from "../run-relations.ts";
import { ACCOUNTS } from "./number-accounts.ts";
import { CellPacker } from "./packed-cells.ts";
import { type PackedColumn, packedSql } from "./packed-row.ts";
import type { PackedMart } from "./schema.ts";

const NAMES = ["network", "account_id"];
/** Columns that `accounts` holds. */
const OF_ACCOUNTS: Readonly<Record<PackedMart, readonly string[]>> = {
  account_features: [...NAMES, "handle", "display_name", "is_ranked"],
  account_style: NAMES,
  account_qualities: NAMES,
};
/** A text column of more different values than this is no set of words. */
const MOST_WORDS = 200;

/** A row of a mart as bytes. */
export interface PackedRow {
  readonly accountNo: number;
  readonly cells: Buffer;
}

/** The rows of `mart` as packed cells of `columns`, in order of account. */
export async function* packedRows(
  engine: Engine,
  relations: RunRelations,
  mart: PackedMart,
  columns: readonly PackedColumn[],
): AsyncGenerator<PackedRow> {
  if (columns.length === 0) return;
  const list = columns.map((column, i) => `${packedSql(column, "rows.")} AS c${i}`);
  const packer = new CellPacker();
  const numbers = engine.columns(
    `SELECT CAST(people.account_no AS DOUBLE) AS account_no, ${list.join(", ")}
     FROM ${relations.mart(mart)} AS rows JOIN ${ACCOUNTS} AS people USING (network, account_id)
     ORDER BY people.account_no`,
  );
  for await (const batch of numbers)
    for (let row = 0; row < batch.rowCount; row++) {
      for (let i = 1; i < batch.columns.length; i++) packer.add(Number(batch.columns[i]![row]));
      yield { accountNo: Number(batch.columns[0]![row]), cells: packer.take() };
    }
}

/** The columns of `mart` that are packed; none when the run has no such mart. */
export async function packedColumns(
  engine: Engine,
  relations: RunRelations,
  mart: PackedMart,
): Promise<readonly PackedColumn[]> {
  if (!relations.has(mart)) return [];
  const from = relations.mart(mart);
  const described = await engine.rows(`DESCRIBE SELECT * FROM ${from}`);
  const columns: PackedColumn[] = [];
  for (const { column_name, column_type } of described) {
    const [name, type] = [String(column_name), String(column_type)];
    if (OF_ACCOUNTS[mart].includes(name)) continue;
    if (type === "VARCHAR") columns.push({ name, kind: "word", words: await wordsOf(engine, from, name) });
    else if (type === "BOOLEAN") columns.push({ name, kind: "boolean" });
    else columns.push({ name, kind: type.startsWith("TIMESTAMP") ? "time" : "number" });
  }
  return columns;
}

async function wordsOf(engine: Engine, from: string, name: string): Promise<readonly string[]> {
  const column = sqlIdentifier(name);
  const rows = await engine.rows(
    `SELECT DISTINCT ${column} AS word FROM ${from} WHERE ${column} IS NOT NULL ORDER BY word LIMIT ${MOST_WORDS + 1}`,
  );
  if (rows.length > MOST_WORDS)
    throw new EngineFailure(`${name} holds free text, which a packed row has no place for`, {
      engine: engine.name,
      sql: from,
    });
  return rows.map(row => String(row["word"]));
}
