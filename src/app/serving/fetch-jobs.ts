import { randomUUID } from "node:crypto";
import { CliError } from "../../domain/errors.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import type { Progress, ProgressEvent } from "../../domain/progress.ts";
import { asText } from "../how-to-get.ts";
import type { ScoreAnswer } from "../score-answer.ts";

/** Gets an account that no snapshot holds and answers its score.
 *  @throws CliError when there is nothing to get; its message says what to do. */
export type FetchHandle = (
  query: HandleQuery,
  onProgress: Progress,
  signal: AbortSignal,
) => Promise<ScoreAnswer>;

/** Where accounts that no snapshot holds come from. */
export interface OnDemandSource {
  readonly fetchHandle: FetchHandle;
  /** Whether trying may help; when not, an unknown handle is answered at once. */
  readonly mayFetch: (query: HandleQuery) => boolean;
}

/** How far the fetching of one handle is. */
export interface FetchJob {
  readonly id: string;
  /** Text that asks for the account. */
  readonly handle: string;
  readonly state: "queued" | "running" | "done" | "failed";
  /** 1 is next; null once it runs. */
  readonly place: number | null;
  /** The newest report of the work; null before the first. */
  readonly progress: ProgressEvent | null;
  /** Null until done. */
  readonly answer: ScoreAnswer | null;
  /** Why it failed: a CliError is meant for people, anything else is not; null unless failed. */
  readonly error: unknown;
}

export interface FetchJobsOptions {
  readonly source: OnDemandSource;
  /** Milliseconds; the clock. */
  readonly now: () => number;
  /** Jobs that may wait at once. */
  readonly queueLimit?: number;
  /** Jobs that run at once. */
  readonly runningLimit?: number;
  /** How long a finished job is kept. */
  readonly keptMs?: number;
  /** How long one job may take. */
  readonly timeLimitMs?: number;
}

interface Entry {
  readonly id: string;
  readonly key: string;
  readonly query: HandleQuery;
  /** The view's version when it was asked for: its answer holds no longer than that. */
  version: string;
  abort: AbortController;
  readonly listeners: Set<() => void>;
  state: FetchJob["state"];
  progress: ProgressEvent | null;
  answer: ScoreAnswer | null;
  error: unknown;
  finishedAt: number | null;
}

const QUEUE_LIMIT = 100;
const KEPT_MS = 600_000;
/** Finished jobs beyond it go before their time, the oldest first. */
const KEPT_LIMIT = 1_000;
const TIME_LIMIT_MS = 300_000;

/** Fetches handles one after another: one job a handle however many ask, a bounded queue, and answers that are kept for
 *  a while, but never beyond the view they were asked under, so that who is forgotten is in none. */
export class FetchJobs {
  private readonly byId = new Map<string, Entry>();
  private readonly byKey = new Map<string, Entry>();
  private readonly queue: Entry[] = [];
  private runningCount = 0;

  constructor(private readonly options: FetchJobsOptions) {}

  /** Whether fetching `query` may help. */
  mayFetch(query: HandleQuery): boolean {
    return this.options.source.mayFetch(query);
  }

  /** The job of `query` under the view `version`, begun when there is none; null when the queue is full. */
  submit(query: HandleQuery, version: string): FetchJob | null {
    const known = this.find(query, version);
    if (known !== null) return known;
    if (this.queue.length >= (this.options.queueLimit ?? QUEUE_LIMIT)) return null;
    const entry: Entry = {
      ...{ id: randomUUID(), key: keyOf(query), query, version },
      ...{ abort: new AbortController(), listeners: new Set() },
      ...{ state: "queued", progress: null, answer: null, error: null, finishedAt: null },
    };
    this.byId.set(entry.id, entry);
    this.byKey.set(entry.key, entry);
    this.queue.push(entry);
    this.startNext();
    return this.toJob(entry);
  }

  /** The job of `query` when there is one; a finished one of another view is gone. */
  find(query: HandleQuery, version: string): FetchJob | null {
    return this.shown(this.byKey.get(keyOf(query)), version);
  }

  /** The job `id`; null when there is none, or it finished long ago. One that finished under another view begins
   *  again: who was found then may not be named now. */
  get(id: string, version: string): FetchJob | null {
    this.dropOld();
    const entry = this.byId.get(id);
    if (entry === undefined) return null;
    if (entry.finishedAt !== null && entry.version !== version) this.beginAgain(entry, version);
    return this.toJob(entry);
  }

  /** A function that ends the calls of `onChange`, which come whenever the job `id` moves. */
  watch(id: string, onChange: () => void): () => void {
    const listeners = this.byId.get(id)?.listeners;
    listeners?.add(onChange);
    return () => listeners?.delete(onChange);
  }

  /** Gives up every job. */
  close(): void {
    this.queue.length = 0;
    for (const entry of this.byId.values()) entry.abort.abort();
  }

  private shown(entry: Entry | undefined, version: string): FetchJob | null {
    this.dropOld();
    if (entry === undefined || !this.byId.has(entry.id)) return null;
    if (entry.finishedAt === null || entry.version === version) return this.toJob(entry);
    this.drop(entry);
    return null;
  }

  private beginAgain(entry: Entry, version: string): void {
    Object.assign(entry, { version, abort: new AbortController(), state: "queued" });
    Object.assign(entry, { progress: null, answer: null, error: null, finishedAt: null });
    this.byKey.set(entry.key, entry);
    this.queue.push(entry);
    this.startNext();
  }

  private startNext(): void {
    if (this.runningCount >= (this.options.runningLimit ?? 1)) return;
    const entry = this.queue.shift();
    if (entry === undefined) return;
    this.runningCount += 1;
    for (const waiting of this.queue) tell(waiting);
    void this.run(entry).finally(() => {
      this.runningCount -= 1;
      this.startNext();
    });
  }

  private async run(entry: Entry): Promise<void> {
    const limit = setTimeout(() => entry.abort.abort(), this.options.timeLimitMs ?? TIME_LIMIT_MS);
    const onProgress: Progress = event => {
      entry.progress = event;
      tell(entry);
    };
    entry.state = "running";
    tell(entry);
    try {
      const { signal } = entry.abort;
      entry.answer = await Promise.race([
        this.options.source.fetchHandle(entry.query, onProgress, signal),
        givenUp(signal),
      ]);
      entry.state = "done";
    } catch (error) {
      entry.error = error;
      entry.state = "failed";
    } finally {
      clearTimeout(limit);
    }
    entry.finishedAt = this.options.now();
    tell(entry);
  }

  private dropOld(): void {
    const oldest = this.options.now() - (this.options.keptMs ?? KEPT_MS);
    for (const entry of this.byId.values())
      if (entry.finishedAt !== null && (entry.finishedAt < oldest || this.byId.size > KEPT_LIMIT))
        this.drop(entry);
  }

  private drop(entry: Entry): void {
    this.byId.delete(entry.id);
    if (this.byKey.get(entry.key) === entry) this.byKey.delete(entry.key);
  }

  private toJob(entry: Entry): FetchJob {
    const { id, query, state, progress, answer, error } = entry;
    const place = state === "queued" ? this.queue.indexOf(entry) + 1 : null;
    return { id, handle: asText(query), state, place, progress, answer, error };
  }
}

function tell(entry: Entry): void {
  for (const listener of entry.listeners) listener();
}

/** Rejects when `signal` is given: work that cannot be stopped is waited for no longer. */
function givenUp(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const giveUp = () =>
      reject(
        new CliError("It took too long and was given up. Ask again later, or import the account's data."),
      );
    if (signal.aborted) giveUp();
    signal.addEventListener("abort", giveUp, { once: true });
  });
}

function keyOf({ network, kind, value }: HandleQuery): string {
  return `${network}:${kind}:${kind === "handle" ? value.toLowerCase() : value}`;
}
