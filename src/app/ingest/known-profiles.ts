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
  /** Newest profile of those that may still stand in the journal, by account. */
  private recent = new Map<string, Profile>();
  private older = new Map<string, Profile>();

  constructor(private readonly session: LakeSession) {}

  /** `records` as whole rows, in their order. */
  async complete(records: readonly ProfileRow[]): Promise<readonly Profile[]> {
    const asked = records.filter(
      ({ unsaid, row }) => unsaid !== undefined && this.known(keyOf(row)) === null,
    );
    const stored = await this.stored([...new Set(asked.map(({ row }) => String(row.account_id)))]);
    return records.map(({ row, unsaid }) => {
      const key = keyOf(row);
      const before = this.known(key) ?? stored.get(key);
      const whole = unsaid === undefined || before === undefined ? row : filledIn(row, unsaid, before);
      if (before === undefined || String(before["observed_at"]) <= String(row.observed_at))
        this.recent.set(key, whole);
      return whole;
    });
  }

  /** To be called when a compaction begins; the function it returns, when it has ended well: what was noted before
   *  can be read from the tables then. */
  beginCompaction(): () => void {
    this.older = new Map([...this.older, ...this.recent]);
    this.recent = new Map();
    return () => this.older.clear();
  }

  private known(key: string): Profile | null {
    return this.recent.get(key) ?? this.older.get(key) ?? null;
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
