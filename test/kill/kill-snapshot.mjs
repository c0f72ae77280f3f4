import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openLake } from "../../dist/lake/open-lake.js";
import { publishSnapshot } from "../../dist/lake/snapshots.js";

// Publishes a file as a snapshot of the first run and ends this process before the named step.
const [dir, killStep] = process.argv.slice(2);
const onStep = step => {
  if (step === killStep) process.kill(process.pid, "SIGKILL");
};
const lake = await openLake(dir, { onStep });
const path = join(lake.temporaryDir("snapshot"), "snapshot.db");
writeFileSync(path, "not read here");
const [{ runId }] = lake.runs();
const forgetGeneration = lake.forgetGeneration();
await publishSnapshot(lake, { runId, forgetGeneration, publishedAt: "2026-11-01T00:00:00.000Z" }, path);
