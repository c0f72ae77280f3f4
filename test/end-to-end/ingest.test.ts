import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openLake } from "../../src/lake/open-lake.ts";
import { eventAt, firehoseFrame } from "../support/bluesky-frames.mjs";
import { type FrameServer, startFrameServer } from "../support/frame-server.ts";
import { renown, temporaryFolders } from "../support/renown-cli.ts";

const script = fileURLToPath(new URL("../../bin/renown.mjs", import.meta.url));
const FRAMES = 3_000;
const LONGEST_MILLISECONDS = 60_000;
const env = { RENOWN_ALLOW_LOOPBACK: "1", RENOWN_OFFLINE: "0" };
const folder = temporaryFolders();
let server: FrameServer;

beforeAll(async () => {
  const frameAt = (n: number) => firehoseFrame(eventAt(n, { millisecondsApart: 60_000 }));
  server = await startFrameServer({ frameAt, frameCount: FRAMES, isInclusive: false });
});
afterAll(() => server.stop());

/** The program, running until the lake in `dir` has come `seq` far, then told to stop; its exit code. */
async function runningUntil(seq: number, dir: string, args: readonly string[]): Promise<number | null> {
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...process.env, ...env },
    stdio: "ignore",
  });
  const closed = once(child, "close") as Promise<[number | null]>;
  const end = performance.now() + LONGEST_MILLISECONDS;
  while (performance.now() < end && (await seqIn(dir)) < seq) await delay(250);
  child.kill("SIGTERM");
  return (await closed)[0];
}

async function seqIn(dir: string): Promise<number> {
  const lake = await openLake(dir);
  const saved = lake.readCursor(`ingest bluesky-firehose service=${server.url}`);
  await lake.close();
  const cursor = saved === null ? null : (JSON.parse(saved) as { cursor: string | null }).cursor;
  return cursor === null ? 0 : (JSON.parse(cursor) as { seq: number }).seq;
}

describe("renown ingest", () => {
  it("fills a lake from a stream, goes on where it ended, stops cleanly, and what came in is scored", async () => {
    const data = join(await folder(), "lake");
    const args = ["--data", data, "ingest", "bluesky", "--service", server.url, "--complete"];
    const first = await renown([...args, "--max-events", "1000", "--json"], { env });
    expect(first).toMatchObject({ exitCode: 0 });
    expect(first.json()[0]).toMatchObject({
      kind: "stream",
      network: "bluesky",
      stream: "firehose",
      events: 1000,
    });
    expect(first.err).toMatch(/follow bluesky firehose: 1,000 events, .*rows durable, .* behind, done in/);
    expect(await runningUntil(FRAMES, data, [...args, "--quiet"])).toBe(0);
    expect(server.cursors[1]).toMatch(/^\d+$/);
    expect(Number(server.cursors[1])).toBeGreaterThan(700);
    expect(await renown(["--data", data, "run", "--quiet"])).toMatchObject({ exitCode: 0 });
    const top = await renown(["--data", data, "top", "--network", "bluesky", "--limit", "3"]);
    expect(top.exitCode).toBe(0);
    expect(top.out).toMatch(/ranked: \d{3} Bluesky accounts with enough data/);
  });

  it("follows a network while the lake is served", async () => {
    const data = join(await folder(), "lake");
    const follower = `bluesky --service ${server.url} --complete`;
    const exitCode = await runningUntil(FRAMES, data, [
      "--data",
      data,
      "serve",
      "--port",
      "0",
      "--ingest",
      follower,
    ]);
    expect(exitCode).toBe(0);
    expect(await seqIn(data)).toBe(FRAMES);
  });

  it("refuses to ask anybody with RENOWN_OFFLINE=1", async () => {
    const offline = await renown(["--data", await folder(), "ingest", "bluesky"], {
      env: { RENOWN_OFFLINE: "1" },
    });
    expect(offline).toMatchObject({ exitCode: 2 });
    expect(offline.err).toContain("RENOWN_OFFLINE=1");
  });
});
