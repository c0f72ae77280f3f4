import { randomBytes } from "node:crypto";
import { rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { syncFile, syncFolder } from "../platform/atomic-file.ts";
import { contextOf, type LakeContext } from "./context.ts";
import type { Lake, PublishedSnapshot } from "./contract.ts";
import { snapshotFile } from "./layout.ts";
import { collectGarbage } from "./lease.ts";
import type { LakeDb } from "./migrations.ts";

/** Snapshots that are kept: the one that is served and the last others. */
export const KEPT_SNAPSHOTS = 3;

interface SnapshotRecord {
  snapshot_id: number;
  run_id: string;
  path: string;
  published_at: string;
}

/** The finished file at `path` as the snapshot of its run: synced, moved to snapshots/, then named in lake.db. Null,
 *  and the file stays where it is, when the run is kept no longer or an account was forgotten since
 *  `forgetGeneration` was read: it has to be built again. A crash before the last step leaves nothing that counts. */
export async function publishSnapshot(
  lake: Lake,
  snapshot: { readonly runId: string; readonly forgetGeneration: number; readonly publishedAt: string },
  path: string,
): Promise<PublishedSnapshot | null> {
  const context = contextOf(lake);
  const { dir, db, manifest, onStep, openerId } = context;
  const name = `${snapshot.runId}-${randomBytes(4).toString("hex")}`;
  const placed = join(dir, snapshotFile(name));
  manifest.transaction(() => manifest.noteAttempt(name, openerId));
  await syncFile(path);
  onStep("place snapshot");
  await rename(path, placed);
  for (const folder of [dirname(placed), dirname(path)]) await syncFolder(folder);
  onStep("count snapshot");
  const isCounted = manifest.transaction(() => {
    const isKept = db.prepare("SELECT 1 AS found FROM runs WHERE run_id = ? AND is_kept = 1");
    manifest.endAttempt(name);
    if (manifest.forgetGeneration() !== snapshot.forgetGeneration || isKept.get(snapshot.runId) === undefined)
      return false;
    db.prepare("INSERT INTO snapshots (run_id, path, published_at) VALUES (?, ?, ?)").run(
      snapshot.runId,
      snapshotFile(name),
      snapshot.publishedAt,
    );
    removeSnapshots(context, snapshots(db, dir).slice(KEPT_SNAPSHOTS));
    return true;
  });
  onStep("snapshot counted");
  if (!isCounted) await rename(placed, path);
  collectGarbage(db, dir);
  return isCounted ? (snapshots(db, dir).find(other => other.path === placed) ?? null) : null;
}

/** Published snapshots: that of the latest time first, of those the last published. */
export function snapshotsOf(lake: Lake): readonly PublishedSnapshot[] {
  const { db, dir } = contextOf(lake);
  return snapshots(db, dir);
}

/** The number of the last file of profiles; it moves on when profiles come in. */
export function lastProfileFileId(db: LakeDb): number {
  const row = db
    .prepare("SELECT coalesce(max(file_id), 0) AS last FROM files WHERE table_name = 'accounts'")
    .get();
  return (row as { last: number }).last;
}

/** The number of the last file of profiles in `lake`. */
export function profilesThrough(lake: Lake): number {
  return lastProfileFileId(contextOf(lake).db);
}

/** Takes every snapshot out of lake.db, for good: they may name somebody who is forgotten. One that is being built is
 *  refused, since the generation moves on. */
export function dropSnapshots(context: LakeContext): void {
  const { db, dir, manifest } = context;
  context.onStep("drop snapshots");
  manifest.transaction(() => {
    removeSnapshots(context, snapshots(db, dir));
    manifest.nextNumber("forget_generation");
  });
}

/** Snapshots named in the lake.db of folder `dir`, as `snapshotsOf` orders them. */
export function snapshots(db: LakeDb, dir: string): readonly PublishedSnapshot[] {
  const records = db
    .prepare(
      `SELECT snapshots.* FROM snapshots JOIN runs USING (run_id)
       ORDER BY julianday(runs.as_of) DESC, runs.rowid DESC, snapshot_id DESC`,
    )
    .all() as SnapshotRecord[];
  return records.map(record => ({
    snapshotId: record.snapshot_id,
    runId: record.run_id,
    path: join(dir, record.path),
    publishedAt: record.published_at,
  }));
}

function removeSnapshots({ db, dir, manifest }: LakeContext, removed: readonly PublishedSnapshot[]): void {
  for (const { snapshotId, path } of removed) {
    db.prepare("DELETE FROM snapshots WHERE snapshot_id = ?").run(snapshotId);
    manifest.addGarbage(path.slice(dir.length + 1));
  }
}
