import { join } from "node:path";
import Database from "libsql";
import { openLake } from "../../dist/lake/open-lake.js";
import { publishSnapshot } from "../../dist/lake/snapshots.js";
import { SNAPSHOT_VERSION } from "../../dist/snapshot/file/schema.js";

// Publishes a file as a snapshot of the first run and ends this process before the named step.
const [dir, killStep] = process.argv.slice(2);
const onStep = step => {
  if (step === killStep) process.kill(process.pid, "SIGKILL");
};
const lake = await openLake(dir, { onStep });
const path = join(lake.temporaryDir("snapshot"), "snapshot.db");
const db = new Database(path);
db.exec("CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID");
db.prepare("INSERT INTO meta VALUES ('version', ?)").run(String(SNAPSHOT_VERSION));
db.close();
const [{ runId }] = lake.runs();
const forgetGeneration = lake.forgetGeneration();
await publishSnapshot(lake, { runId, forgetGeneration, publishedAt: "2026-11-01T00:00:00.000Z" }, path);
