import { basename } from "node:path";
import type { Engine } from "../engines/contract.ts";
import { sqlIdentifier, sqlLiteral } from "../lib/sql-text.ts";
import type { CheckedFile } from "./check-file.ts";

/** Number of rejected rows of `checked` written to `target` as NDJSON, one object
 *  {file, table, line, reason, column, value, raw} per row in file order. `file` is the name without its folder. */
export async function writeRejects(engine: Engine, checked: CheckedFile, target: string): Promise<number> {
  const rejected = sqlIdentifier(checked.rejectedRelation);
  await engine.run(
    `COPY (SELECT ${sqlLiteral(basename(checked.path))} AS file, ${sqlLiteral(checked.table)} AS "table",
       line_number AS line, reason, "column", value, raw FROM ${rejected} ORDER BY rowid)
     TO ${sqlLiteral(target)} (FORMAT json, COMPRESSION none)`,
  );
  return Object.values(checked.rejectedByReason).reduce((sum, count) => sum + count, 0);
}
