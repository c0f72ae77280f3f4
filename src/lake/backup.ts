import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, normalize } from "node:path";
import Database from "libsql";
import { ConfigProblem, InputProblem } from "../domain/errors.ts";
import { sqlLiteral } from "../lib/sql-text.ts";
import { syncFolder } from "../platform/atomic-file.ts";
import { readTar, TarWriter } from "../platform/tar.ts";
import { contextOf } from "./context.ts";
import type { Lake } from "./contract.ts";
import { historyFile, runFolder } from "./layout.ts";
import { withLease } from "./lease.ts";
import { type LakeDb, openLakeDb } from "./migrations.ts";
import { createTemporaryDir } from "./temporary.ts";

/** Written first, so that a restore knows what has to follow. */
const LIST = "backup.json";

/** What a backup holds. */
export interface BackupSummary {
  readonly files: number;
  readonly bytes: number;
}

interface BackupFile {
  readonly path: string;
  readonly size: number;
}

/** What stands in the new archive at `path`: lake.db and every file it names, all of one moment, while others go on
 *  writing. Snapshots are left out: serving builds them again.
 *  @throws ConfigProblem when `path` exists already. */
export async function backUpLake(lake: Lake, path: string): Promise<BackupSummary> {
  if (existsSync(path)) throw new ConfigProblem(`${path} exists already: name a new file.`);
  const context = contextOf(lake);
  const { dir, db } = context;
  const temporary = `${path}.${process.pid}.tmp`;
  return withLease(context, async () => {
    const copy = join(createTemporaryDir(context, "backup"), "lake.db");
    db.exec(`VACUUM INTO ${sqlLiteral(copy)}`);
    const files = await filesNamedIn(copy, dir);
    const writer = await TarWriter.create(temporary);
    try {
      await writer.addText(LIST, JSON.stringify({ version: 1, files }));
      for (const file of files)
        await writer.addFile(
          file.path,
          file.path === "lake.db" ? copy : join(dir, file.path),
          file.size,
          file.path.startsWith("journal/"),
        );
      await writer.finish();
    } catch (error) {
      await writer.abandon();
      await rm(temporary, { force: true });
      throw error;
    }
    await rename(temporary, path);
    await syncFolder(dirname(path));
    return { files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
  });
}

/** Puts the lake of the archive at `path` into `dir`, which must not hold one; an older lake is brought to this
 *  version. Killed in the middle, `dir` holds nothing.
 *  @throws ConfigProblem when `dir` is not empty, InputProblem when the archive is damaged, ends early or is no backup. */
export async function restoreLake(path: string, dir: string): Promise<BackupSummary> {
  if (!existsSync(path)) throw new ConfigProblem(`There is no file ${path}.`);
  if (existsSync(dir) && (await readdir(dir)).length > 0)
    throw new ConfigProblem(`${dir} is not empty. Restore into a new folder: --data DIR.`);
  const building = join(dirname(dir), `.${basename(dir)}.${process.pid}.restoring`);
  await mkdir(building, { recursive: true });
  try {
    const summary = await extract(path, building);
    openLakeDb(join(building, "lake.db")).close();
    await rm(dir, { recursive: true, force: true });
    await rename(building, dir);
    await syncFolder(dirname(dir));
    return summary;
  } catch (error) {
    await rm(building, { recursive: true, force: true });
    throw error;
  }
}

async function extract(path: string, building: string): Promise<BackupSummary> {
  let expected: ReadonlyMap<string, number> | null = null;
  let bytes = 0;
  const seen = new Set<string>();
  for await (const entry of readTar(path)) {
    if (expected === null) {
      expected = await listOf(entry, building);
      continue;
    }
    if (expected.get(entry.path) !== entry.size || seen.has(entry.path))
      throw new InputProblem(`${path} is damaged: ${entry.path} is not what its list says.`);
    const to = join(building, entry.path);
    await mkdir(dirname(to), { recursive: true });
    await entry.copyTo(to);
    seen.add(entry.path);
    bytes += entry.size;
  }
  if (expected === null || seen.size !== expected.size)
    throw new InputProblem(`${path} lacks files that its list names.`);
  return { files: seen.size, bytes };
}

async function listOf(
  entry: { readonly path: string; readonly copyTo: (to: string) => Promise<void> },
  building: string,
): Promise<ReadonlyMap<string, number>> {
  if (entry.path !== LIST)
    throw new InputProblem("This is no backup of a lake: it does not begin with its list.");
  const at = join(building, LIST);
  await entry.copyTo(at);
  const { files } = JSON.parse(await readFile(at, "utf8")) as { files: readonly BackupFile[] };
  await rm(at);
  for (const { path } of files)
    if (isAbsolute(path) || normalize(path) !== path || path.startsWith(".."))
      throw new InputProblem(`The backup names a file outside of the lake: ${path}`);
  return new Map(files.map(({ path, size }) => [path, size]));
}

/** Takes out of the copied lake.db what belongs to running processes, and lists it with every file it names. */
async function filesNamedIn(copy: string, dir: string): Promise<readonly BackupFile[]> {
  const db: LakeDb = new Database(copy);
  const files: BackupFile[] = [];
  try {
    for (const table of ["openers", "leases", "attempts", "garbage", "snapshots"])
      db.exec(`DELETE FROM ${table}`);
    db.exec("UPDATE segments SET state = 'closed'");
    const pathsOf = (sql: string) => (db.prepare(sql).all() as { path: string }[]).map(({ path }) => path);
    const runs = db.prepare("SELECT run_id, is_kept, has_history FROM runs").all() as {
      run_id: string;
      is_kept: number;
      has_history: number;
    }[];
    const paths = [...pathsOf("SELECT path FROM files"), ...pathsOf("SELECT path FROM rejects")];
    for (const { run_id, is_kept, has_history } of runs) {
      if (has_history === 1) paths.push(historyFile(run_id));
      if (is_kept !== 1) continue;
      const names = await readdir(join(dir, runFolder(run_id)));
      paths.push(...names.map(name => join(runFolder(run_id), name)));
    }
    for (const path of paths.toSorted()) files.push({ path, size: (await stat(join(dir, path))).size });
    const segments = db.prepare("SELECT path, committed_bytes FROM segments").all();
    for (const { path, committed_bytes } of segments as { path: string; committed_bytes: number }[])
      files.push({ path, size: committed_bytes });
  } finally {
    db.close();
  }
  return [...files, { path: "lake.db", size: (await stat(copy)).size }];
}
