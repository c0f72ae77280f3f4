import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { mkdtemp, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DuckDbEngine } from "../engines/duckdb/duckdb-engine.ts";
import { openLake } from "../lake/open-lake.ts";
import { packagePath } from "../platform/package-root.ts";
import { hasLake } from "./lake-session.ts";
import { DEFAULT_MODEL_ID, loadModel, modelIds } from "./load-model.ts";

/** One thing that was looked at. */
export interface Finding {
  readonly check: string;
  readonly state: "ok" | "warn" | "fail";
  /** What was found, with the value. */
  readonly message: string;
  /** What to do about it; null when it is well. */
  readonly advice: string | null;
}

const GIBIBYTE = 2 ** 30;
const HOUR_MS = 3_600_000;

/** How this installation and the lake at `dataDir` are: every check, in order. `now` is UTC ISO. */
export async function doctor(dataDir: string, now: string): Promise<readonly Finding[]> {
  return [
    nodeVersion(),
    await attempt("DuckDB", duckDbVersion, "Reinstall: the native package of this platform is missing."),
    await attempt("SQLite", libsqlVersion, "Reinstall: the native package of this platform is missing."),
    ...modelFiles(),
    await diskSpace(dataDir),
    ...(hasLake(dataDir) ? await lakeFindings(dataDir, now) : [noLake(dataDir)]),
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

function noLake(dataDir: string): Finding {
  return warn("lake", `none at ${dataDir} yet`, "Start with `renown demo` or `renown import PATH`.");
}

async function lakeFindings(dataDir: string, now: string): Promise<readonly Finding[]> {
  let lake: Awaited<ReturnType<typeof openLake>>;
  try {
    lake = await openLake(dataDir);
  } catch (error) {
    return [
      fail(
        "lake",
        `${dataDir}: ${messageOf(error)}`,
        "Restore the folder, or choose another with --data DIR.",
      ),
    ];
  }
  try {
    const rows = Object.values(lake.rowCounts()).reduce((sum, count) => sum + count, 0);
    return [
      ok("lake", `${dataDir}: readable, ${rows} rows`),
      journalSize(dataDir),
      await orphanCount(dataDir),
      newestRunAge(lake.newestRun(), now),
    ];
  } finally {
    await lake.close();
  }
}

function journalSize(dataDir: string): Finding {
  const dir = join(dataDir, "journal");
  const names = existsSync(dir) ? readdirSync(dir, { recursive: true, withFileTypes: true }) : [];
  const files = names.filter(entry => entry.isFile());
  const bytes = files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
  const message = `${(bytes / 2 ** 20).toFixed(1)} MiB waiting in ${files.length} journal files`;
  return bytes > GIBIBYTE
    ? warn("journal", message, "Run `renown run`: it compacts the journal.")
    : ok("journal", message);
}

async function orphanCount(dataDir: string): Promise<Finding> {
  const { default: Database } = await import("libsql");
  const database = new Database(join(dataDir, "lake.db"), { readonly: true });
  try {
    const known = new Set(
      (database.prepare("SELECT path FROM files").all() as { path: string }[]).map(file => file.path),
    );
    const onDisk = readdirSync(dataDir, { recursive: true, encoding: "utf8" });
    const orphans = onDisk.filter(path => /^[a-z_]+\/network=.*\.parquet$/.test(path) && !known.has(path));
    return orphans.length === 0
      ? ok("orphans", "every table file is counted")
      : warn(
          "orphans",
          `${orphans.length} files that count for nothing`,
          "They are swept by a later import or run.",
        );
  } finally {
    database.close();
  }
}

function newestRunAge(
  run: { readonly runId: string; readonly publishedAt: string } | null,
  now: string,
): Finding {
  if (run === null) return warn("run", "nothing was published yet", "Run `renown run`.");
  const hours = (Date.parse(now) - Date.parse(run.publishedAt)) / HOUR_MS;
  const message = `${run.runId} was published ${hours.toFixed(1)} hours ago`;
  return hours > 24
    ? warn("run", message, "Run `renown run` to score what came in since.")
    : ok("run", message);
}

async function attempt(check: string, work: () => Promise<string>, advice: string): Promise<Finding> {
  try {
    return ok(check, await work());
  } catch (error) {
    return fail(check, messageOf(error), advice);
  }
}

const ok = (check: string, message: string): Finding => ({ check, state: "ok", message, advice: null });
const warn = (check: string, message: string, advice: string): Finding => ({
  check,
  state: "warn",
  message,
  advice,
});
const fail = (check: string, message: string, advice: string): Finding => ({
  check,
  state: "fail",
  message,
  advice,
});

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
