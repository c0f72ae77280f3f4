import { TABLE_NAMES, type TableName } from "../domain/interchange/schema.ts";
import type { BatchOrigin, CursorUpdate } from "./contract.ts";
import { type Partition, partitionKey } from "./layout.ts";
import type { LakeDb } from "./migrations.ts";

/** A counted Parquet file. */
export interface LakeFile extends Partition {
  readonly fileId: number;
  /** Relative to the lake. */
  readonly path: string;
  readonly rowCount: number;
  /** Whether its partition may hold a row of another file again. */
  readonly isOverlapping: boolean;
}

/** A file ready to be counted. */
export type NewFile = Omit<LakeFile, "fileId" | "isOverlapping">;

interface FileRecord {
  file_id: number;
  path: string;
  table_name: TableName;
  network: string;
  day: string | null;
  row_count: number;
  is_overlapping: number;
}

/** Typed reading and writing of the tables of lake.db that say which files count. Methods that write must run
 *  inside `transaction`. */
export class Manifest {
  constructor(private readonly db: LakeDb) {}

  /** What `work` returns, run in one transaction that other writers wait for. */
  transaction<T>(work: () => T): T {
    return this.db.transaction(work).immediate();
  }

  meta(name: string): string {
    const row = this.db.prepare("SELECT value FROM meta WHERE name = ?").get(name) as { value: string };
    return row.value;
  }

  setMeta(name: string, value: string): void {
    this.db.prepare("UPDATE meta SET value = ? WHERE name = ?").run(value, name);
  }

  /** UTC midnight before which dated rows were pruned; null when they never were. */
  prunedBefore(): string | null {
    const row = this.db.prepare("SELECT value FROM meta WHERE name = 'pruned_before'").get();
    return row === undefined ? null : (row as { value: string }).value;
  }

  /** Notes that dated rows before `time` are gone; an earlier prune that reached further stays noted. */
  notePruned(time: string): void {
    this.db
      .prepare(
        `INSERT INTO meta VALUES ('pruned_before', ?)
         ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)`,
      )
      .run(time);
  }

  /** The next number of a counter in meta. */
  nextNumber(name: "last_batch" | "last_run" | "forget_generation" | "claims_version"): number {
    const next = Number(this.meta(name)) + 1;
    this.setMeta(name, String(next));
    return next;
  }

  forgetGeneration(): number {
    return Number(this.meta("forget_generation"));
  }

  /** A new batch id, noted as work of `openerId` until the batch is committed, given up or swept. */
  beginAttempt(openerId: string): string {
    return this.transaction(() => {
      const batchId = `b${String(this.nextNumber("last_batch")).padStart(6, "0")}`;
      this.noteAttempt(batchId, openerId);
      return batchId;
    });
  }

  noteAttempt(attemptId: string, openerId: string): void {
    this.db.prepare("INSERT OR REPLACE INTO attempts VALUES (?, ?)").run(attemptId, openerId);
  }

  endAttempt(attemptId: string): void {
    this.db.prepare("DELETE FROM attempts WHERE attempt_id = ?").run(attemptId);
  }

  hasBatch(contentHash: string): boolean {
    return (
      this.db.prepare("SELECT 1 AS found FROM batches WHERE content_hash = ?").get(contentHash) !== undefined
    );
  }

  addBatch(batchId: string, origin: BatchOrigin, committedAt: string, rowCount: number): void {
    this.db
      .prepare("INSERT INTO batches VALUES (?, ?, ?, ?, ?)")
      .run(batchId, origin.contentHash, origin.label, committedAt, rowCount);
  }

  /** Counted files of `table`, ordered by path. */
  files(table: TableName): readonly LakeFile[] {
    const records = this.db
      .prepare("SELECT * FROM files WHERE table_name = ? ORDER BY path")
      .all(table) as FileRecord[];
    return records.map(toLakeFile);
  }

  /** The highest file id given out so far; files added later have greater ids. */
  lastFileId(): number {
    const row = this.db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'files'").get() as
      | { seq: number }
      | undefined;
    return row?.seq ?? 0;
  }

  /** Whether another file was added to `partition` after `lastFileId` was read. */
  hasNewerFile({ table, network, day }: Partition, lastFileId: number): boolean {
    const sql =
      "SELECT 1 AS found FROM files WHERE table_name = ? AND network = ? AND day IS ? AND file_id > ? LIMIT 1";
    return this.db.prepare(sql).get(table, network, day, lastFileId) !== undefined;
  }

  hasAllFiles(fileIds: readonly number[]): boolean {
    const find = this.db.prepare("SELECT 1 AS found FROM files WHERE file_id = ?");
    return fileIds.every(fileId => find.get(fileId) !== undefined);
  }

  /** Counts `files` as rows of `batchIds`; a partition that got a file after `lastFileId` becomes overlapping. */
  addFiles(
    files: readonly NewFile[],
    batchIdsOf: (file: NewFile) => Iterable<string>,
    lastFileId: number,
  ): void {
    const overlapping = new Set(
      files.filter(file => this.hasNewerFile(file, lastFileId)).map(file => partitionKey(file)),
    );
    const insert = this.db.prepare(
      "INSERT INTO files (path, table_name, network, day, row_count, is_overlapping) VALUES (?, ?, ?, ?, ?, ?)",
    );
    const link = this.db.prepare("INSERT OR IGNORE INTO file_batches VALUES (?, ?)");
    for (const file of files) {
      const isOverlapping = overlapping.has(partitionKey(file)) ? 1 : 0;
      insert.run(file.path, file.table, file.network, file.day, file.rowCount, isOverlapping);
      const fileId = this.lastFileId();
      for (const batchId of batchIdsOf(file)) link.run(fileId, batchId);
    }
  }

  /** Uncounts files; their paths become garbage, unlinked when no reader needs them. */
  removeFiles(files: readonly LakeFile[]): void {
    const remove = this.db.prepare("DELETE FROM files WHERE file_id = ?");
    const unlink = this.db.prepare("DELETE FROM file_batches WHERE file_id = ?");
    for (const file of files) {
      remove.run(file.fileId);
      unlink.run(file.fileId);
      this.addGarbage(file.path);
    }
  }

  /** Ids of the batches whose rows stand in `fileId`. */
  batchesOf(fileId: number): readonly string[] {
    const rows = this.db.prepare("SELECT batch_id FROM file_batches WHERE file_id = ?").all(fileId);
    return (rows as { batch_id: string }[]).map(row => row.batch_id);
  }

  addGarbage(path: string): void {
    this.db.prepare("INSERT INTO garbage (path) VALUES (?)").run(path);
  }

  rowCounts(): Readonly<Record<TableName, number>> {
    const rows = this.db
      .prepare("SELECT table_name, sum(row_count) AS row_count FROM files GROUP BY table_name")
      .all() as { table_name: TableName; row_count: number }[];
    const counts = new Map(rows.map(row => [row.table_name, row.row_count]));
    return Object.fromEntries(TABLE_NAMES.map(table => [table, counts.get(table) ?? 0])) as Record<
      TableName,
      number
    >;
  }

  readCursor(stream: string): string | null {
    const row = this.db.prepare("SELECT cursor FROM cursors WHERE stream = ?").get(stream) as
      | { cursor: string }
      | undefined;
    return row?.cursor ?? null;
  }

  saveCursor({ stream, cursor }: CursorUpdate, savedAt: string): void {
    this.db.prepare("INSERT OR REPLACE INTO cursors VALUES (?, ?, ?)").run(stream, cursor, savedAt);
  }
}

function toLakeFile(record: FileRecord): LakeFile {
  return {
    fileId: record.file_id,
    path: record.path,
    table: record.table_name,
    network: record.network,
    day: record.day,
    rowCount: record.row_count,
    isOverlapping: record.is_overlapping === 1,
  };
}
