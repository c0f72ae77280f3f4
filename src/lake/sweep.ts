import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { TABLE_NAMES } from "../domain/interchange/schema.ts";
import { snapshotFile } from "./layout.ts";
import { collectGarbage, openers } from "./lease.ts";
import type { LakeDb } from "./migrations.ts";

/** Removes what processes that died left behind: temporary folders, files of batches that were never counted,
 *  journal files without a segment, leases. Work of live processes is left alone. */
export async function sweep(dir: string, db: LakeDb): Promise<void> {
  // Names are listed before openers: a process that opens meanwhile is then not mistaken for a dead one.
  const temporary = await list(join(dir, "tmp"));
  const journal = await list(join(dir, "journal"));
  const { live, dead } = openers(db);
  const isAbandoned = (name: string) => !live.has(name.split("-")[0] ?? "");
  for (const name of temporary.filter(isAbandoned))
    await rm(join(dir, "tmp", name), { recursive: true, force: true });
  const hasSegment = db.prepare("SELECT 1 AS found FROM segments WHERE path = ?");
  for (const name of journal.filter(isAbandoned)) {
    const path = join("journal", name);
    if (hasSegment.get(path) === undefined) await rm(join(dir, path), { force: true });
  }
  await removeUncounted(dir, db, dead);
  if (dead.length > 0) forgetOpeners(db, dead);
  collectGarbage(db, dir);
}

/** Removes files that attempts of the given openings placed but never counted. */
export async function removeUncounted(dir: string, db: LakeDb, dead: readonly string[]): Promise<void> {
  const attemptsOf = db.prepare("SELECT attempt_id FROM attempts WHERE opener_id = ?");
  const attempts = new Set(
    dead.flatMap(id => (attemptsOf.all(id) as { attempt_id: string }[]).map(row => row.attempt_id)),
  );
  if (attempts.size === 0) return;
  const isCounted = db.prepare("SELECT 1 AS found FROM files WHERE path = ?");
  for (const table of TABLE_NAMES) {
    for (const name of await list(join(dir, table), true)) {
      const batchId = /([^/]+)-\d+\.parquet$/.exec(name)?.[1];
      const path = join(table, name);
      if (batchId !== undefined && attempts.has(batchId) && isCounted.get(path) === undefined)
        await rm(join(dir, path), { force: true });
    }
  }
  const isPublished = db.prepare("SELECT 1 AS found FROM runs WHERE run_id = ?");
  const isReject = db.prepare("SELECT 1 AS found FROM rejects WHERE path = ?");
  const isSnapshot = db.prepare("SELECT 1 AS found FROM snapshots WHERE path = ?");
  for (const attempt of attempts) {
    const snapshot = snapshotFile(attempt);
    if (isSnapshot.get(snapshot) === undefined) await rm(join(dir, snapshot), { force: true });
    const rejects = join("rejects", `${attempt}.ndjson`);
    if (isReject.get(rejects) === undefined) await rm(join(dir, rejects), { force: true });
    if (isPublished.get(attempt) !== undefined) continue;
    await rm(join(dir, "runs", attempt), { recursive: true, force: true });
    await rm(join(dir, "history", `${attempt}.parquet`), { force: true });
  }
}

function forgetOpeners(db: LakeDb, dead: readonly string[]): void {
  db.transaction(() => {
    for (const id of dead) {
      db.prepare("UPDATE segments SET state = 'closed' WHERE opener_id = ?").run(id);
      for (const table of ["attempts", "leases", "openers"])
        db.prepare(`DELETE FROM ${table} WHERE opener_id = ?`).run(id);
    }
  }).immediate();
}

async function list(dir: string, recursive = false): Promise<string[]> {
  try {
    return await readdir(dir, { recursive });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
