import { toCsv } from "../../app/csv-text.ts";
import type { ServedDistribution } from "../../app/serving/served-distribution.ts";
import type { ServedHistory } from "../../app/serving/served-history.ts";
import type { ServedSearch } from "../../app/serving/served-search.ts";
import type { ServedTop } from "../../app/serving/served-top.ts";
import { TOP_COLUMNS, topRows } from "../../app/top-csv.ts";
import { STAMP_COLUMNS } from "./score-csv.ts";

/** A page of a leaderboard as CSV. */
export function topPageCsv(page: ServedTop): string {
  return toCsv(
    [...TOP_COLUMNS, "basis"],
    topRows(page).map(row => ({ ...row, basis: page.basis })),
  );
}

/** Published scores as CSV, oldest first. */
export function historyCsv({
  points,
  handle,
  network,
  account_id,
  basis,
  intended_use,
}: ServedHistory): string {
  return toCsv(
    ["handle", "network", "account_id", "score", "low", "high", "coverage", ...STAMP_COLUMNS, "published_at"],
    points.map(point => ({ ...point, handle, network, account_id, basis, intended_use })),
  );
}

/** Found accounts as CSV. */
export function searchCsv({ hits, model, as_of, basis, intended_use }: ServedSearch): string {
  return toCsv(
    ["handle", "network", "account_id", "display_name", "score", "low", "high", "coverage", ...STAMP_COLUMNS],
    hits.map(hit => ({ ...hit, model, as_of, basis, intended_use })),
  );
}

/** The table from score to percentile as CSV; a whole score of the scale has no range. */
export function distributionCsv(spread: ServedDistribution): string {
  const { network, description, size, model, as_of, basis, intended_use } = spread;
  return toCsv(
    ["score", "percentile", "network", "description", "size", ...STAMP_COLUMNS],
    spread.percentiles.map(row => ({
      ...row,
      ...{ network, description, size, model, as_of, basis, intended_use },
    })),
  );
}
