import type { History } from "../app/history-of.ts";
import { renderTable } from "./render-table.ts";
import { bar, dateOf, plain, type Style } from "./style.ts";

/** The published scores of an account, one line each, the oldest first. */
export function renderHistory(history: History, style: Style): string {
  if (history.points.length === 0)
    return `No score of ${plain(history.handle)} was published: nothing was run yet, or it had not enough data each time.\n`;
  const rows = history.points.map(point => [
    dateOf(point.as_of),
    point.score === null ? "not enough data" : point.score.toFixed(1),
    point.low === null || point.high === null ? "" : `${point.low.toFixed(1)} to ${point.high.toFixed(1)}`,
    bar(point.score ?? 0, 100, 20),
    point.model,
    point.published_at === null ? "" : dateOf(point.published_at),
  ]);
  const head = ["as of", "score", "range", "", "model", "published"];
  return `${style.bold(plain(history.handle))}\n${renderTable(head, rows, ["score"])}`;
}
