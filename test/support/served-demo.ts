import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demo } from "../../src/app/demo.ts";
import { runLake } from "../../src/app/run-lake.ts";
import { noProgress } from "../../src/domain/progress.ts";
import { serveLake } from "../../src/service/serve-lake.ts";

/** The demo's town, served at a free port of this machine. */
export interface ServedDemo {
  /** Such as http://127.0.0.1:41234. */
  readonly url: string;
  readonly dataDir: string;
  close(): Promise<void>;
}

const RUN = { engine: "duckdb", progress: noProgress } as const;
const READY_MS = 60_000;

/** Makes and serves the demo; with `earlier` it is also scored as of those days before, each with its model. */
export async function servedDemo(
  earlier: readonly { readonly asOf: string; readonly modelId: string }[] = [],
): Promise<ServedDemo> {
  const dataDir = mkdtempSync(join(tmpdir(), "renown-demo-served-"));
  const { run } = await demo({ dataDir, progress: noProgress });
  for (const one of earlier) await runLake({ ...RUN, ...one, dataDir });
  if (earlier.length > 0) await runLake({ ...RUN, asOf: run.asOf, dataDir });
  const silent = () => {};
  const service = await serveLake({
    ...{
      dataDir,
      host: "127.0.0.1",
      port: 0,
      publish: null,
      trustsProxy: false,
      everyMs: null,
      keep: "120d",
    },
    log: { info: silent, warn: silent, error: (fields, message) => console.error(message, fields) },
  });
  const end = Date.now() + READY_MS;
  while (service.whyNotReady() !== null) {
    if (Date.now() > end) throw new Error(`the demo is not served: ${service.whyNotReady()}`);
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  return {
    ...{ url: service.url, dataDir },
    close: async () => {
      await service.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
