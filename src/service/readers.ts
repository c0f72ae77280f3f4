import cluster, { type Worker } from "node:cluster";
import type { RequestLimit } from "../api/rate-limiter.ts";
import type { ServiceLog } from "../app/serving/service-deps.ts";
import { CliError } from "../domain/errors.ts";
import { packagePath } from "../platform/package-root.ts";
import { type FromReader, READER_SETTINGS, type ReaderSettings, type ToReader } from "./reader-settings.ts";
import type { MetricNumbers } from "./service-metrics.ts";

/** A reader that ended by itself is started again after this long. */
const AGAIN_MS = 1_000;
/** A reader that does not say its numbers by then is left out of them. */
const NUMBERS_MS = 2_000;
/** What a reader may take beyond the grace of its requests. */
const BEYOND_GRACE_MS = 5_000;
const GRACE_MS = 10_000;
/** Half-spaces in MiB for what is young: nothing of an answer outlives it, so with more room than Node's own (1, grown to
 *  16) a reader collects half as often and spends a third less time on it. It collects by itself: waiting for V8's own
 *  threads on processors that other readers keep busy takes longer than what they help with. */
const YOUNG_GENERATION = ["--single-threaded-gc", "--min-semi-space-size=16", "--max-semi-space-size=32"];

/** Processes that share one port and read; each ends with this one, whatever ends it. */
export class Readers {
  private readonly workers = new Set<Worker>();
  private readonly asked = new Map<number, (numbers: MetricNumbers) => void>();
  private lastId = 0;
  private isStopping = false;

  private constructor(
    private settings: ReaderSettings,
    private readonly limit: RequestLimit,
    private readonly log: ServiceLog,
  ) {
    cluster.setupPrimary({
      exec: packagePath("dist", "service", "reader-process.js"),
      args: [],
      execArgv: [...process.execArgv, ...YOUNG_GENERATION],
    });
  }

  /** `count` readers and the address at which they all answer; they ask `limit` about callers.
   *  @throws CliError when one cannot listen. */
  static async start(
    count: number,
    settings: ReaderSettings,
    tools: { readonly limit: RequestLimit; readonly log: ServiceLog },
  ): Promise<{ readonly readers: Readers; readonly url: string }> {
    const readers = new Readers(settings, tools.limit, tools.log);
    try {
      const [url] = await Promise.all(Array.from({ length: count }, () => readers.fork()));
      // Where any free port was wanted, later readers join at the one that was found.
      readers.settings = { ...settings, port: Number(new URL(url!).port) };
      return { readers, url: url! };
    } catch (error) {
      await readers.stop(0);
      throw error;
    }
  }

  /** The numbers of every reader. */
  numbers(): Promise<readonly MetricNumbers[]> {
    const asked = [...this.workers].map(worker => this.numbersOf(worker));
    return Promise.all(asked).then(all => all.filter(numbers => numbers !== null));
  }

  /** Lets the readers answer what they have begun, then ends them. */
  async stop(graceMs = GRACE_MS): Promise<void> {
    this.isStopping = true;
    await Promise.all(
      [...this.workers].map(worker => {
        const ended = new Promise<void>(resolve => worker.once("exit", () => resolve()));
        const timer = setTimeout(() => worker.process.kill("SIGKILL"), graceMs + BEYOND_GRACE_MS);
        send(worker, { kind: "stop", graceMs });
        return ended.finally(() => clearTimeout(timer));
      }),
    );
  }

  /** The address of a new reader. */
  private fork(): Promise<string> {
    const worker = cluster.fork({ [READER_SETTINGS]: JSON.stringify(this.settings) });
    this.workers.add(worker);
    return new Promise((resolve, reject) => {
      let isListening = false;
      worker.on("message", (message: FromReader) => {
        if (message.kind === "listening") {
          isListening = true;
          resolve(message.url);
        } else if (message.kind === "failed") reject(new CliError(message.message));
        else void this.answer(worker, message);
      });
      worker.once("exit", (code, signal) => {
        this.workers.delete(worker);
        reject(new CliError("A reading process ended before it could listen; its log says why."));
        if (this.isStopping || !isListening) return;
        this.log.error({ exitCode: code, signal }, "a reading process ended");
        setTimeout(() => this.forkAgain(), AGAIN_MS).unref();
      });
    });
  }

  private forkAgain(): void {
    if (this.isStopping) return;
    this.fork().catch(() => {
      setTimeout(() => this.forkAgain(), AGAIN_MS).unref();
    });
  }

  private async answer(worker: Worker, message: FromReader): Promise<void> {
    if (message.kind === "numbers") this.asked.get(message.askId)?.(message.numbers);
    if (message.kind !== "take") return;
    const { askId, caller, limit } = message;
    send(worker, { kind: "allowance", askId, allowance: await this.limit.take(caller, limit) });
  }

  private async numbersOf(worker: Worker): Promise<MetricNumbers | null> {
    this.lastId += 1;
    const askId = this.lastId;
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<MetricNumbers | null>(resolve => {
        timer = setTimeout(() => resolve(null), NUMBERS_MS);
        this.asked.set(askId, resolve);
        send(worker, { kind: "numbers", askId });
      });
    } finally {
      clearTimeout(timer);
      this.asked.delete(askId);
    }
  }
}

function send(worker: Worker, message: ToReader): void {
  if (worker.isConnected()) worker.send(message, () => {});
}
