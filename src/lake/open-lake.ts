import { randomBytes } from "node:crypto";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { TABLE_NAMES, type TableName } from "../domain/interchange/schema.ts";
import type { NetworkName } from "../domain/network.ts";
import type { TopicChoice } from "../domain/topic-choice.ts";
import type { Engine } from "../engines/contract.ts";
import { commitRows } from "./commit.ts";
import { compactLake } from "./compact.ts";
import { type LakeContext, type LakeOptions, registerContext } from "./context.ts";
import type { BatchOrigin, CheckedRows, CursorUpdate, Lake, LakeLease, RunToPublish } from "./contract.ts";
import { daysOf, filesOf, isErasing } from "./folds.ts";
import { Journal } from "./journal.ts";
import { FOLDERS } from "./layout.ts";
import { collectGarbage, processStart, releaseLease, takeLease } from "./lease.ts";
import { Manifest } from "./manifest.ts";
import { openLakeDb } from "./migrations.ts";
import { historyFiles, newestOf, publishedRuns, publishedTimes, publishRun } from "./publish.ts";
import { sourceOf } from "./source.ts";
import { removeUncounted, sweep } from "./sweep.ts";
import { createTemporaryDir } from "./temporary.ts";
import { isForgotten, journalScreen } from "./tombstones.ts";
import { dropTopicChoice, keepTopicChoice, topicChoices } from "./topic-choices.ts";

const READER_WAIT_MS = 30_000;

/** The lake in folder `dir`, created when absent; what dead processes left behind is swept first. Any number of
 *  processes may hold the same lake open.
 *  @throws VersionMismatch when a newer program wrote it. */
export async function openLake(dir: string, options: LakeOptions = {}): Promise<Lake> {
  const root = resolve(dir);
  for (const folder of FOLDERS) await mkdir(join(root, folder), { recursive: true });
  const db = openLakeDb(join(root, "lake.db"));
  const openerId = randomBytes(6).toString("hex");
  const now = options.now ?? (() => new Date());
  db.prepare("INSERT INTO openers VALUES (?, ?, ?, ?)").run(
    openerId,
    process.pid,
    processStart(process.pid),
    now().toISOString(),
  );
  try {
    await sweep(root, db);
  } catch (error) {
    db.prepare("DELETE FROM openers WHERE opener_id = ?").run(openerId);
    db.close();
    throw error;
  }
  const manifest = new Manifest(db);
  const onStep = options.onStep ?? (() => {});
  const base = { dir: root, db, manifest, openerId, now, onStep };
  return new FolderLake({
    ...base,
    journal: new Journal(base, journalScreen(db)),
    readerWaitMs: options.readerWaitMs ?? READER_WAIT_MS,
  });
}

class FolderLake implements Lake {
  readonly dir: string;
  private readonly context: LakeContext;
  /** Lease of plain `source()` calls and the forget generation when it was taken. */
  private implicit: { readonly leaseId: number; readonly forgetGeneration: number } | null = null;

  constructor(parts: Omit<LakeContext, "releaseImplicitLease">) {
    this.dir = parts.dir;
    this.context = { ...parts, releaseImplicitLease: () => this.releaseImplicit() };
    registerContext(this, this.context);
  }

  temporaryDir(purpose: string): string {
    return createTemporaryDir(this.context, purpose);
  }

  hasBatch(contentHash: string): boolean {
    return this.context.manifest.hasBatch(contentHash);
  }

  commit(
    engine: Engine,
    rows: readonly CheckedRows[],
    origin: BatchOrigin,
    extras: { readonly rejectsNdjson?: string; readonly cursor?: CursorUpdate } = {},
  ) {
    return commitRows(this.context, engine, rows, origin, {
      rejectsNdjson: extras.rejectsNdjson,
      cursor: extras.cursor,
    });
  }

  source(table: TableName): string {
    const { manifest, db, openerId } = this.context;
    this.implicit ??= manifest.transaction(() => ({
      leaseId: takeLease(db, openerId),
      forgetGeneration: manifest.forgetGeneration(),
    }));
    return sourceOf(this.dir, table, manifest.files(table));
  }

  lease(): LakeLease {
    const { manifest, db, openerId } = this.context;
    return manifest.transaction(() => {
      const leaseId = takeLease(db, openerId);
      const files = new Map(TABLE_NAMES.map(table => [table, manifest.files(table)]));
      return {
        forgetGeneration: manifest.forgetGeneration(),
        isErasing: isErasing(db),
        source: (table, reader) => sourceOf(this.dir, table, files.get(table) ?? [], reader),
        sourceOf: (table, days) => sourceOf(this.dir, table, filesOf(files.get(table) ?? [], days)),
        days: table => daysOf(this.dir, files.get(table) ?? []),
        release: () => {
          releaseLease(db, leaseId);
          collectGarbage(db, this.dir);
        },
      };
    });
  }

  forgetGeneration(): number {
    return this.context.manifest.forgetGeneration();
  }

  isForgotten(network: NetworkName, idOrHandle: string): boolean {
    return isForgotten(this.context.db, network, idOrHandle);
  }

  prunedBefore(): string | null {
    return this.context.manifest.prunedBefore();
  }

  rowCounts(): Readonly<Record<TableName, number>> {
    return this.context.manifest.rowCounts();
  }

  readCursor(stream: string): string | null {
    return this.context.manifest.readCursor(stream);
  }

  append(table: TableName, rows: readonly object[], cursor?: CursorUpdate): Promise<void> {
    return this.context.journal.append(table, rows, cursor);
  }

  compact(engine: Engine) {
    return compactLake(this.context, engine);
  }

  nextRunId(): string {
    const { manifest } = this.context;
    return manifest.transaction(() => `run-${String(manifest.nextNumber("last_run")).padStart(6, "0")}`);
  }

  async publish(run: RunToPublish, finishedDir: string, publishedAt: string, engine?: Engine) {
    const forgetGeneration =
      run.forgetGeneration ?? this.implicit?.forgetGeneration ?? this.forgetGeneration();
    const published = await publishRun(
      this.context,
      { ...run, forgetGeneration },
      finishedDir,
      publishedAt,
      engine,
    );
    this.releaseImplicit();
    return published;
  }

  historyFiles(): readonly string[] {
    return historyFiles(this.context);
  }

  publishedTimes(): readonly string[] {
    return publishedTimes(this.context);
  }

  newestRun() {
    return newestOf(publishedRuns(this.context));
  }

  runs() {
    return publishedRuns(this.context);
  }

  topicChoices(): readonly TopicChoice[] {
    return topicChoices(this.context.db);
  }

  keepTopicChoice(choice: TopicChoice): void {
    this.context.manifest.transaction(() => keepTopicChoice(this.context.db, choice));
  }

  dropTopicChoice(
    network: NetworkName,
    accountId: string,
    topicId: string,
    choice: TopicChoice["choice"],
  ): void {
    const { db, manifest } = this.context;
    manifest.transaction(() => dropTopicChoice(db, { network, accountId, topicId, choice }));
  }

  async close(): Promise<void> {
    const { db, openerId, journal } = this.context;
    await journal.close();
    await removeUncounted(this.dir, db, [openerId]);
    db.transaction(() => {
      for (const table of ["attempts", "leases", "openers"])
        db.prepare(`DELETE FROM ${table} WHERE opener_id = ?`).run(openerId);
    }).immediate();
    for (const name of await readdir(join(this.dir, "tmp")))
      if (name.startsWith(`${openerId}-`))
        await rm(join(this.dir, "tmp", name), { recursive: true, force: true });
    collectGarbage(db, this.dir);
    db.close();
  }

  private releaseImplicit(): void {
    if (this.implicit !== null) releaseLease(this.context.db, this.implicit.leaseId);
    this.implicit = null;
  }
}
