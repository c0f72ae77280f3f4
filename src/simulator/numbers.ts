import type { Engine } from "../engines/contract.ts";

/** Table of the whole numbers from 0 that every select counts by. A stored table is scanned by all threads, unlike
 *  the engine's range function. */
const NUMBERS_TABLE = "simulator_numbers";

/** Creates the numbers 0..count-1; one table serves a whole simulation. */
export async function createNumbers(engine: Engine, count: number): Promise<void> {
  await engine.createTable(NUMBERS_TABLE, `SELECT number FROM range(${count}) AS numbers(number)`);
}

/** Drops what createNumbers made. */
export async function dropNumbers(engine: Engine): Promise<void> {
  await engine.run(`DROP TABLE ${NUMBERS_TABLE}`);
}

/** FROM item with one column `name` of the numbers `from` (inclusive) to `to` (exclusive), in order. */
export function numbered(name: string, from: number, to: number): string {
  return `(SELECT number + ${from} AS ${name} FROM ${NUMBERS_TABLE} WHERE number < ${to - from}) AS numbers`;
}
