import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { followStream } from "../dist/app/ingest/follow-stream.js";
import { openEffects } from "../dist/app/networks/open-effects.js";
import { openEngine } from "../dist/app/open-engine.js";
import { blueskyConnector } from "../dist/connectors/bluesky/connector.js";
import { openLake } from "../dist/lake/open-lake.js";
import { surroundings } from "./measure.mjs";

const DEFAULT_EVENTS = 200_000;
const FOLLOWED = ["firehose", "jetstream"];

/** Events a second from the socket of a recorded stream to durable rows, and with the move into Parquet. The stream is
 *  sent by another process, its frames made before the clock starts.
 *    npm run bench -- ingest [--events N] [--dry] */
export async function benchIngest(args) {
  const at = args.indexOf("--events");
  const eventCount = at < 0 ? DEFAULT_EVENTS : Number(args[at + 1]);
  const before = surroundings();
  const results = [];
  for (const name of FOLLOWED) results.push(await follow(name, eventCount));
  return { ...before, events: eventCount, results };
}

async function follow(name, eventCount) {
  const sender = fork(fileURLToPath(new URL("./send-frames.mjs", import.meta.url)), [
    name,
    String(eventCount),
  ]);
  const { url, recordCount, bytes } = await new Promise(resolve => sender.once("message", resolve));
  const dir = mkdtempSync(join(tmpdir(), "renown-bench-ingest-"));
  const lake = await openLake(dir);
  const engine = await openEngine(lake.temporaryDir("ingest"), { threads: 1 });
  const marks = {};
  try {
    const env = { RENOWN_ALLOW_LOOPBACK: "1" };
    const mark = label => {
      marks[label] ??= { time: performance.now(), cpu: process.cpuUsage() };
    };
    const stream = blueskyConnector.streams.find(candidate => candidate.name === name);
    const session = {
      // The last append is durable before the journal is moved for the last time.
      lake: watched(lake, () => marks.first !== undefined && mark("durable")),
      engine,
      connector: blueskyConnector,
      config: {},
      signal: new AbortController().signal,
      progress: ({ done }) => {
        if (done > 0) mark("first");
      },
      openEffects: asked => openEffects({ ...asked, env, now: () => new Date() }),
    };
    const options = {
      stream: { service: url, complete: true },
      forMilliseconds: null,
      maxEvents: recordCount,
    };
    const summary = await followStream(session, stream, {
      ...options,
      rowsPerCompaction: Number.MAX_SAFE_INTEGER,
    });
    mark("compacted");
    return {
      stream: name,
      frames: eventCount,
      bytes_per_frame: Math.round(bytes / eventCount),
      events: summary.events,
      rows: summary.rows,
      durable: rates(marks.first, marks.durable, summary.events),
      durable_and_in_parquet: rates(marks.first, marks.compacted, summary.events),
    };
  } finally {
    await engine.close();
    await lake.close();
    rmSync(dir, { recursive: true, force: true });
    sender.kill();
  }
}

/** `lake`, which tells from now on when a compaction begins. It stays the same object: the lake knows its own. */
function watched(lake, onCompact) {
  const compact = lake.compact.bind(lake);
  lake.compact = (...given) => {
    onCompact();
    return compact(...given);
  };
  return lake;
}

function rates(from, to, events) {
  const seconds = (to.time - from.time) / 1000;
  const cpuSeconds = (to.cpu.user + to.cpu.system - from.cpu.user - from.cpu.system) / 1e6;
  return {
    seconds: Number(seconds.toFixed(2)),
    events_per_second: Math.round(events / seconds),
    cpu_seconds: Number(cpuSeconds.toFixed(2)),
    events_per_cpu_second: Math.round(events / cpuSeconds),
  };
}
