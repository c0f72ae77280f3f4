import type { TableRow } from "../../connectors/contract.ts";
import { TABLE_NAMES, TABLES, type TableName } from "../../domain/interchange/schema.ts";
import { columnsOf } from "../../domain/interchange/table.ts";
import type { NetworkName } from "../../domain/network.ts";
import type { Engine } from "../../engines/contract.ts";
import { sqlIdentifier, sqlLiteral } from "../../lib/sql-text.ts";

/** An account of which rows are looked for, and the window they lie in. */
export interface RowsWanted {
  readonly network: NetworkName;
  readonly accountId: string;
  /** UTC ISO. */
  readonly from: string;
  readonly to: string;
}

/** The rows that a lake holds about one account: its profile, posts and counts, who acted on it and who they are, and
 *  what it did. Only `source` is read, nothing is computed. */
export async function storedRows(
  engine: Engine,
  source: (table: TableName) => string,
  wanted: RowsWanted,
): Promise<readonly TableRow[]> {
  const rows: TableRow[] = [];
  for (const table of TABLE_NAMES) {
    const condition = conditionOf(table, source, wanted);
    if (condition === null) continue;
    const columns = columnsOf(TABLES[table]).map(({ name }) => sqlIdentifier(name));
    const found = await engine.rows(
      `SELECT ${columns.join(", ")} FROM (${source(table)}) AS stored
       WHERE network = ${sqlLiteral(wanted.network)} AND ${condition}`,
    );
    rows.push(...found.map(row => ({ table, row }) as unknown as TableRow));
  }
  return rows;
}

function conditionOf(
  table: TableName,
  source: (table: TableName) => string,
  { network, accountId, from, to }: RowsWanted,
): string | null {
  const id = sqlLiteral(accountId);
  const within = (column: string) =>
    `${column} >= ${timestamp(from)} AND ${column} <= ${timestamp(to)} AND day >= ${dayOf(from)}`;
  const acts = `(target_id = ${id} OR actor_id = ${id}) AND (acted_at IS NULL OR (${within("acted_at")}))`;
  const ofNetwork = `network = ${sqlLiteral(network)}`;
  const people = `SELECT actor_id FROM (${source("interactions")}) AS acts WHERE ${ofNetwork} AND ${acts}`;
  const posts = `SELECT post_id FROM (${source("posts")}) AS own WHERE ${ofNetwork} AND author_id = ${id}`;
  switch (table) {
    case "accounts":
    case "account_stats":
      return `observed_at <= ${timestamp(to)} AND (account_id = ${id} OR account_id IN (${people}))`;
    case "posts":
      return `(author_id = ${id} OR parent_author_id = ${id}) AND ${within("posted_at")}`;
    case "post_stats":
      return `post_id IN (${posts}) AND ${within("observed_at")}`;
    case "interactions":
      return acts;
    case "observations":
      return `scope = ${id} AND to_at > ${timestamp(from)} AND to_at <= ${timestamp(to)}`;
    default:
      return null;
  }
}

function timestamp(iso: string): string {
  return `CAST(${sqlLiteral(iso.replace("Z", ""))} AS TIMESTAMP)`;
}

function dayOf(iso: string): string {
  return `CAST(${sqlLiteral(iso.slice(0, 10))} AS DATE)`;
}
