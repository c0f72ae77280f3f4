import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import { main } from "../../src/cli/main.ts";
import { DuckDbEngine } from "../../src/engines/duckdb/duckdb-engine.ts";
import { sqlLiteral } from "../../src/lib/sql-text.ts";
import { capturedTerminal } from "./captured-terminal.ts";

const script = fileURLToPath(new URL("../../bin/renown.mjs", import.meta.url));
/** Longer than the slowest command of a test; a program that hangs is ended and fails its test. */
const LIMIT_MS = 240_000;

/** What a finished command left behind. */
export interface CliResult {
  readonly exitCode: number | null;
  readonly out: string;
  readonly err: string;
  /** Standard output as JSON, one value a line. @throws SyntaxError when a line is none. */
  readonly json: () => readonly Record<string, unknown>[];
}

export interface CliOptions {
  /** Text on standard input; closed at once when absent. */
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The outcome of `renown ARGS` as its own process, without a terminal. */
export async function renown(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const { RENOWN_DATA: _data, RENOWN_DEBUG: _debug, ...env } = process.env;
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...env, TZ: "UTC", NO_COLOR: "1", RENOWN_OFFLINE: "1", ...options.env },
    stdio: [options.input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    timeout: LIMIT_MS,
    killSignal: "SIGKILL",
  });
  let out = "";
  let err = "";
  child.stdout?.setEncoding("utf8").on("data", text => {
    out += text;
  });
  child.stderr?.setEncoding("utf8").on("data", text => {
    err += text;
  });
  // A program that refuses its options does not read on: the broken pipe is no failure of the test.
  child.stdin?.on("error", () => {});
  child.stdin?.end(options.input);
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  return { exitCode, out, err, json: () => jsonLines(out) };
}

/** The outcome of `renown ARGS` inside this process: the same code without the start of a program, for the many cases
 *  that differ in their words alone. */
export async function renownHere(args: readonly string[]): Promise<CliResult> {
  const { terminal, written } = capturedTerminal();
  const exitCode = await main(args, terminal);
  return { exitCode, ...written, json: () => jsonLines(written.out) };
}

/** Temporary folders that are removed after the suite. */
export function temporaryFolders(): () => Promise<string> {
  const folders: string[] = [];
  afterAll(async () => {
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });
  return async () => {
    const folder = await mkdtemp(join(tmpdir(), "renown-e2e-"));
    folders.push(folder);
    return folder;
  };
}

/** Paths of all files under `dir`, relative to it, in order; empty when it does not exist. */
export function filesUnder(dir: string): readonly string[] {
  try {
    const entries = readdirSync(dir, { recursive: true, withFileTypes: true });
    const files = entries.filter(entry => entry.isFile());
    return files.map(entry => relative(dir, join(entry.parentPath, entry.name))).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** SHA-256 by path of every Parquet file under `dir`. */
export function parquetHashes(dir: string): Readonly<Record<string, string>> {
  const files = filesUnder(dir).filter(path => path.endsWith(".parquet"));
  return Object.fromEntries(
    files.map(path => [
      path,
      createHash("sha256")
        .update(readFileSync(join(dir, path)))
        .digest("hex"),
    ]),
  );
}

/** All that stands in the folder `dir`, by path: Parquet decoded to one JSON object a line, other files as their bytes
 *  (latin1), so that a search finds ASCII words wherever they are kept. SQLite's own -wal and -shm files may go
 *  between listing and reading, when the last connection is closed: such a file holds nothing. */
export async function textsUnder(dir: string): Promise<Readonly<Record<string, string>>> {
  const spillDir = await mkdtemp(join(tmpdir(), "renown-e2e-spill-"));
  const engine = await DuckDbEngine.open({ memoryMebibytes: 512, threads: 1, spillDir });
  try {
    const texts: Record<string, string> = {};
    for (const path of filesUnder(dir)) {
      const whole = join(dir, path);
      texts[path] = path.endsWith(".parquet") ? await parquetText(engine, whole) : readOrGone(whole);
    }
    return texts;
  } finally {
    await engine.close();
    await rm(spillDir, { recursive: true, force: true });
  }
}

function readOrGone(path: string): string {
  try {
    return readFileSync(path).toString("latin1");
  } catch (error) {
    if (/-(wal|shm)$/.test(path) && (error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}

async function parquetText(engine: DuckDbEngine, path: string): Promise<string> {
  const rows = await engine.rows(
    `SELECT CAST(to_json(rows) AS VARCHAR) AS row FROM read_parquet(${sqlLiteral(path)}, hive_partitioning = false) AS rows`,
  );
  return rows.map(row => String(row["row"])).join("\n");
}

/** The lines of `text` that are not empty. */
export function linesOf(text: string): readonly string[] {
  return text.split("\n").filter(line => line !== "");
}

function jsonLines(text: string): readonly Record<string, unknown>[] {
  return linesOf(text).map(line => JSON.parse(line));
}
