import { contextOf } from "./context.ts";
import type { Lake } from "./contract.ts";

/** Whether the lake took in rows after its last run was published, so that it may hold accounts that no run has seen;
 *  true when nothing was published. */
export function hasRowsAfterLastRun(lake: Lake): boolean {
  const row = contextOf(lake)
    .db.prepare(
      `WITH last_run AS (SELECT coalesce(max(published_at), '') AS at FROM runs)
       SELECT EXISTS (SELECT 1 FROM batches, last_run WHERE committed_at > last_run.at)
         OR EXISTS (SELECT 1 FROM segments WHERE committed_bytes > 0) AS found`,
    )
    .get() as { found: number };
  return row.found === 1;
}
