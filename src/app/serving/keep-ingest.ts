import { type ChildResult, runChildCommand } from "../../platform/child-command.ts";
import type { ServiceLog } from "./service-deps.ts";

/** Following that ends is begun again after this long. */
const RETRY_MILLISECONDS = 60_000;

export interface IngestKeeperOptions {
  readonly dataDir: string;
  /** What each follower is called with, such as ["bluesky", "--stream", "jetstream"]. */
  readonly followers: readonly (readonly string[])[];
  readonly log: ServiceLog;
  /** Runs one command until it ends; a child process by default. */
  readonly run?: (args: readonly string[], signal: AbortSignal) => Promise<ChildResult>;
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Keeps streams followed while a lake is served: each in a process of its own, begun again when it ends. */
export class IngestKeeper {
  private readonly stopping = new AbortController();
  private readonly running: Promise<unknown>;

  constructor(private readonly options: IngestKeeperOptions) {
    this.running = Promise.all(options.followers.map(follower => this.keep(follower)));
  }

  /** Ends following; each follower makes durable what it has. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async keep(follower: readonly string[]): Promise<void> {
    const { dataDir, log, sleep = waitFor } = this.options;
    const run = this.options.run ?? runChildCommand;
    const { signal } = this.stopping;
    const args = ["--data", dataDir, "--quiet", "ingest", ...follower];
    while (!signal.aborted) {
      log.info({ command: "ingest", network: follower[0] }, "started");
      const { exitCode, errorText } = await run(args, signal).catch(error => ({
        exitCode: 1,
        errorText: String(error),
      }));
      if (signal.aborted) return;
      log.error({ command: "ingest", network: follower[0], exitCode, errorText: errorText.trim() }, "ended");
      await sleep(RETRY_MILLISECONDS, signal);
    }
  }
}

function waitFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
