import type { Engine } from "../engines/contract.ts";
import { answerRows, phraseRows } from "./texts/phrases.ts";

/** Tables of sentences that the selects of posts read. */
export const PHRASES_TABLE = "simulator_phrases";
export const ANSWERS_TABLE = "simulator_answers";
/** The whole numbers from 0 that every select counts by. A stored table is scanned by all threads, unlike the
 *  engine's range function. */
const NUMBERS_TABLE = "simulator_numbers";

/** Creates the sentences and the numbers 0..count-1 that one simulation reads. */
export async function createWorkTables(engine: Engine, count: number): Promise<void> {
  const columns = { phrase_index: "bigint", text: "text" };
  await engine.createTableFromRows(PHRASES_TABLE, columns, phraseRows());
  await engine.createTableFromRows(ANSWERS_TABLE, columns, answerRows());
  await engine.createTable(NUMBERS_TABLE, `SELECT number FROM range(${count}) AS numbers(number)`);
}

/** Drops what createWorkTables made. */
export async function dropWorkTables(engine: Engine): Promise<void> {
  for (const table of [PHRASES_TABLE, ANSWERS_TABLE, NUMBERS_TABLE]) await engine.run(`DROP TABLE ${table}`);
}

/** FROM item with one column `name` of the numbers `from` (inclusive) to `to` (exclusive), in order. */
export function numbered(name: string, from: number, to: number): string {
  return `(SELECT number + ${from} AS ${name} FROM ${NUMBERS_TABLE} WHERE number < ${to - from}) AS numbers`;
}
