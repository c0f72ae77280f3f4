import { followStream } from "../../dist/app/ingest/follow-stream.js";
import { openEffects } from "../../dist/app/networks/open-effects.js";
import { openEngine } from "../../dist/app/open-engine.js";
import { blueskyConnector } from "../../dist/connectors/bluesky/connector.js";
import { openLake } from "../../dist/lake/open-lake.js";

// Follows the firehose of SERVICE into the lake in DIR until it is told to stop.
const [dir, service, rowsPerCompaction, rowsPerBatch] = process.argv.slice(2);
const stop = new AbortController();
process.once("SIGTERM", () => stop.abort());
const lake = await openLake(dir);
const engine = await openEngine(lake.temporaryDir("ingest"), { threads: 1, memoryMebibytes: 256 });
const session = {
  lake,
  engine,
  connector: blueskyConnector,
  config: {},
  signal: stop.signal,
  progress: () => {},
  openEffects: asked => openEffects({ ...asked, env: { RENOWN_ALLOW_LOOPBACK: "1" }, now: () => new Date() }),
};
await followStream(session, blueskyConnector.streams[0], {
  stream: { service, complete: true },
  forMilliseconds: null,
  maxEvents: null,
  rowsPerCompaction: Number(rowsPerCompaction),
  rowsPerBatch: Number(rowsPerBatch),
});
await engine.close();
await lake.close();
