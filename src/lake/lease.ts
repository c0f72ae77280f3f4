import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { LakeDb } from "./migrations.ts";

interface OpenerRecord {
  opener_id: string;
  pid: number;
  process_start: string;
}

/** When process `pid` began, as the system counts; empty where that is not known. Tells a process from a later
 *  one that was given the same number. */
export function processStart(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

function isAlive({ pid, process_start }: OpenerRecord): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  const start = processStart(pid);
  return start === "" || process_start === "" || start === process_start;
}

/** The openings of the lake, split by whether their process still runs. */
export function openers(db: LakeDb): {
  readonly live: ReadonlySet<string>;
  readonly dead: readonly string[];
} {
  const records = db.prepare("SELECT * FROM openers").all() as OpenerRecord[];
  const live = new Set(records.filter(isAlive).map(record => record.opener_id));
  return { live, dead: records.map(record => record.opener_id).filter(id => !live.has(id)) };
}

/** The id of a new lease: whatever becomes garbage from now on stays on disk until `releaseLease`. */
export function takeLease(db: LakeDb, openerId: string): number {
  const row = db
    .prepare("SELECT coalesce(max(seq), 0) AS floor FROM sqlite_sequence WHERE name = 'garbage'")
    .get();
  const { floor } = row as { floor: number };
  db.prepare("INSERT INTO leases (opener_id, garbage_floor) VALUES (?, ?)").run(openerId, floor);
  const { lease_id } = db.prepare("SELECT max(lease_id) AS lease_id FROM leases").get() as {
    lease_id: number;
  };
  return lease_id;
}

export function releaseLease(db: LakeDb, leaseId: number): void {
  db.prepare("DELETE FROM leases WHERE lease_id = ?").run(leaseId);
}

/** What `work` resolves to, run while a lease keeps the files it reads on disk. */
export async function withLease<T>(
  { db, openerId }: { readonly db: LakeDb; readonly openerId: string },
  work: () => Promise<T>,
): Promise<T> {
  const leaseId = db.transaction(() => takeLease(db, openerId)).immediate();
  try {
    return await work();
  } finally {
    releaseLease(db, leaseId);
  }
}

/** The number of garbage paths still on disk after unlinking those that no lease of a live process protects. */
export function collectGarbage(db: LakeDb, dir: string): number {
  const garbage = db.prepare("SELECT garbage_id, path FROM garbage ORDER BY garbage_id").all() as {
    garbage_id: number;
    path: string;
  }[];
  if (garbage.length === 0) return 0;
  const { live } = openers(db);
  const leases = db.prepare("SELECT opener_id, garbage_floor FROM leases").all() as {
    opener_id: string;
    garbage_floor: number;
  }[];
  const floors = leases.filter(lease => live.has(lease.opener_id)).map(lease => lease.garbage_floor);
  const floor = Math.min(Number.POSITIVE_INFINITY, ...floors);
  const free = garbage.filter(item => item.garbage_id <= floor);
  for (const { path } of free) rmSync(join(dir, path), { recursive: true, force: true });
  const remove = db.prepare("DELETE FROM garbage WHERE garbage_id = ?");
  db.transaction(() => {
    for (const { garbage_id } of free) remove.run(garbage_id);
  }).immediate();
  return garbage.length - free.length;
}
