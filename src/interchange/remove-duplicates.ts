import { TABLES, type TableName } from "../domain/interchange/schema.ts";
import { storageKeyOf } from "../domain/interchange/table.ts";
import type { Engine } from "../engines/contract.ts";
import { sqlIdentifier } from "../lib/sql-text.ts";

/** Deletes rows of `relation` whose storage key stood in an earlier row; returns how many. Rows are looked at one
 *  by one only where the hashes of two keys are equal. */
export async function removeDuplicates(engine: Engine, table: TableName, relation: string): Promise<number> {
  const name = sqlIdentifier(relation);
  const key = storageKeyOf(TABLES[table]).map(sqlIdentifier).join(", ");
  const [before] = await engine.rows(
    `SELECT count(*) AS n, count(DISTINCT hash(${key})) AS keys FROM ${name}`,
  );
  const rowCount = Number(before?.["n"]);
  if (rowCount === before?.["keys"]) return 0;
  await engine.run(
    `DELETE FROM ${name} WHERE rowid IN (
       SELECT id FROM (
         SELECT rowid AS id, row_number() OVER (PARTITION BY ${key} ORDER BY rowid) AS place FROM ${name}
         WHERE hash(${key}) IN (SELECT hash(${key}) FROM ${name} GROUP BY 1 HAVING count(*) > 1))
       WHERE place > 1)`,
  );
  const [after] = await engine.rows(`SELECT count(*) AS n FROM ${name}`);
  return rowCount - Number(after?.["n"]);
}
