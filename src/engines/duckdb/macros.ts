import type { MacroSet } from "../contract.ts";

/** SQL text of each named macro on DuckDB; what each means is said once, in src/pipeline/README.md. */
export const duckDbMacros: MacroSet = {
  hash64: (...columns) => `CAST(hash(${columns.join(", ")}) >> 1 AS BIGINT)`,
  utc_date: time => `CAST(${time} AS DATE)`,
  days_between: (from, to) => `date_diff('day', CAST(${from} AS DATE), CAST(${to} AS DATE))`,
  timestamp: text => `CAST(${text} AS TIMESTAMP)`,
  array_count: list => `len(${list})`,
  array_items: list => `unnest(${list})`,
};
