import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CAST } from "../simulator/cast.ts";
import { simulateDemo } from "../simulator/simulate-demo.ts";
import { importPaths } from "./import-paths.ts";
import { openEngine } from "./open-engine.ts";
import { runLake } from "./run-lake.ts";
import type { DemoOptions, DemoSummary } from "./summaries.ts";

/** The demo's lake: a fictional population with its cast, imported and scored like anybody's data.
 *  Run again on the same folder, it imports nothing twice and publishes a new run. */
export async function demo({ dataDir, progress }: DemoOptions): Promise<DemoSummary> {
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
