import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { CONNECTORS } from "../connectors/registry.ts";
import { DuckDbEngine } from "../engines/duckdb/duckdb-engine.ts";
import { packagePath } from "../platform/package-root.ts";
import { lakeFindings } from "./doctor-lake.ts";
import { attempt, type Finding, fail, messageOf, ok, warn } from "./finding.ts";
import { DEFAULT_MODEL_ID, loadModel, modelIds } from "./load-model.ts";
import { networkFindings } from "./networks/network-findings.ts";
import type { Environment } from "./networks/settings-file.ts";
import { sparkFindings } from "./spark/spark-findings.ts";

const GIBIBYTE = 2 ** 30;

/** How this installation, the lake at `dataDir` and the settings of networks are: every check, in order. `now` is UTC
 *  ISO. */
export async function doctor(
  dataDir: string,
  now: string,
  env: Environment = process.env,
): Promise<readonly Finding[]> {
  return [
    nodeVersion(),
    await attempt("DuckDB", duckDbVersion, "Reinstall: the native package of this platform is missing."),
    await attempt("SQLite", libsqlVersion, "Reinstall: the native package of this platform is missing."),
    ...(await sparkFindings(env)),
    ...modelFiles(),
    await diskSpace(dataDir),
    ...(await lakeFindings(dataDir, now)),
    ...networkFindings(CONNECTORS, env),
  ];
}

function nodeVersion(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const isEnough = major > 20 || (major === 20 && minor >= 19);
  return isEnough
    ? ok("Node", `v${process.versions.node}`)
    : fail("Node", `v${process.versions.node} is too old`, "Install Node 20.19 or newer.");
}

async function duckDbVersion(): Promise<string> {
  const spillDir = await mkdtemp(join(tmpdir(), "renown-doctor-"));
  const engine = await DuckDbEngine.open({ memoryMebibytes: 256, threads: 1, spillDir });
  try {
    return `DuckDB ${engine.version}`;
  } finally {
    await engine.close();
    await rm(spillDir, { recursive: true, force: true });
  }
}

async function libsqlVersion(): Promise<string> {
  const { default: Database } = await import("libsql");
  const database = new Database(":memory:");
  const row = database.prepare("SELECT sqlite_version() AS version").get() as { version: string };
  database.close();
  return `SQLite ${row.version}`;
}

function modelFiles(): readonly Finding[] {
  if (!modelIds().includes(DEFAULT_MODEL_ID))
    return [fail("model", `${DEFAULT_MODEL_ID} is missing`, "Reinstall the package: weights/ is not whole.")];
  return modelIds().map(id => {
    try {
      loadModel(id);
    } catch (error) {
      return fail("model", `${id}: ${messageOf(error)}`, "Reinstall the package to restore its files.");
    }
    const bytes = readFileSync(packagePath("weights", id, "model.json"));
    return ok("model", `${id}, model.json SHA-256 ${createHash("sha256").update(bytes).digest("hex")}`);
  });
}

async function diskSpace(dataDir: string): Promise<Finding> {
  let folder = dataDir;
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  const { bavail, bsize } = await statfs(folder);
  const free = (bavail * bsize) / GIBIBYTE;
  const message = `${free.toFixed(1)} GiB free at ${folder}`;
  if (free < 0.5) return fail("disk", message, "Free some space, or choose another disk with --data DIR.");
  if (free < 5)
    return warn("disk", message, "Large imports may not fit; `renown prune` bounds what is kept.");
  return ok("disk", message);
}
