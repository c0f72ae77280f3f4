import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import Database from "libsql";
import { expect } from "vitest";
import { openEngine } from "../../src/app/open-engine.ts";
import { TABLE_NAMES } from "../../src/domain/interchange/schema.ts";
import { openLake } from "../../src/lake/open-lake.ts";
import { seededRandom } from "../../src/lib/metrics/seeded-random.ts";
import { eventAt, firehoseFrame } from "../support/bluesky-frames.mjs";
import { type FrameServer, startFrameServer } from "../support/frame-server.ts";
import { lakeRows } from "../support/lake-rows.ts";

const script = fileURLToPath(new URL("kill-ingest.mjs", import.meta.url));
const POLL_MILLISECONDS = 20;
const LONGEST_MILLISECONDS = 120_000;
/** A kill comes so long after its frame was sent at most: while rows wait, are synced, counted or compacted. */
const MOST_DELAY_MILLISECONDS = 100;

/** Rows of every table of a lake that followed all frames, killed `kills` times on the way at moments that `seed`
 *  chooses, next to those of one that was left alone. */
export async function killedAndUndisturbed(options: {
  readonly frameCount: number;
  readonly kills: number;
  readonly rowsPerCompaction: number;
  readonly rowsPerBatch: number;
  readonly seed: number;
}) {
  const { frameCount, kills, rowsPerCompaction, rowsPerBatch } = options;
  const frames = {
    frameAt: (n: number) => firehoseFrame(eventAt(n)),
    frameCount,
    isInclusive: false,
    millisecondsATurn: 5,
  };
  const random = seededRandom(options.seed);
  return inFolder(async root => {
    const server = await startFrameServer(frames);
    const [calm, killed] = [join(root, "calm"), join(root, "killed")];
    try {
      const follow = (dir: string) =>
        fork(script, [dir, server.url, String(rowsPerCompaction), String(rowsPerBatch)], { execArgv: [] });
      await untilFollowed(follow(calm), calm, frameCount);
      for (let kill = 1; kill <= kills; kill++) {
        const child = follow(killed);
        const seq = Math.floor((frameCount * (kill - random() * 0.5)) / (kills + 1));
        await untilSent(server, seq, child);
        await delay(random() * MOST_DELAY_MILLISECONDS);
        child.kill("SIGKILL");
        if (child.exitCode === null && child.signalCode === null) await once(child, "close");
        expect(child.signalCode).toBe("SIGKILL");
      }
      await untilFollowed(follow(killed), killed, frameCount);
    } finally {
      await server.stop();
    }
    const connections = server.cursors.length;
    return { calm: await readRows(calm), killed: await readRows(killed), connections };
  });
}

/** Waits until the lake says that all is durable, then asks the process to stop. */
async function untilFollowed(child: ChildProcess, dir: string, frameCount: number): Promise<void> {
  await until(() => durableSeq(dir) >= frameCount, child);
  child.kill("SIGTERM");
  const [code] = (await once(child, "close")) as [number | null];
  expect(code).toBe(0);
}

/** Waits until the connection that is the newest was sent frame `seq`. */
async function untilSent(server: FrameServer, seq: number, child: ChildProcess): Promise<void> {
  const before = server.cursors.length;
  await until(() => server.cursors.length > before && server.furthest() >= seq, child);
}

async function until(isSo: () => boolean, child: ChildProcess): Promise<void> {
  const end = performance.now() + LONGEST_MILLISECONDS;
  while (!isSo()) {
    if (child.exitCode !== null) throw new Error(`following ended with ${child.exitCode}`);
    if (performance.now() > end) throw new Error("following takes too long");
    await delay(POLL_MILLISECONDS);
  }
}

function durableSeq(dir: string): number {
  let db: Database.Database;
  try {
    db = new Database(join(dir, "lake.db"), { readonly: true });
  } catch {
    return 0;
  }
  try {
    const row = db.prepare("SELECT cursor FROM cursors WHERE stream LIKE 'ingest %'").get() as
      | { cursor: string }
      | undefined;
    if (row === undefined) return 0;
    const place = JSON.parse(row.cursor) as { cursor: string | null };
    return place.cursor === null ? 0 : (JSON.parse(place.cursor) as { seq: number }).seq;
  } catch {
    return 0;
  } finally {
    db.close();
  }
}

async function readRows(dir: string) {
  const lake = await openLake(dir);
  const engine = await openEngine(lake.temporaryDir("read"), { threads: 1 });
  try {
    await lake.compact(engine);
    const tables = [];
    for (const table of TABLE_NAMES) tables.push([table, await lakeRows(lake, engine, table)] as const);
    return Object.fromEntries(tables);
  } finally {
    await engine.close();
    await lake.close();
  }
}

async function inFolder<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), "renown-kill-ingest-"));
  try {
    return await work(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
