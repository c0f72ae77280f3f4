import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "../engines/contract.ts";
import { loadModels } from "./load-models.ts";

/** One mart as written. */
export interface ExportedMart {
  readonly mart: string;
  readonly rowCount: number;
}

/** Writes each mart of a finished run, or those of `only`, as `<mart>.parquet` into `dir`, rows in the order its sheet gives, and
 *  returns what was written. The same tables give the same bytes at any thread count. */
export async function exportMarts(
  engine: Engine,
  constants: Readonly<Record<string, number>>,
  dir: string,
  only: readonly string[] | null = null,
): Promise<readonly ExportedMart[]> {
  const { models } = await loadModels({ engine, constants });
  await mkdir(dir, { recursive: true });
  const marts: ExportedMart[] = [];
  for (const { name, layer, sheet } of models) {
    if (layer !== "marts" || only?.includes(name) === false) continue;
    const { order_by = [], sorted_by = order_by } = sheet;
    const onlySorted = new Set(
      sorted_by.filter(term => !order_by.includes(term)).map(term => term.replace(/ desc$/, "")),
    );
    const columns = Object.keys(sheet.columns).filter(column => !onlySorted.has(column));
    const path = join(dir, `${name}.parquet`);
    const rowCount = await engine.writeParquet(`SELECT * FROM ${name}`, path, sorted_by, columns);
    marts.push({ mart: name, rowCount });
  }
  return marts;
}
