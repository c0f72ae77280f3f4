import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import type { TableName } from "../domain/interchange/schema.ts";
import { syncFolder } from "../platform/atomic-file.ts";
import type { CursorUpdate } from "./contract.ts";
import type { Manifest } from "./manifest.ts";
import type { LakeDb } from "./migrations.ts";
import { uniqueName } from "./temporary.ts";

/** Bytes after which a segment is closed and the next begun. */
const MAX_SEGMENT_BYTES = 256 * 1024 * 1024;

/** What the journal needs of an open lake. */
export interface JournalContext {
  readonly dir: string;
  readonly db: LakeDb;
  readonly manifest: Manifest;
  readonly openerId: string;
  readonly now: () => Date;
  readonly onStep: (step: string) => void;
}

/** The rows of an append that may be stored. */
export type Screen = (table: TableName, rows: readonly object[]) => readonly object[];

interface PendingAppend {
  readonly table: TableName;
  readonly rows: readonly object[];
  readonly cursor: CursorUpdate | undefined;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

interface OpenSegment {
  readonly segmentId: number;
  readonly handle: FileHandle;
  committedBytes: number;
}

/** Appends of this opening of the lake: NDJSON lines {"table","row"} in a segment of its own. Only the bytes that
 *  lake.db calls committed count, so a torn tail is never read. Appends that wait together share one sync. */
export class Journal {
  private pending: PendingAppend[] = [];
  private flushing: Promise<void> | null = null;
  private segment: OpenSegment | null = null;

  constructor(
    private readonly context: JournalContext,
    private readonly screen: Screen,
  ) {}

  /** Resolves when the rows and the cursor are durable. */
  append(table: TableName, rows: readonly object[], cursor?: CursorUpdate): Promise<void> {
    return new Promise((resolve, reject) => {
      this.pending.push({ table, rows, cursor, resolve, reject });
      this.flushing ??= this.flushAll();
    });
  }

  /** Waits for running appends and closes the segment. */
  async close(): Promise<void> {
    await this.flushing;
    await this.leaveSegment();
  }

  private async flushAll(): Promise<void> {
    // Appends of the same turn join the first flush.
    await Promise.resolve();
    while (this.pending.length > 0) {
      const group = this.pending;
      this.pending = [];
      try {
        while (!(await this.flush(group))) await this.leaveSegment();
        for (const append of group) append.resolve();
      } catch (error) {
        for (const append of group) append.reject(error);
      }
    }
    this.flushing = null;
  }

  /** False when the segment was taken by a compaction or an account was forgotten meanwhile: to be done again. */
  private async flush(group: readonly PendingAppend[]): Promise<boolean> {
    const { db, manifest, now, onStep } = this.context;
    const forgetGeneration = manifest.forgetGeneration();
    const lines = group.flatMap(({ table, rows }) =>
      this.screen(table, rows).map(row => `${JSON.stringify({ table, row })}\n`),
    );
    const bytes = Buffer.from(lines.join(""));
    const segment = bytes.length === 0 ? null : await this.writableSegment();
    if (segment !== null) {
      onStep("write journal");
      await writeAll(segment, bytes);
      onStep("sync journal");
      await segment.handle.datasync();
    }
    onStep("count journal");
    const isCounted = manifest.transaction(() => {
      if (manifest.forgetGeneration() !== forgetGeneration) return false;
      if (segment !== null) {
        const { changes } = db
          .prepare("UPDATE segments SET committed_bytes = ? WHERE segment_id = ? AND state = 'open'")
          .run(segment.committedBytes + bytes.length, segment.segmentId);
        if (changes === 0) return false;
      }
      const savedAt = now().toISOString();
      for (const { cursor } of group) if (cursor !== undefined) manifest.saveCursor(cursor, savedAt);
      return true;
    });
    if (isCounted && segment !== null) segment.committedBytes += bytes.length;
    onStep("journal counted");
    return isCounted;
  }

  private async writableSegment(): Promise<OpenSegment> {
    if (this.segment !== null && this.segment.committedBytes >= MAX_SEGMENT_BYTES) await this.leaveSegment();
    this.segment ??= await this.openSegment();
    return this.segment;
  }

  private async openSegment(): Promise<OpenSegment> {
    const { dir, db, openerId } = this.context;
    const path = join("journal", `${uniqueName(this.context, "segment")}.ndjson`);
    const handle = await open(join(dir, path), "w");
    await syncFolder(join(dir, "journal"));
    this.context.onStep("open segment");
    const { lastInsertRowid } = db
      .prepare("INSERT INTO segments (path, committed_bytes, state, opener_id) VALUES (?, 0, 'open', ?)")
      .run(path, openerId);
    return { segmentId: Number(lastInsertRowid), handle, committedBytes: 0 };
  }

  private async leaveSegment(): Promise<void> {
    const { segment } = this;
    this.segment = null;
    if (segment === null) return;
    this.context.db
      .prepare("UPDATE segments SET state = 'closed' WHERE segment_id = ?")
      .run(segment.segmentId);
    try {
      // What was written but not counted may be of an account that was forgotten meanwhile.
      await segment.handle.truncate(segment.committedBytes);
    } finally {
      await segment.handle.close();
    }
  }
}

/** Writes `bytes` behind what is committed. A nearly full disk may take a part of them only. */
async function writeAll({ handle, committedBytes }: OpenSegment, bytes: Buffer): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    const { bytesWritten } = await handle.write(
      bytes,
      written,
      bytes.length - written,
      committedBytes + written,
    );
    written += bytesWritten;
  }
}
