import { join } from "node:path";
import { TABLES, type TableName } from "../../domain/interchange/schema.ts";
import { sqlLiteral } from "../../lib/sql-text.ts";

/** How much of a simulated population is shown to the score. */
export const REGIMES = ["events", "counts_only", "partly_observed", "likes_hidden"] as const;
export type Regime = (typeof REGIMES)[number];

/** What each regime means, for a reader. */
export const REGIME_MEANING: Readonly<Record<Regime, string>> = {
  events: "every act and every count",
  counts_only: "posts, their counts and the counts of profiles; no act",
  partly_observed: "as events, without mentions and without the counts of profiles",
  likes_hidden: "as events, without likes, neither acts nor counts",
};

/** SELECT of each table of the simulation in `folder` as `regime` shows it, with its `day`. */
export function regimeSource(folder: string, regime: Regime): (table: TableName) => string {
  return table => {
    const path = sqlLiteral(join(folder, table, "*.parquet"));
    const columns = hiddenColumns(table, regime);
    const rows = `SELECT *${columns}, CAST(${TABLES[table].dayColumn} AS DATE) AS day FROM read_parquet(${path})`;
    return `${rows} WHERE ${shownRows(table, regime)}`;
  };
}

function hiddenColumns(table: TableName, regime: Regime): string {
  const hides = regime === "likes_hidden" && table === "post_stats";
  return hides ? " REPLACE (CAST(NULL AS BIGINT) AS like_count)" : "";
}

function shownRows(table: TableName, regime: Regime): string {
  const ofActs = `"table" = 'interactions'`;
  switch (regime) {
    case "events":
      return "true";
    case "counts_only":
      if (table === "interactions") return "false";
      return table === "observations" ? `NOT (${ofActs})` : "true";
    case "partly_observed":
      if (table === "account_stats") return "false";
      if (table === "interactions") return "kind <> 'mention'";
      return table === "observations" ? `NOT (${ofActs} AND kind = 'mention')` : "true";
    case "likes_hidden":
      if (table === "interactions") return "kind <> 'like'";
      return table === "observations" ? `NOT (${ofActs} AND kind = 'like')` : "true";
  }
}
