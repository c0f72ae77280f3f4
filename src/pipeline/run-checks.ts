import { EngineFailure } from "../domain/errors.ts";
import type { Engine } from "../engines/contract.ts";
import { type Bindings, renderTemplate } from "./render-template.ts";
import type { ModelSet, SqlCheck, SqlModel } from "./sql-model.ts";

/** Runs every check of `set` over the tables of a finished run and returns how many there were.
 *  @throws EngineFailure naming the check that found rows, how many, and what a row of it means. */
export async function runChecks(engine: Engine, set: ModelSet, bindings: Bindings): Promise<number> {
  for (const check of set.checks) await runCheck(engine, check, bindings);
  let count = set.checks.length;
  for (const model of set.models) count += await runConditions(engine, model);
  return count;
}

/** Runs one check over its tables.
 *  @throws EngineFailure as `runChecks`. */
export async function runCheck(
  engine: Engine,
  { name, template, sheet }: SqlCheck,
  bindings: Bindings,
): Promise<void> {
  await assertNoRows(engine, name, sheet.description, renderTemplate(template, bindings));
}

/** Runs the conditions that the sheet of a model sets for its rows and returns how many there were.
 *  @throws EngineFailure as `runChecks`. */
export async function runConditions(engine: Engine, { name, sheet }: SqlModel): Promise<number> {
  const conditions = sheet.checks ?? [];
  for (const condition of conditions) {
    const select = `SELECT 1 AS broken FROM ${name} WHERE NOT (${condition})`;
    await assertNoRows(engine, name, `Rows of ${name} must have ${condition}.`, select);
  }
  return conditions.length;
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
