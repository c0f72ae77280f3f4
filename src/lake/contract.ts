import type { TableName } from "../domain/interchange/schema.ts";
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
   *  (date); an empty relation of the right types when there are none. */
  source(table: TableName): string;
  /** Counts of rows per table as in the manifest. */
  rowCounts(): Readonly<Record<TableName, number>>;
  readCursor(stream: string): string | null;
  /** Appends rows (JSON form) to the journal; durable when the promise resolves. */
  append(table: TableName, rows: readonly object[], cursor?: CursorUpdate): Promise<void>;
  /** Moves journal segments into Parquet and merges small or overlapping day files. */
  compact(engine: Engine): Promise<{ readonly journalRows: number; readonly filesMerged: number }>;
  publish(
    run: Omit<PublishedRun, "dir" | "publishedAt">,
    finishedDir: string,
    publishedAt: string,
  ): Promise<PublishedRun>;
  newestRun(): PublishedRun | null;
  runs(): readonly PublishedRun[];
  close(): Promise<void>;
}
