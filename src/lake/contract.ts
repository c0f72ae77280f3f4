import type { TableName } from "../domain/interchange/schema.ts";
import type { NetworkName } from "../domain/network.ts";
import type { TopicChoice } from "../domain/topic-choice.ts";
import type { Engine } from "../engines/contract.ts";

/** A relation inside an engine that holds checked rows of one table, columns as in the schema. */
export interface CheckedRows {
  readonly table: TableName;
  /** Name of the engine table or view. */
  readonly relation: string;
}

/** Where rows came from; the same `contentHash` is taken in once. */
export interface BatchOrigin {
  /** SHA-256 of the input bytes and of every option that changes what is read, lower-case hex. */
  readonly contentHash: string;
  /** A word for people: file name without its folder, or connector name. */
  readonly label: string;
}

/** A connector's place in a stream, saved in the transaction that makes its rows durable. */
export interface CursorUpdate {
  readonly stream: string;
  readonly cursor: string;
}

export interface CommitResult {
  /** False when this content was already in the lake and nothing was written. */
  readonly isNew: boolean;
  readonly rowsAdded: number;
  /** The same by table; tables that gained nothing are 0. */
  readonly rowsAddedByTable: Readonly<Partial<Record<TableName, number>>>;
  /** Rows whose key the lake already held. */
  readonly rowsDuplicate: number;
  /** Rows dropped since they speak of a forgotten account. */
  readonly rowsForgotten: number;
}

/** A published run: one folder of marts. */
export interface PublishedRun {
  readonly runId: string;
  readonly asOf: string;
  readonly modelId: string;
  /** When it was published, UTC ISO. */
  readonly publishedAt: string;
  /** Absolute folder that holds `<mart>.parquet` and `manifest.json`. */
  readonly dir: string;
}

/** A run handed over to be published. */
export interface RunToPublish extends Omit<PublishedRun, "dir" | "publishedAt"> {
  /** `forgetGeneration` of the lease (or lake) read before the run's first `source()`; when absent, that of the
   *  lake at its first `source()` since it was opened or last published. */
  readonly forgetGeneration?: number;
}

/** A published snapshot: one SQLite file that serving reads. */
export interface PublishedSnapshot {
  readonly snapshotId: number;
  readonly runId: string;
  /** Absolute. */
  readonly path: string;
  /** UTC ISO. */
  readonly publishedAt: string;
}

/** What turns Parquet files into a relation that its engine reads. */
export type RelationReader = Pick<Engine, "parquetRelation">;

/** A fixed view of the counted files: they stay readable until `release`, whatever compaction, prune or forget
 *  of any process does meanwhile. */
export interface LakeLease {
  /** How often accounts had been forgotten when the lease was taken. */
  readonly forgetGeneration: number;
  /** As `Lake.source`, over the files counted when the lease was taken, in the SQL of `reader`; of the engine in this
   *  process when absent. */
  source(table: TableName, reader?: RelationReader): string;
  /** As `source`, of these days only. */
  sourceOf(table: TableName, days: readonly LeasedDay[]): string;
  /** The days of `table` as of when the lease was taken, rows without a day left out. */
  days(table: TableName): readonly LeasedDay[];
  /** Whether an account was being erased when the lease was taken: what is read may still speak of it. */
  readonly isErasing: boolean;
  release(): void;
}

/** One day of one network in one table, as a lease holds it. */
export interface LeasedDay {
  readonly network: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  /** A text that another content of this day never has. */
  readonly contentId: string;
}

/** An account that asks to be erased. */
export interface ForgottenAccount {
  readonly network: NetworkName;
  readonly accountId: string;
  /** Handles the caller knows beside those the lake holds; with or without a leading @. */
  readonly handles?: readonly string[];
}

/** What `forget` erased. */
export interface ForgetResult {
  readonly rowsDeleted: number;
  /** Rows of other accounts in which a name, id or link was blanked. */
  readonly rowsRedacted: number;
  readonly partitionsRewritten: number;
  readonly rejectLinesDeleted: number;
  /** Files of published runs and histories that were rewritten. */
  readonly runFilesRewritten: number;
  /** Replaced files that a reader still held when waiting ended; they go when that reader is done. */
  readonly filesAwaitingReaders: number;
}

/** What `compact` did. */
export interface CompactResult {
  /** Journal rows that reached the tables. */
  readonly journalRows: number;
  /** Journal rows whose key the lake already held. */
  readonly journalRowsDuplicate: number;
  /** Journal rows dropped since they speak of a forgotten account. */
  readonly journalRowsForgotten: number;
  /** Journal rows that the schema refuses; they stand in rejects/. */
  readonly journalRowsRejected: number;
  /** Small or overlapping files that were merged into others. */
  readonly filesMerged: number;
}

/** What `prune` dropped. */
export interface PruneResult {
  readonly rowsDropped: number;
  readonly filesDropped: number;
}

/** The durable store: append-only Parquet plus lake.db. Safe for several processes at once. */
export interface Lake {
  readonly dir: string;
  /** A fresh folder for spilled or temporary files, removed when the lake is closed or by the next opener. */
  temporaryDir(purpose: string): string;
  /** Whether content with this hash is already in. */
  hasBatch(contentHash: string): boolean;
  /** Makes checked rows durable: all or nothing, whatever moment the process is killed at.
   *  `rejectsNdjson`, when given, is a finished temporary file that is moved to rejects/ in the same step. */
  commit(
    engine: Engine,
    rows: readonly CheckedRows[],
    origin: BatchOrigin,
    extras?: { readonly rejectsNdjson?: string; readonly cursor?: CursorUpdate },
  ): Promise<CommitResult>;
  /** SELECT over the rows of `table` as stored, distinct by storage key, all schema columns plus `day`
   *  (date); an empty relation of the right types when there are none. The files stay readable until this lake
   *  is closed, compacted, pruned or forgets; take a `lease` to read beside those. */
  source(table: TableName): string;
  /** Fixes the files of every table until it is released. */
  lease(): LakeLease;
  /** How often an account was forgotten here; a run that saw another number is scrubbed when published. */
  forgetGeneration(): number;
  /** Whether the account with this id or handle was erased and must not be shown or taken in again. */
  isForgotten(network: NetworkName, idOrHandle: string): boolean;
  /** UTC midnight (ISO) before which `prune` dropped dated rows; null when it never did. */
  prunedBefore(): string | null;
  /** Counts of rows per table as in the manifest. */
  rowCounts(): Readonly<Record<TableName, number>>;
  readCursor(stream: string): string | null;
  /** Appends rows (JSON form) to the journal; durable when the promise resolves. */
  append(table: TableName, rows: readonly object[], cursor?: CursorUpdate): Promise<void>;
  /** Moves journal segments into Parquet and merges small or overlapping day files. */
  compact(engine: Engine): Promise<CompactResult>;
  /** A run id no other run has: run-000001, run-000002, ... */
  nextRunId(): string;
  /** Moves a finished folder of marts (Parquet files and manifest.json) to runs/<runId>; a `history.parquet` in it
   *  moves to history/. Keeps the newest five folders; history stays.
   *  @throws CliError when an account was forgotten since the run began and no `engine` is given to scrub it. */
  publish(
    run: RunToPublish,
    finishedDir: string,
    publishedAt: string,
    engine?: Engine,
  ): Promise<PublishedRun>;
  /** Absolute paths of the published histories (one Parquet file a run: network, account_id, score, low, high,
   *  model, as_of, published_at), oldest run first. */
  historyFiles(): readonly string[];
  /** The as_of (UTC ISO) of every run ever published, in the order of publishing. */
  publishedTimes(): readonly string[];
  /** The run that speaks for the latest time; of those the last published. A run on an earlier day fills history and
   *  does not replace it. */
  newestRun(): PublishedRun | null;
  /** Runs whose folder is kept, oldest first. */
  runs(): readonly PublishedRun[];
  /** What people chose about topics of their accounts: it outlives runs, and `forget` erases it. */
  topicChoices(): readonly TopicChoice[];
  /** Keeps a choice, in the place of an earlier one about the same topic. */
  keepTopicChoice(choice: TopicChoice): void;
  /** Takes a choice back, when it is `choice` that stands. */
  dropTopicChoice(
    network: NetworkName,
    accountId: string,
    topicId: string,
    choice: TopicChoice["choice"],
  ): void;
  close(): Promise<void>;
}
