import { EngineFailure } from "../domain/errors.ts";
import type { Engine } from "../engines/contract.ts";
import { type Bindings, renderTemplate } from "./render-template.ts";
import type { ModelSet } from "./sql-model.ts";

/** Runs every check of `set` over the tables of a finished run and returns how many there were.
 *  @throws EngineFailure naming the check that found rows, how many, and what a row of it means. */
export async function runChecks(engine: Engine, set: ModelSet, bindings: Bindings): Promise<number> {
  for (const { name, template, sheet } of set.checks)
    await assertNoRows(engine, name, sheet.description, renderTemplate(template, bindings));
  let count = set.checks.length;
  for (const { name, sheet } of set.models)
    for (const condition of sheet.checks ?? []) {
      const select = `SELECT 1 AS broken FROM ${name} WHERE NOT (${condition})`;
      await assertNoRows(engine, name, `Rows of ${name} must have ${condition}.`, select);
      count += 1;
    }
  return count;
}

async function assertNoRows(engine: Engine, name: string, says: string, select: string): Promise<void> {
  const sql = `SELECT count(*) AS broken_count FROM (${select}) AS broken`;
  const [row] = await engine.rows(sql);
  const broken = Number(row?.["broken_count"]);
  if (broken > 0)
    throw new EngineFailure(`check ${name} found ${broken} ${broken === 1 ? "row" : "rows"}. ${says}`, {
      engine: engine.name,
      model: name,
      sql: select,
    });
}
