import { availableParallelism } from "node:os";
import { ConfigProblem, EXIT } from "../../domain/errors.ts";
import { isTaken } from "../../service/listen.ts";
import { type RunningService, serveLake } from "../../service/serve-lake.ts";
import { serviceLog } from "../../service/service-log.ts";
import type { Command, CommandContext } from "../command-context.ts";
import { readNetwork } from "../option-values.ts";

const DEFAULT_PORT = "8080";
const DEFAULT_HOST = "127.0.0.1";
const POLL_MS = 200;

export interface ServeFlags {
  readonly port?: string;
  readonly host?: string;
  readonly every?: string;
  readonly publish?: string;
  readonly keep?: string;
  readonly ingest?: readonly string[];
  readonly trustProxy?: boolean;
  readonly processes?: string;
  /** Take a free port when the usual one is taken. */
  readonly orFreePort?: boolean;
}

/** Serves pages and API until it is told to stop. */
export const serve: Command<[flags: ServeFlags]> = (context, flags) =>
  serveUntilStopped(context, context.dataDir, flags);

/** Serves the lake in `dataDir` until SIGINT or SIGTERM; requests that run are answered first. */
export async function serveUntilStopped(
  context: CommandContext,
  dataDir: string,
  flags: ServeFlags,
): Promise<typeof EXIT.ok> {
  const { terminal } = context;
  const stopped = stopSignal();
  const logLevel = terminal.isInteractive || context.isQuiet ? "warn" : "info";
  const log = serviceLog(logLevel);
  try {
    const port = readPort(flags.port ?? DEFAULT_PORT);
    const host = flags.host ?? DEFAULT_HOST;
    const service = await serveLake({
      dataDir,
      host,
      port: flags.orFreePort === true && (await isTaken({ host, port })) ? 0 : port,
      publish: readPublish(flags.publish),
      trustsProxy: flags.trustProxy ?? false,
      everyMs: flags.every === undefined ? null : readEvery(flags.every),
      keep: flags.keep ?? "120d",
      followers: (flags.ingest ?? []).map(readFollower),
      processes: readProcesses(flags.processes),
      logLevel,
      log,
    });
    terminal.out(
      context.isJson
        ? `${JSON.stringify({ schema_version: "1.0", url: service.url })}\n`
        : `Serving ${dataDir} at ${service.url} (Ctrl-C stops)\n`,
    );
    if (terminal.isInteractive && !context.isQuiet) void tellWhenReady(service, terminal.err, stopped);
    await stopped;
    await service.stop();
  } finally {
    log.flush();
  }
  return EXIT.ok;
}

/** The arguments of `renown ingest` in `text`, such as "mastodon --instance a.example --local". */
function readFollower(text: string): readonly string[] {
  const [network = "", ...rest] = text.trim().split(/\s+/);
  return [readNetwork(network, "--ingest "), ...rest];
}

async function tellWhenReady(
  service: RunningService,
  tell: (text: string) => void,
  stopped: Promise<void>,
): Promise<void> {
  const reason = service.whyNotReady();
  if (reason === null) return;
  tell(`Not ready: ${reason}.\n`);
  let isStopped = false;
  void stopped.then(() => {
    isStopped = true;
  });
  while (service.whyNotReady() !== null && !isStopped)
    await new Promise(resolve => setTimeout(resolve, POLL_MS).unref());
  if (!isStopped) tell("Ready.\n");
}

/** Resolves at the first SIGINT or SIGTERM; a second one ends the process at once. */
function stopSignal(): Promise<void> {
  return new Promise(resolve => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new ConfigProblem(`--port ${text} is no port: write a number from 1 to 65535, or 0 for a free one.`);
}

/** The most of them that a default starts: each takes memory for itself. */
const DEFAULT_PROCESSES = 2;
const MOST_PROCESSES = 64;

function readProcesses(text: string | undefined): number {
  if (text === undefined) return Math.min(DEFAULT_PROCESSES, availableParallelism());
  const count = Number(text);
  if (/^\d{1,2}$/.test(text) && count >= 1 && count <= MOST_PROCESSES) return count;
  throw new ConfigProblem(`--processes ${text} is no number of processes: write 1 to ${MOST_PROCESSES}.`);
}

function readPublish(text: string | undefined): "claimed" | "indexable" | null {
  if (text === undefined || text === "claimed" || text === "indexable") return text ?? null;
  throw new ConfigProblem(`--publish ${text} is not known. Write claimed or indexable.`);
}

const UNIT_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const SHORTEST_MS = 60_000;
/** Timers of Node cannot wait longer; a schedule this seldom is none. */
const LONGEST_MS = 366 * 86_400_000;

function readEvery(text: string): number {
  const match = /^(\d{1,5})([mhd])$/.exec(text);
  const everyMs = match === null ? Number.NaN : Number(match[1]) * UNIT_MS[match[2]!]!;
  if (everyMs >= SHORTEST_MS && everyMs <= LONGEST_MS) return everyMs;
  throw new ConfigProblem(`--every ${text} is no time between runs, such as 24h, 30m or 7d.`);
}
