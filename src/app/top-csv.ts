import { toCsv } from "./csv-text.ts";
import type { TopList } from "./top-list.ts";

const COLUMNS = [
  "rank",
  "tied_from",
  "tied_to",
  "probability_above_next",
  "id",
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
  const stamp = {
    as_of: top.as_of,
    model: top.model,
    population: `${top.population.size} ${top.population.description}`,
    intended_use: top.intended_use,
  };
  const rows = top.entries.map(entry => ({
    ...entry,
    handles: entry.handles.join(" "),
    networks: entry.networks.join(" "),
    ...stamp,
  }));
  return toCsv(COLUMNS, rows);
}
