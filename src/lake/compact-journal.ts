import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream, createWriteStream, type WriteStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { finished } from "node:stream/promises";
import { TABLE_NAMES, TABLES, type TableName } from "../domain/interchange/schema.ts";
import { columnsOf } from "../domain/interchange/table.ts";
import type { Engine, EngineRow } from "../engines/contract.ts";
import { sqlIdentifier } from "../lib/sql-text.ts";
import { commitRows } from "./commit.ts";
import type { LakeContext } from "./context.ts";
import type { CheckedRows, CompactResult } from "./contract.ts";
import { withLease } from "./lease.ts";
import { listFromJson, sqlTypeOf } from "./parquet-relation.ts";
import { createTemporaryDir, relationName } from "./temporary.ts";

/** Journal rows checked and handed to the engine at a time. */
const ROWS_PER_BATCH = 200_000;

interface Segment {
  readonly segment_id: number;
  readonly path: string;
  readonly committed_bytes: number;
}

const NO_JOURNAL = {
  journalRows: 0,
  journalRowsDuplicate: 0,
  journalRowsForgotten: 0,
  journalRowsRejected: 0,
} as const;

type JournalResult = Omit<CompactResult, "filesMerged">;

class SegmentsTaken extends Error {}

/** Counts of the rows that moved from the journal into the tables. Open segments of every process are closed
 *  first; their owners go on in new ones. Files are added and segments removed in one transaction. */
export function compactJournal(context: LakeContext, engine: Engine): Promise<JournalResult> {
  // The lease keeps segments on disk that another process takes and removes while they are read here.
  return withLease(context, () => takeSegments(context, engine));
}

async function takeSegments(context: LakeContext, engine: Engine): Promise<JournalResult> {
  const segments = closeSegments(context);
  if (segments.length === 0) return NO_JOURNAL;
  const rejectsPath = join(createTemporaryDir(context, "rejects"), "rejects.ndjson");
  const rejects = createWriteStream(rejectsPath);
  const rejectsWritten = finished(rejects);
  // A failure before it is awaited is thrown there, not left unhandled.
  rejectsWritten.catch(() => {});
  const intake = new JournalIntake(engine, rejects);
  try {
    for (const segment of segments)
      await intake.read(join(context.dir, segment.path), segment.committed_bytes);
    const rows = await intake.finish();
    rejects.end();
    await rejectsWritten;
    const result = await commitRows(context, engine, rows, originOf(segments), {
      rejectsNdjson: intake.rejectedCount > 0 ? rejectsPath : undefined,
      inTransaction: () => removeSegments(context, segments),
    });
    return {
      journalRows: result.rowsAdded,
      journalRowsDuplicate: result.rowsDuplicate,
      journalRowsForgotten: result.rowsForgotten,
      journalRowsRejected: intake.rejectedCount,
    };
  } catch (error) {
    if (error instanceof SegmentsTaken) return NO_JOURNAL;
    throw error;
  } finally {
    rejects.destroy();
    await intake.drop();
  }
}

function closeSegments({ db, manifest }: LakeContext): readonly Segment[] {
  return manifest.transaction(() => {
    db.prepare("UPDATE segments SET state = 'closed'").run();
    return db.prepare("SELECT * FROM segments ORDER BY segment_id").all() as Segment[];
  });
}

function removeSegments({ db, manifest }: LakeContext, segments: readonly Segment[]): void {
  const remove = db.prepare("DELETE FROM segments WHERE segment_id = ?");
  for (const { segment_id, path } of segments) {
    if (remove.run(segment_id).changes === 0) throw new SegmentsTaken();
    manifest.addGarbage(path);
  }
}

function originOf(segments: readonly Segment[]) {
  const names = segments.map(segment => `${segment.path}:${segment.committed_bytes}`).join("\n");
  return { contentHash: createHash("sha256").update(names).digest("hex"), label: "journal" };
}

/** Reads journal lines, checks them against the schema and collects them as one engine table per table. */
class JournalIntake {
  rejectedCount = 0;
  private readonly waiting = new Map<TableName, EngineRow[]>();
  private readonly raw: CheckedRows[] = [];
  private readonly views: string[] = [];

  constructor(
    private readonly engine: Engine,
    private readonly rejects: WriteStream,
  ) {}

  async read(path: string, committedBytes: number): Promise<void> {
    if (committedBytes === 0) return;
    const bytes = createReadStream(path, { end: committedBytes - 1 });
    for await (const line of createInterface({ input: bytes, crlfDelay: Number.POSITIVE_INFINITY })) {
      const entry = parseEntry(line);
      if ("reason" in entry) {
        this.rejectedCount += 1;
        if (this.rejects.errored !== null) throw this.rejects.errored;
        if (!this.rejects.write(`${JSON.stringify({ line, reject_reason: entry.reason })}\n`))
          await once(this.rejects, "drain");
        continue;
      }
      const rows = this.waiting.get(entry.table) ?? [];
      rows.push(entry.row);
      this.waiting.set(entry.table, rows);
      if (rows.length >= ROWS_PER_BATCH) await this.load(entry.table);
    }
  }

  /** The rows read, typed as the schema says. */
  async finish(): Promise<readonly CheckedRows[]> {
    for (const table of this.waiting.keys()) await this.load(table);
    const checked: CheckedRows[] = [];
    for (const { table, relation } of this.raw) {
      const casts = columnsOf(TABLES[table]).map(column => {
        const name = sqlIdentifier(column.name);
        const value =
          column.columnType === "text_list" ? listFromJson(name) : `CAST(${name} AS ${sqlTypeOf(column)})`;
        return `${value} AS ${name}`;
      });
      const view = relationName("journal_view");
      await this.engine.createView(view, `SELECT ${casts.join(", ")} FROM ${sqlIdentifier(relation)}`);
      this.views.push(view);
      checked.push({ table, relation: view });
    }
    return checked;
  }

  async drop(): Promise<void> {
    for (const view of this.views) await this.engine.run(`DROP VIEW IF EXISTS ${sqlIdentifier(view)}`);
    for (const { relation } of this.raw)
      await this.engine.run(`DROP TABLE IF EXISTS ${sqlIdentifier(relation)}`);
  }

  private async load(table: TableName): Promise<void> {
    const rows = this.waiting.get(table) ?? [];
    if (rows.length === 0) return;
    this.waiting.set(table, []);
    const relation = relationName("journal");
    const columns = Object.fromEntries(columnsOf(TABLES[table]).map(column => [column.name, "text"]));
    this.raw.push({ table, relation });
    await this.engine.createTableFromRows(relation, columns, rows);
  }
}

const columnsByTable = Object.fromEntries(
  TABLE_NAMES.map(table => [table, columnsOf(TABLES[table])]),
) as unknown as Readonly<Record<TableName, ReturnType<typeof columnsOf>>>;

const BLANK_ROWS = Object.fromEntries(
  TABLE_NAMES.map(table => [
    table,
    Object.fromEntries(columnsByTable[table].map(({ name }) => [name, null])),
  ]),
) as unknown as Readonly<Record<TableName, object>>;

type Entry = { readonly table: TableName; readonly row: EngineRow } | { readonly reason: string };

function parseEntry(line: string): Entry {
  let entry: { table?: unknown; row?: unknown };
  try {
    entry = JSON.parse(line) as typeof entry;
  } catch {
    return { reason: "malformed_line" };
  }
  const table = entry?.table as TableName;
  if (!Object.hasOwn(TABLES, table)) return { reason: "unknown_table" };
  const checked = TABLES[table].row.safeParse({ ...BLANK_ROWS[table], ...(entry.row as object) });
  if (!checked.success) return { reason: `bad_${String(checked.error.issues[0]?.path[0] ?? "row")}` };
  return { table, row: toText(table, checked.data) };
}

function toText(table: TableName, row: object): EngineRow {
  const cells = row as Readonly<Record<string, unknown>>;
  const text: Record<string, string | null> = {};
  for (const { name, columnType } of columnsByTable[table]) {
    const value = cells[name];
    if (value === null || value === undefined) text[name] = null;
    else if (columnType === "text_list") text[name] = JSON.stringify(value);
    else text[name] = columnType === "time" ? utcText(String(value)) : String(value);
  }
  return text;
}

/** Most times come as "2026-01-01T09:30:00.123Z" and need no reading. */
const UTC_MILLISECONDS = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** An RFC 3339 time as UTC text without zone, microseconds kept, such as "2026-01-01T09:30:00.123456". */
export function utcText(time: string): string {
  if (UTC_MILLISECONDS.test(time)) return `${time.slice(0, -1)}000`;
  const fraction = /\.(\d+)/.exec(time)?.[1] ?? "";
  const seconds = new Date(Date.parse(time.replace(/\.\d+/, ""))).toISOString().slice(0, 19);
  return `${seconds}.${fraction.slice(0, 6).padEnd(6, "0")}`;
}
