import { type CsvCell, toCsv } from "./csv-text.ts";
import type { TopList } from "./top-list.ts";

/** The columns of a leaderboard in CSV. */
export const TOP_COLUMNS = [
  "rank",
  "tied_from",
  "tied_to",
  "probability_above_next",
  "id",
  "display_name",
  "handles",
  "networks",
  "score",
  "low",
  "high",
  "coverage",
  "followers_count",
  "engaged_people_count",
  "as_of",
  "model",
  "population",
  "intended_use",
] as const;

/** A leaderboard as CSV; every line carries range, coverage, model, date and intended use. */
export function topCsv(top: TopList): string {
  return toCsv(TOP_COLUMNS, topRows(top));
}

/** One row a place, with all that goes with its number. */
export function topRows(top: Omit<TopList, "run_id">): readonly Readonly<Record<string, CsvCell>>[] {
  const stamp = {
    as_of: top.as_of,
    model: top.model,
    population: `${top.population.size} ${top.population.description}`,
    intended_use: top.intended_use,
  };
  return top.entries.map(entry => ({
    ...entry,
    handles: entry.handles.join(" "),
    networks: entry.networks.join(" "),
    ...stamp,
  }));
}
