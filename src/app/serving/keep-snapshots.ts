import { type ChildResult, runChildCommand } from "../../platform/child-command.ts";
import type { SnapshotStatus } from "./served-snapshots.ts";
import type { ServiceLog } from "./service-deps.ts";

const POLL_MS = 1_000;
/** After a failure nothing is tried again for this long. */
const RETRY_MS = 60_000;

export interface SnapshotKeeperOptions {
  readonly dataDir: string;
  readonly status: () => SnapshotStatus;
  readonly log: ServiceLog;
  /** Commands that bring the lake up to date, run one after another each time; null: never. */
  readonly schedule: { readonly everyMs: number; readonly commands: readonly (readonly string[])[] } | null;
  readonly now: () => Date;
  /** Runs one command; a child process by default. */
  readonly run?: (args: readonly string[], signal: AbortSignal) => Promise<ChildResult>;
}

/** Keeps what is served up to date without holding up a request: builds the snapshot of every newer run in a process
 *  of its own, and runs the schedule. One piece of work at a time. */
export class SnapshotKeeper {
  private readonly stopping = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private working: Promise<void> | null = null;
  private notBefore = 0;
  private nextScheduled: number;

  constructor(private readonly options: SnapshotKeeperOptions) {
    this.nextScheduled = options.now().getTime() + (options.schedule?.everyMs ?? 0);
    this.timer = setInterval(() => void this.look(), POLL_MS);
    this.timer.unref();
    void this.look();
  }

  /** Looks once whether there is something to do, and resolves when that is done. */
  async look(): Promise<void> {
    if (this.stopping.signal.aborted) return;
    this.working ??= this.work().finally(() => {
      this.working = null;
    });
    await this.working;
  }

  /** Ends the work that runs and starts no more. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort();
    await this.working;
  }

  private async work(): Promise<void> {
    const { schedule, now, status } = this.options;
    const time = now().getTime();
    if (time < this.notBefore) return;
    if (schedule !== null && time >= this.nextScheduled) {
      this.nextScheduled = time + schedule.everyMs;
      for (const command of schedule.commands) if (!(await this.command(command))) break;
    }
    const { servedRunId, newestRunId } = status();
    if (newestRunId !== null && (servedRunId !== newestRunId || !status().isPublished))
      await this.command(["snapshot"]);
  }

  private async command(command: readonly string[]): Promise<boolean> {
    const { dataDir, log, now } = this.options;
    const run = this.options.run ?? runChildCommand;
    const { signal } = this.stopping;
    if (signal.aborted) return false;
    log.info({ command: command[0] }, "started");
    const args = ["--data", dataDir, "--quiet", ...command];
    const { exitCode, errorText } = await run(args, signal).catch(error => ({
      exitCode: 1,
      errorText: String(error),
    }));
    if (exitCode === 0) log.info({ command: command[0] }, "finished");
    else if (!signal.aborted) {
      log.error({ command: command[0], exitCode, errorText: errorText.trim() }, "failed");
      this.notBefore = now().getTime() + RETRY_MS;
    }
    return exitCode === 0;
  }
}
