import { setTimeout as startTimer } from "node:timers";
import type { Page, Watch } from "../../connectors/contract.ts";
import type { TableName } from "../../domain/interchange/schema.ts";
import type { NetworkName } from "../../domain/network.ts";
import type { LakeSession } from "../lake-session.ts";
import { KnownProfiles, type ProfileRow } from "./known-profiles.ts";
import { carryOn, ended, observationsOf, type WatchSpan } from "./watch-span.ts";

/** Rows and time after which a batch is made durable: one sync each. */
const ROWS_PER_BATCH = 5_000;
const BATCH_MILLISECONDS = 1_000;

export interface StreamWriterOptions {
  readonly network: NetworkName;
  /** `source` of the observations: "bluesky-firehose". */
  readonly source: string;
  /** Name of the cursor in the lake. */
  readonly cursorName: string;
  readonly watches: readonly Watch[];
  readonly rowsPerBatch?: number | undefined;
}

/** What was taken from a stream so far. */
export interface StreamCounts {
  events: number;
  rows: number;
  batches: number;
  readonly rejections: Record<string, number>;
  /** Time of the newest durable event, by the server's clock. */
  newestAt: string | null;
}

interface Batch {
  readonly rows: Map<TableName, object[]>;
  readonly profiles: ProfileRow[];
  rowCount: number;
}

/** Makes the pages of one stream durable in batches: rows, then in the same transaction the place after them. While
 *  one batch is synced, the next one fills. */
export class StreamWriter {
  readonly counts: StreamCounts = { events: 0, rows: 0, batches: 0, rejections: {}, newestAt: null };
  readonly profiles: KnownProfiles;
  private batch = emptyBatch();
  private cursor: string | null = null;
  private span: WatchSpan | null = null;
  private isChanged = false;
  private writing: Promise<void> = Promise.resolve();
  private isWriting = false;
  private error: unknown = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly session: LakeSession,
    private readonly options: StreamWriterOptions,
  ) {
    this.profiles = new KnownProfiles(session);
    const saved = session.lake.readCursor(options.cursorName);
    if (saved !== null) ({ cursor: this.cursor, span: this.span } = JSON.parse(saved) as SavedPlace);
  }

  /** Where the stream is to be followed from; null: from now. */
  get place(): string | null {
    return this.cursor;
  }

  /** Takes a page in. What it returns is to be awaited before the next page, when it returns something. */
  take(page: Page): Promise<void> | null {
    const { batch, counts } = this;
    for (const record of page.records) {
      counts.events++;
      if ("rejection" in record) {
        const { reason } = record.rejection;
        counts.rejections[reason] = (counts.rejections[reason] ?? 0) + 1;
      } else if (record.table === "accounts") {
        batch.profiles.push(record);
        batch.rowCount++;
      } else add(batch, record.table, record.row);
    }
    if (page.watched !== undefined) {
      const { open, over } = carryOn(this.span, page.watched);
      this.span = open;
      for (const span of over) this.tell(span);
    }
    this.cursor = page.cursor;
    this.isChanged = true;
    this.timer ??= startTimer(() => this.onTimer(), BATCH_MILLISECONDS);
    return batch.rowCount < (this.options.rowsPerBatch ?? ROWS_PER_BATCH) && this.error === null
      ? null
      : this.write();
  }

  /** Makes durable what is left, and tells what was watched up to the last event. */
  async finish(): Promise<void> {
    for (const span of ended(this.span)) this.tell(span);
    if (this.span !== null) this.span = { from: this.span.to, to: this.span.to };
    await this.write();
    await this.writing;
    if (this.timer !== null) clearTimeout(this.timer);
    this.throwIfFailed();
  }

  private tell(span: WatchSpan): void {
    for (const row of observationsOf(span, this.options.watches, this.options)) {
      add(this.batch, "observations", row);
      this.isChanged = true;
    }
  }

  private onTimer(): void {
    this.timer = null;
    if (!this.isWriting) void this.write().catch(() => {});
    else if (this.isChanged) this.timer = startTimer(() => this.onTimer(), BATCH_MILLISECONDS);
  }

  /** Begins to make the batch durable as soon as the one before is; resolves when it has begun. */
  private async write(): Promise<void> {
    while (this.isWriting) await this.writing;
    this.throwIfFailed();
    if (!this.isChanged) return;
    const { batch } = this;
    const place: SavedPlace = { cursor: this.cursor, span: this.span };
    this.batch = emptyBatch();
    this.isChanged = false;
    this.isWriting = true;
    this.writing = this.makeDurable(batch, place)
      .catch((error: unknown) => {
        this.error = error;
      })
      .finally(() => {
        this.isWriting = false;
      });
  }

  private async makeDurable(batch: Batch, place: SavedPlace): Promise<void> {
    if (batch.profiles.length > 0)
      batch.rows.set("accounts", [...(await this.profiles.complete(batch.profiles))]);
    const cursor = { stream: this.options.cursorName, cursor: JSON.stringify(place) };
    const tables = [...batch.rows];
    // Appends of one turn share a sync and a transaction: rows and place become durable together.
    await Promise.all([
      ...tables.map(([table, rows]) => this.session.lake.append(table, rows)),
      this.session.lake.append("observations", [], cursor),
    ]);
    this.counts.rows += batch.rowCount;
    this.counts.batches++;
    this.counts.newestAt = place.span?.to ?? this.counts.newestAt;
  }

  private throwIfFailed(): void {
    if (this.error !== null) throw this.error;
  }
}

interface SavedPlace {
  readonly cursor: string | null;
  readonly span: WatchSpan | null;
}

function emptyBatch(): Batch {
  return { rows: new Map(), profiles: [], rowCount: 0 };
}

function add(batch: Batch, table: TableName, row: object): void {
  const rows = batch.rows.get(table);
  if (rows === undefined) batch.rows.set(table, [row]);
  else rows.push(row);
  batch.rowCount++;
}
