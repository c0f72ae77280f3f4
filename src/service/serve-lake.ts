import { openServing, type Serving } from "../app/serving/open-serving.ts";
import type { PublishMode } from "../app/serving/served-view.ts";
import type { ServiceLog } from "../app/serving/service-deps.ts";
import { ConfigProblem } from "../domain/errors.ts";
import { createService } from "./create-service.ts";
import { type Listening, listen } from "./listen.ts";
import { isLoopbackHost } from "./loopback.ts";
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
  readonly log: ServiceLog;
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
  const { host, port, publish, dataDir, log, everyMs, keep, trustsProxy } = options;
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
  let listening: Listening;
  try {
    const service = createService({
      parts: serviceParts(serving.deps, { trustsProxy }),
      metrics: serviceMetrics(() => serving.status().publishedAt),
      log,
      whyNotReady,
      isOpen: publish === null,
    });
    listening = await listen(service, { host, port });
  } catch (error) {
    await serving.close();
    throw error;
  }
  log.info({ url: listening.url, publish: publish ?? "open" }, "listening");
  return {
    url: listening.url,
    whyNotReady,
    stop: async graceMs => {
      await listening.stop(graceMs);
      await serving.close();
      log.info({}, "stopped");
    },
  };
}

function reasonOf(serving: Serving): string | null {
  const { servedRunId, newestRunId } = serving.status();
  if (servedRunId !== null) return null;
  return newestRunId === null ? "nothing was scored yet" : "the first snapshot is being built";
}
