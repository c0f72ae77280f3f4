import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigProblem } from "../domain/errors.ts";
import { CAST } from "../simulator/cast.ts";
import { simulateDemo } from "../simulator/simulate-demo.ts";
import { findInLake } from "../snapshot/find-in-lake.ts";
import { importPaths } from "./import-paths.ts";
import { hasLake, withLake } from "./lake-session.ts";
import { openEngine } from "./open-engine.ts";
import { runLake } from "./run-lake.ts";
import type { DemoOptions, DemoSummary } from "./summaries.ts";

/** The demo's lake: a fictional population with its cast, imported and scored like anybody's data.
 *  Run again on the same folder, it imports nothing twice and publishes a new run.
 *  @throws ConfigProblem when `dataDir` holds anything but a demo: invented people never mix with real ones. */
export async function demo({ dataDir, progress }: DemoOptions): Promise<DemoSummary> {
  if (hasLake(dataDir)) await checkInvented(dataDir);
  const folder = await mkdtemp(join(tmpdir(), "renown-demo-"));
  try {
    const outDir = join(folder, "population");
    const engine = await openEngine(join(folder, "spill"));
    try {
      await simulateDemo(engine, { outDir, progress });
    } finally {
      await engine.close();
    }
    await importPaths({ dataDir, paths: [outDir], format: "interchange", assumeUtc: false, progress });
    const run = await runLake({ dataDir, engine: "duckdb", asOf: null, progress });
    const cast = CAST.map(({ network, handle, displayName, note }) => ({
      handle: network === "x" ? `x:@${handle}` : handle,
      displayName,
      note,
    }));
    return { dataDir, run, cast };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function checkInvented(dataDir: string): Promise<void> {
  await withLake(dataDir, async ({ lake, engine }) => {
    if (Object.values(lake.rowCounts()).every(count => count === 0)) return;
    for (const { network, accountId } of CAST)
      if ((await findInLake(engine, lake, { network, kind: "id", value: accountId })) !== null) return;
    throw new ConfigProblem(
      `${dataDir} holds data that is not of the demo, and invented people must not mix with it. ` +
        "Choose another folder: renown demo --data DIR.",
    );
  });
}
