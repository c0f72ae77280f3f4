import { existsSync } from "node:fs";
import Database from "libsql";
import { CliError, EXIT } from "../../domain/errors.ts";
import type { EngineRow } from "../../engines/contract.ts";
import { RangeCounts } from "../../lib/range-counts.ts";
import { ValueCounts } from "../../lib/value-counts.ts";
import type { RunStamp } from "../contract.ts";
import type { TopicTotal } from "../topic-rows.ts";
import { type PackedColumn, RowMaker } from "./packed-row.ts";
import { type PackedMart, SNAPSHOT_VERSION } from "./schema.ts";
import type { ScoreSpread } from "./score-spread.ts";

/** Bytes of the file that are read through the system's page cache without copying. */
const MAPPED_BYTES = 4 * 2 ** 30;

/** What a snapshot says of itself. */
export interface SnapshotMeta {
  readonly stamp: RunStamp;
  /** UTC ISO. */
  readonly publishedAt: string;
  /** The last file of profiles in the lake that it was made with. */
  readonly profilesThrough: number;
  readonly hasPeopleAround: boolean;
  readonly hasQualities: boolean;
  /** Whether the run kept samples of posts. */
  readonly hasSampledPosts: boolean;
  readonly hasAudiences: boolean;
  /** How much is said about each topic; null when the run kept none. */
  readonly topicTotals: readonly TopicTotal[] | null;
  readonly columns: Readonly<Record<PackedMart, readonly PackedColumn[]>>;
  /** By network; "" stands for people over all networks. */
  readonly spreads: Readonly<Record<string, ScoreSpread>>;
}

/** Whether the file at `path` is a snapshot that this program can read; another version's, or a damaged one, has to be
 *  built again. */
export function isReadableSnapshot(path: string): boolean {
  if (!existsSync(path)) return false;
  const db = new Database(path, { readonly: true });
  try {
    const row = db.prepare("SELECT value FROM meta WHERE name = 'version'").get() as
      | { value: string }
      | undefined;
    return row?.value === String(SNAPSHOT_VERSION);
  } catch (error) {
    if (error instanceof Error && String((error as { code?: unknown }).code).startsWith("SQLITE_"))
      return false;
    throw error;
  } finally {
    db.close();
  }
}

/** A snapshot that is open for reading. */
export class SnapshotFile {
  private readonly statements = new Map<string, Database.Statement>();
  private readonly makers = new Map<PackedMart, RowMaker>();
  private readonly counts = new Map<string, RangeCounts | ValueCounts | null>();

  private constructor(
    private readonly db: Database.Database,
    readonly meta: SnapshotMeta,
  ) {}

  /** @throws CliError when there is no file at `path`, or one of another version. */
  static open(path: string): SnapshotFile {
    if (!existsSync(path)) throw new CliError(`There is no snapshot at ${path}.`, EXIT.failure);
    const db = new Database(path);
    db.pragma("query_only = ON");
    // Nobody writes to a published file: its shared lock is taken once and not for each answer.
    db.pragma("locking_mode = EXCLUSIVE");
    db.pragma(`mmap_size = ${MAPPED_BYTES}`);
    const rows = db.prepare("SELECT name, value FROM meta").raw(true).all() as [string, string][];
    const facts = new Map(rows.map(([name, value]) => [name, JSON.parse(value)]));
    if (facts.get("version") !== SNAPSHOT_VERSION) {
      db.close();
      throw new CliError(`The snapshot ${path} has another version; build it again.`, EXIT.failure);
    }
    return new SnapshotFile(db, {
      stamp: facts.get("stamp"),
      publishedAt: facts.get("published_at"),
      profilesThrough: facts.get("profiles_through"),
      hasPeopleAround: facts.get("has_people_around"),
      hasQualities: facts.get("has_qualities"),
      hasSampledPosts: facts.get("has_sampled_posts"),
      hasAudiences: facts.get("has_audiences"),
      topicTotals: facts.get("topic_totals"),
      columns: facts.get("columns"),
      spreads: facts.get("spreads"),
    });
  }

  /** The packed cells of a row of `mart`, beside the columns of `head`. */
  rowOf(mart: PackedMart, cells: readonly (number | null)[], head: EngineRow): EngineRow {
    let maker = this.makers.get(mart);
    if (maker === undefined) {
      maker = new RowMaker(this.meta.columns[mart], Object.keys(head));
      this.makers.set(mart, maker);
    }
    return maker.make(cells, head);
  }

  /** The first row of `sql` as cells, or undefined. */
  row(sql: string, ...values: readonly unknown[]): readonly unknown[] | undefined {
    return this.statement(sql).get(values) as readonly unknown[] | undefined;
  }

  /** Every row of `sql` as cells. */
  rows(sql: string, ...values: readonly unknown[]): readonly (readonly unknown[])[] {
    return this.statement(sql).all(values) as (readonly unknown[])[];
  }

  /** Counts of values that keys go with; null when the run has none of that name. Read once. */
  rangeCounts(name: string): RangeCounts | null {
    return this.countsOf(name, RangeCounts) as RangeCounts | null;
  }

  /** Counts of values; null when the run has none of that name. Read once. */
  valueCounts(name: string): ValueCounts | null {
    return this.countsOf(name, ValueCounts) as ValueCounts | null;
  }

  /** The file itself is let go when the statements are collected: libsql has no other way to end them. */
  close(): void {
    this.statements.clear();
    this.counts.clear();
    this.db.close();
  }

  private countsOf(
    name: string,
    kind: { fromBytes(bytes: Uint8Array): RangeCounts | ValueCounts },
  ): RangeCounts | ValueCounts | null {
    const known = this.counts.get(name);
    if (known !== undefined) return known;
    const found = this.row("SELECT bytes FROM standings WHERE name = ?", name);
    const counts = found === undefined ? null : kind.fromBytes(found[0] as Uint8Array);
    this.counts.set(name, counts);
    return counts;
  }

  private statement(sql: string): Database.Statement {
    const known = this.statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.db.prepare(sql);
    statement.raw(true);
    this.statements.set(sql, statement);
    return statement;
  }
}
