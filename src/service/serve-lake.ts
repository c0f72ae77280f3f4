import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RateLimiter } from "../api/rate-limiter.ts";
import { openServing, type Serving } from "../app/serving/open-serving.ts";
import type { PublishMode } from "../app/serving/served-view.ts";
import type { ServiceLog } from "../app/serving/service-deps.ts";
import { ConfigProblem } from "../domain/errors.ts";
import { createService } from "./create-service.ts";
import { listen } from "./listen.ts";
import { isLoopbackHost } from "./loopback.ts";
import { plainScores } from "./plain-scores.ts";
import type { ReaderSettings } from "./reader-settings.ts";
import { Readers } from "./readers.ts";
import { serviceMetrics } from "./service-metrics.ts";
import { serviceParts } from "./service-parts.ts";

export interface ServeOptions {
  readonly dataDir: string;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Who is named; null: everybody, on loopback only. */
  readonly publish: Exclude<PublishMode, "open"> | null;
  readonly trustsProxy: boolean;
  /** Time between runs of the schedule; null: none. */
  readonly everyMs: number | null;
  /** How much dated data the schedule keeps, such as 120d. */
  readonly keep: string;
  /** Arguments of `renown ingest` for each stream to follow meanwhile. */
  readonly followers?: readonly (readonly string[])[];
  /** Processes that answer score reads beside this one; 1 or absent: this one answers everything. */
  readonly processes?: number;
  readonly log: ServiceLog;
  /** Level of the log of further processes. */
  readonly logLevel?: "info" | "warn";
  readonly now?: () => Date;
}

/** A service that runs. */
export interface RunningService {
  /** Such as http://127.0.0.1:8080. */
  readonly url: string;
  /** Null when a snapshot is served, else why none is yet. */
  readonly whyNotReady: () => string | null;
  /** Answers the requests that run, then closes everything. */
  stop(graceMs?: number): Promise<void>;
}

/** The service over the lake in `dataDir`, listening.
 *  @throws ConfigProblem when it would name people to others than this machine without `publish`, CliError when the
 *  port is taken or the lake cannot be opened. */
export async function serveLake(options: ServeOptions): Promise<RunningService> {
  const { host, publish, dataDir, log, everyMs, keep } = options;
  if (publish === null && !isLoopbackHost(host))
    throw new ConfigProblem(
      `--host ${host} is reached from other machines, and without --publish everybody in the lake would be named to ` +
        "them. Add --publish claimed (only people who claimed their profile) or --publish indexable (also those whose " +
        "network marks them as open to indexing).",
    );
  const serving = await openServing({
    dataDir,
    publish: publish ?? "open",
    log,
    now: options.now ?? (() => new Date()),
    ...(options.followers !== undefined && { followers: options.followers }),
    schedule:
      everyMs === null ? null : { everyMs, commands: [["run"], ["snapshot"], ["prune", "--keep", keep]] },
  });
  const whyNotReady = () => reasonOf(serving);
  let answering: Answering;
  try {
    answering = await answer(options, serving, whyNotReady);
  } catch (error) {
    await serving.close();
    throw error;
  }
  log.info({ url: answering.url, publish: publish ?? "open" }, "listening");
  return {
    url: answering.url,
    whyNotReady,
    stop: async graceMs => {
      await answering.stop(graceMs);
      await serving.close();
      log.info({}, "stopped");
    },
  };
}

type Answering = Pick<RunningService, "url" | "stop">;

/** `serving` answered at the address that `options` say: by this process, or by readers that pass on to this process what
 *  they do not answer themselves. */
async function answer(
  options: ServeOptions,
  serving: Serving,
  whyNotReady: () => string | null,
): Promise<Answering> {
  const { host, port, publish, dataDir, log, trustsProxy, processes = 1, now } = options;
  const hasReaders = processes > 1;
  const requestLimit = new RateLimiter(() => (now?.() ?? new Date()).getTime());
  let readers: Readers | null = null;
  const metrics = serviceMetrics(
    () => serving.status().publishedAt,
    async () => (await readers?.numbers()) ?? [],
  );
  const service = createService({
    parts: serviceParts(serving.deps, { trustsProxy, isBehindReaders: hasReaders, requestLimit }),
    metrics,
    log,
    whyNotReady,
    isOpen: publish === null,
  });
  const { snapshots } = serving.deps;
  const straight = publish === null ? plainScores({ snapshots, metrics, log }) : null;
  if (!hasReaders) return listen(service, { host, port }, { straight });
  const dir = await mkdtemp(join(tmpdir(), "renown-serve-"));
  const socketPath = join(dir, "socket");
  const listening = await listen(service, { host, socketPath });
  const stop = async (graceMs?: number) => {
    await readers?.stop(graceMs);
    await listening.stop(graceMs);
    await rm(dir, { recursive: true, force: true });
  };
  try {
    const settings: ReaderSettings = {
      ...{ dataDir, host, port, trustsProxy, socketPath },
      publish: publish ?? "open",
      logLevel: options.logLevel ?? "info",
    };
    const started = await Readers.start(processes, settings, { limit: requestLimit, log });
    readers = started.readers;
    return { url: started.url, stop };
  } catch (error) {
    await stop(0);
    throw error;
  }
}

function reasonOf(serving: Serving): string | null {
  const { servedRunId, newestRunId } = serving.status();
  if (servedRunId !== null) return null;
  return newestRunId === null ? "nothing was scored yet" : "the first snapshot is being built";
}
