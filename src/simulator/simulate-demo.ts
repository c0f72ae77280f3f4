import type { TableName } from "../domain/interchange/schema.ts";
import { noProgress } from "../domain/progress.ts";
import type { Engine } from "../engines/contract.ts";
import { sqlLiteral } from "../lib/sql-text.ts";
import { castSelects } from "./cast/cast-tables.ts";
import { CAST } from "./cast.ts";
import type { SimulationOptions, SimulationSummary } from "./options.ts";
import { largestSlice, writeBackground, writeManifest, writePostStats } from "./simulate.ts";
import { TableFiles } from "./table-files.ts";
import { createWorkTables, dropWorkTables } from "./work-tables.ts";
import { type World, worldsOf } from "./world.ts";

const DEMO_SIZE = { accounts: 4000, interactions: 150_000 } as const;
/** The seed of the demo that documentation and screenshots show. */
export const DEMO_SEED = 1;

/** The demo: a small background population and the fictional cast of `cast.ts` in the same tables.
 *  @throws ConfigProblem for a folder that holds something else. */
export async function simulateDemo(
  engine: Engine,
  options: Pick<SimulationOptions, "outDir" | "progress" | "endAt"> & { readonly seed?: number },
): Promise<SimulationSummary> {
  const full = { ...DEMO_SIZE, seed: DEMO_SEED, ...options };
  const worlds = worldsOf(full);
  const files = await TableFiles.create(engine, full.outDir);
  await createWorkTables(engine, largestSlice(worlds));
  await writeBackground(files, worlds, full.progress ?? noProgress);
  for (const [table, selects] of castSelectsByTable(worlds))
    await files.write(table, selects.join(" UNION ALL "));
  await writePostStats(files, worlds, countsFactor());
  await dropWorkTables(engine);
  return writeManifest(engine, files, full, worlds);
}

/** The rows of the whole cast, so that each table gets one file. */
function castSelectsByTable(worlds: readonly World[]): ReadonlyMap<TableName, readonly string[]> {
  const byTable = new Map<TableName, string[]>();
  for (const member of CAST) {
    const world = worlds.find(({ network }) => network === member.network)!;
    for (const [table, select] of castSelects(world, member))
      byTable.set(table, [...(byTable.get(table) ?? []), `(${select})`]);
  }
  return byTable;
}

function countsFactor(): string {
  const cases = CAST.flatMap(({ accountId, countsFactor: factor }) =>
    factor === undefined ? [] : [`WHEN ${sqlLiteral(accountId)} THEN ${factor}`],
  );
  return `CASE author_id ${cases.join(" ")} ELSE 1 END`;
}
