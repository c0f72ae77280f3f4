import type { TableRow } from "../../connectors/contract.ts";
import { TABLES } from "../../domain/interchange/schema.ts";
import { columnsOf } from "../../domain/interchange/table.ts";
import type { EngineRow } from "../../engines/contract.ts";
import { sqlIdentifier, sqlLiteral } from "../../lib/sql-text.ts";
import type { LakeSession } from "../lake-session.ts";

type Profile = Readonly<Record<string, unknown>>;
export type ProfileRow = Extract<TableRow, { table: "accounts" }>;

const COLUMNS = columnsOf(TABLES.accounts).map(({ name }) => sqlIdentifier(name));

/** Completes profiles of which a stream tells a part (a new handle, a new bio) from what is known of them: the newest
 *  profile is read whole by everything behind the lake. */
export class KnownProfiles {
  /** Newest profile of those that may not stand in the tables yet, by account: those noted since the last compaction
   *  began, then those noted before it. */
  private layers: readonly Map<string, Profile>[] = [new Map()];

  constructor(private readonly session: LakeSession) {}

  /** `records` as whole rows, in their order. */
  async complete(records: readonly ProfileRow[]): Promise<readonly Profile[]> {
    // Looked up before anything is awaited: a compaction that ends meanwhile drops what it made readable.
    const newest = new Map<string, Profile>();
    for (const { row } of records) {
      const profile = this.known(keyOf(row));
      if (profile !== null) newest.set(keyOf(row), profile);
    }
    const asked = records.filter(({ unsaid, row }) => unsaid !== undefined && !newest.has(keyOf(row)));
    const stored = await this.stored([...new Set(asked.map(({ row }) => String(row.account_id)))]);
    for (const [key, profile] of stored) newest.set(key, profile);
    return records.map(({ row, unsaid }) => {
      const key = keyOf(row);
      const before = newest.get(key);
      const whole = unsaid === undefined || before === undefined ? row : filledIn(row, unsaid, before);
      if (before === undefined || String(before["observed_at"]) <= String(row.observed_at)) {
        newest.set(key, whole);
        this.layers[0]!.set(key, whole);
      }
      return whole;
    });
  }

  /** To be called when a compaction begins; the function it returns, when it has ended well. A profile that was noted
   *  just before may have become durable only after the compaction had taken the journal, so what the tables need not
   *  be asked for is kept until the next one has ended. */
  beginCompaction(): () => void {
    this.layers = [new Map(), ...this.layers];
    return () => {
      this.layers = this.layers.slice(0, 2);
    };
  }

  private known(key: string): Profile | null {
    for (const layer of this.layers) {
      const profile = layer.get(key);
      if (profile !== undefined) return profile;
    }
    return null;
  }

  private async stored(accountIds: readonly string[]): Promise<ReadonlyMap<string, Profile>> {
    const found = new Map<string, EngineRow>();
    if (accountIds.length === 0) return found;
    const { lake, engine } = this.session;
    const lease = lake.lease();
    try {
      const rows = await engine.rows(
        `SELECT ${COLUMNS.join(", ")} FROM (${lease.source("accounts")}) AS profiles
         WHERE account_id IN (${accountIds.map(sqlLiteral).join(", ")}) ORDER BY observed_at`,
      );
      for (const row of rows) found.set(keyOf(row), row);
    } finally {
      lease.release();
    }
    return found;
  }
}

function filledIn(row: Profile, unsaid: readonly string[], before: Profile): Profile {
  const kept = unsaid.map(column => [column, row[column] ?? before[column] ?? null]);
  return { ...row, ...Object.fromEntries(kept) };
}

function keyOf(row: Profile): string {
  return `${String(row["network"])} ${String(row["account_id"])}`;
}
