import type { TableName } from "../domain/interchange/schema.ts";
import type { Engine } from "../engines/contract.ts";
import { sqlLiteral } from "../lib/sql-text.ts";

const EVENT_TIMES = [
  ["interactions", "acted_at"],
  ["posts", "posted_at"],
  ["account_stats", "observed_at"],
  ["post_stats", "observed_at"],
] as const satisfies readonly (readonly [TableName, string])[];
const MILLISECONDS_A_DAY = 86_400_000;

/** The asOf of a run that names none: midnight UTC after the newest act, post or count in the lake before `before`
 *  (ISO text with Z; a row dated in the future by mistake moves nothing), as ISO text; null when there is none. */
export async function newestEventAsOf(
  engine: Engine,
  source: (table: TableName) => string,
  before = "9999-01-01T00:00:00.000Z",
): Promise<string | null> {
  const newest = EVENT_TIMES.map(
    ([table, column]) =>
      `SELECT max(${column}) AS event_at FROM (${source(table)}) AS ${table}
       WHERE ${column} < CAST(${sqlLiteral(before.replace("Z", ""))} AS TIMESTAMP)`,
  );
  const [row] = await engine.rows(
    `SELECT max(event_at) AS event_at FROM (${newest.join(" UNION ALL ")}) AS events`,
  );
  const eventAt = row?.["event_at"] ?? null;
  if (eventAt === null) return null;
  const day = Math.floor(Date.parse(String(eventAt)) / MILLISECONDS_A_DAY);
  return new Date((day + 1) * MILLISECONDS_A_DAY).toISOString();
}
