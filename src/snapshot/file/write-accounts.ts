import type Database from "libsql";
import type { Engine, EngineRow } from "../../engines/contract.ts";
import type { RunRelations } from "../run-relations.ts";
import { handleHash } from "./handle-hash.ts";
import { ACCOUNTS } from "./number-accounts.ts";
import type { PackedColumn } from "./packed-row.ts";
import { ANSWER_LISTS, HANDLE_INDEX, PACKED_MARTS, type PackedMart } from "./schema.ts";
import { type PackedRow, packedColumns, packedRows } from "./write-packed.ts";

const PAGE_ROWS = 50_000;

const COLUMNS = [
  "account_no",
  "network",
  "account_id",
  "handle",
  "handle_key",
  "is_holder",
  "display_name",
  "name_key",
  "identity_id",
  "is_ranked",
  "is_protected",
  "is_indexable",
  "score",
  "low",
  "high",
  "influence",
  "variance",
  "coverage",
  "people_rank",
  "followers_count",
  "engaged_people_count",
  "linked_at",
] as const;

/** Writes `accounts` and `names` from the engine's ACCOUNTS, which has `count` rows, and returns what the packed cells
 *  of each mart are. */
export async function writeAccounts(
  db: Database.Database,
  engine: Engine,
  relations: RunRelations,
  count: number,
): Promise<Readonly<Record<PackedMart, readonly PackedColumn[]>>> {
  const columns: Record<string, readonly PackedColumn[]> = {};
  for (const mart of PACKED_MARTS) columns[mart] = await packedColumns(engine, relations, mart);
  const packed = PACKED_MARTS.map(mart => new InOrder(packedRows(engine, relations, mart, columns[mart]!)));
  const places = [...COLUMNS, "handle_hash", ...PACKED_MARTS].map(() => "?").join(", ");
  // Lists are written afterwards.
  const none = ANSWER_LISTS.map(() => "NULL").join(", ");
  const insert = db.prepare(`INSERT INTO accounts VALUES (${places}, ${none})`);
  for (let from = 1; from <= count; from += PAGE_ROWS) {
    const page = await engine.rows(
      `SELECT ${COLUMNS.join(", ")} FROM ${ACCOUNTS}
       WHERE account_no BETWEEN ${from} AND ${from + PAGE_ROWS - 1} ORDER BY account_no`,
    );
    for (const row of page) {
      const values: unknown[] = [...COLUMNS.map(name => toSqlite(row[name] ?? null)), hashOf(row)];
      for (const rows of packed) {
        if (rows.isBehind(Number(row["account_no"]))) await rows.advance();
        values.push(rows.take(Number(row["account_no"])));
      }
      insert.run(values);
    }
  }
  db.exec(HANDLE_INDEX);
  db.exec(
    `INSERT OR IGNORE INTO names SELECT * FROM (
       SELECT handle_key AS name_key, account_no, substr(handle_key, 1, 1) AS initial, score FROM accounts
       WHERE handle_key IS NOT NULL AND handle_key <> ''
       UNION ALL SELECT name_key, account_no, substr(name_key, 1, 1), score FROM accounts
       WHERE name_key IS NOT NULL AND name_key <> '') ORDER BY name_key, account_no`,
  );
  return columns as Readonly<Record<PackedMart, readonly PackedColumn[]>>;
}

/** Packed rows that are asked for by ascending number. */
class InOrder {
  private row: PackedRow | null = null;

  constructor(private readonly rows: AsyncGenerator<PackedRow>) {}

  /** Whether the row at hand comes before that of `accountNo`, or none was read yet. */
  isBehind(accountNo: number): boolean {
    return this.row === null || this.row.accountNo < accountNo;
  }

  async advance(): Promise<void> {
    const next = await this.rows.next();
    this.row = next.done === true ? { accountNo: Number.POSITIVE_INFINITY, cells: Buffer.of() } : next.value;
  }

  /** The cells of `accountNo`, or null when the mart has none. */
  take(accountNo: number): Buffer | null {
    return this.row?.accountNo === accountNo ? this.row.cells : null;
  }
}

/** Writes `linked_identities`: people with several accounts, whose score combines them. */
export async function writeIdentities(
  db: Database.Database,
  engine: Engine,
  relations: RunRelations,
): Promise<void> {
  const rows = await engine.rows(
    `SELECT identities.*, members.account_nos FROM ${relations.mart("identity_scores")} AS identities
     JOIN (SELECT identity_id, '[' || string_agg(account_no, ',' ORDER BY account_no) || ']' AS account_nos
           FROM ${ACCOUNTS} WHERE identity_id IS NOT NULL AND is_held GROUP BY identity_id) AS members USING (identity_id)
     ORDER BY identity_id`,
  );
  const columns = [
    "score",
    "low",
    "high",
    "influence",
    "variance",
    "coverage",
    "followers_count",
    "engaged_people_count",
  ];
  const insert = db.prepare("INSERT INTO linked_identities VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (const row of rows)
    insert.run([
      row["identity_id"],
      row["account_nos"],
      row["status"] === "scored" && row["is_ranked"] === true ? 1 : 0,
      ...columns.map(name => row[name] ?? null),
    ]);
}

function hashOf({ network, handle }: EngineRow): number | null {
  return handle === null ? null : handleHash(String(network), String(handle));
}

function toSqlite(cell: unknown): unknown {
  return typeof cell === "boolean" ? Number(cell) : cell;
}
