import type Database from "libsql";
import type { Engine } from "../../engines/contract.ts";
import type { RunRelations } from "../run-relations.ts";
import { ACCOUNTS } from "./number-accounts.ts";

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

/** Writes `accounts` and `names` from the engine's ACCOUNTS, which has `count` rows. */
export async function writeAccounts(db: Database.Database, engine: Engine, count: number): Promise<void> {
  const insert = db.prepare(`INSERT INTO accounts VALUES (${COLUMNS.map(() => "?").join(", ")})`);
  for (let from = 1; from <= count; from += PAGE_ROWS) {
    const page = await engine.rows(
      `SELECT ${COLUMNS.join(", ")} FROM ${ACCOUNTS}
       WHERE account_no BETWEEN ${from} AND ${from + PAGE_ROWS - 1} ORDER BY account_no`,
    );
    for (const row of page) insert.run(COLUMNS.map(name => toSqlite(row[name] ?? null)));
  }
  db.exec(
    `INSERT OR IGNORE INTO names SELECT * FROM (
       SELECT handle_key AS name_key, account_no, substr(handle_key, 1, 1) AS initial, score FROM accounts
       WHERE handle_key IS NOT NULL AND handle_key <> ''
       UNION ALL SELECT name_key, account_no, substr(name_key, 1, 1), score FROM accounts
       WHERE name_key IS NOT NULL AND name_key <> '') ORDER BY name_key, account_no`,
  );
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

function toSqlite(cell: unknown): unknown {
  return typeof cell === "boolean" ? Number(cell) : cell;
}
