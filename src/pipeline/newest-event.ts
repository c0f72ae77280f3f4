import type { TableName } from "../domain/interchange/schema.ts";
import type { Engine } from "../engines/contract.ts";

const EVENT_TIMES = [
  ["interactions", "acted_at"],
  ["posts", "posted_at"],
  ["account_stats", "observed_at"],
  ["post_stats", "observed_at"],
] as const satisfies readonly (readonly [TableName, string])[];
const MILLISECONDS_A_DAY = 86_400_000;

/** The asOf of a run that names none: midnight UTC after the newest act, post or count in the lake, as ISO text;
 *  null when the lake holds none of them. */
export async function newestEventAsOf(
  engine: Engine,
  source: (table: TableName) => string,
): Promise<string | null> {
  const newest = EVENT_TIMES.map(
    ([table, column]) => `SELECT max(${column}) AS event_at FROM (${source(table)}) AS ${table}`,
  );
  const [row] = await engine.rows(
    `SELECT max(event_at) AS event_at FROM (${newest.join(" UNION ALL ")}) AS events`,
  );
  const eventAt = row?.["event_at"] ?? null;
  if (eventAt === null) return null;
  const day = Math.floor(Date.parse(String(eventAt)) / MILLISECONDS_A_DAY);
  return new Date((day + 1) * MILLISECONDS_A_DAY).toISOString();
}
