import type { Engine } from "../engines/contract.ts";
import { sqlLiteral, sqlPathList } from "../lib/sql-text.ts";
import { numberOf, textOf } from "./cells.ts";
import type { HistoryPoint } from "./contract.ts";

/** SQL of all rows of history files; those that were written before `coverage` was kept hold null for it. */
export function historyRows(paths: readonly string[]): string {
  return `SELECT * FROM read_parquet(${sqlPathList(paths)}, union_by_name = true)
    UNION ALL BY NAME SELECT CAST(NULL AS DOUBLE) AS coverage WHERE false`;
}

/** Every score published of an account, in order of asOf, then of publication; never rewritten by later runs.
 *  Empty when nothing was published. `paths` are the lake's history files. */
export async function readHistory(
  engine: Engine,
  paths: readonly string[],
  network: string,
  accountId: string,
): Promise<readonly HistoryPoint[]> {
  if (paths.length === 0) return [];
  const rows = await engine.rows(
    `SELECT as_of, published_at, model, score, low, high, coverage FROM (${historyRows(paths)}) AS points
     WHERE network = ${sqlLiteral(network)} AND account_id = ${sqlLiteral(accountId)}
     ORDER BY as_of, published_at, model`,
  );
  return rows.map(row => ({
    as_of: String(row["as_of"]),
    published_at: textOf(row["published_at"]),
    model: String(row["model"]),
    score: numberOf(row["score"]),
    low: numberOf(row["low"]),
    high: numberOf(row["high"]),
    coverage: numberOf(row["coverage"]),
  }));
}
