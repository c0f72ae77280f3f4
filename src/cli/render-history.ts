import type { History, RecomputedHistory } from "../app/history-of.ts";
import { renderTable } from "./render-table.ts";
import { bar, dateOf, plain, type Style } from "./style.ts";

/** The published scores of an account, one line each, the oldest first; beside them what one model gives at the same
 *  times, where that was asked for. A line on which the model changed says so. */
export function renderHistory(history: History, style: Style, hasSparkline = false): string {
  const { recomputed, handle } = history;
  if (history.reason !== null) return `No score of ${plain(handle)} is shown. ${history.reason}\n`;
  if (history.points.length === 0 && recomputed === null)
    return `No score of ${plain(handle)} was published: nothing was run yet, or it had not enough data each time.\n`;
  const lines = linesOf(history);
  const rows = lines.map(({ point, asOf, again, change }) => [
    dateOf(asOf),
    point === null ? "not published" : scoreText(point.score),
    point === null || point.low === null || point.high === null
      ? ""
      : `${point.low.toFixed(1)} to ${point.high.toFixed(1)}`,
    bar(point?.score ?? 0, 100, 20),
    point === null ? "" : `${point.model}${change}`,
    point === null || point.published_at === null ? "" : dateOf(point.published_at),
    ...(recomputed === null ? [] : [again === null ? "" : (again.reason ?? scoreText(again.score))]),
  ]);
  const head = ["as of", "score", "range", "", "model", "published"];
  if (recomputed !== null) head.push(`by ${recomputed.model}`);
  const table = renderTable(head, rows, ["score"]);
  const sparks = hasSparkline ? sparklines(history, style) : "";
  return `${style.bold(plain(handle))}\n${sparks}${table}`;
}

interface HistoryLine {
  readonly asOf: string;
  readonly point: History["points"][number] | null;
  readonly again: RecomputedHistory["points"][number] | null;
  /** Says that the model is another than on the line before. */
  readonly change: string;
}

/** One line per published score; a time at which nothing was published has one when it was recomputed. */
function linesOf({ points, recomputed }: History): readonly HistoryLine[] {
  const again = new Map(recomputed?.points.map(point => [point.as_of, point]));
  const held = new Set(points.map(point => point.as_of));
  const published = points.map((point, i) => ({
    asOf: point.as_of,
    point,
    again: again.get(point.as_of) ?? null,
    change: i > 0 && points[i - 1]!.model !== point.model ? " (changed)" : "",
  }));
  const unpublished = [...again.values()].filter(point => !held.has(point.as_of));
  const others = unpublished.map(point => ({ asOf: point.as_of, point: null, again: point, change: "" }));
  return [...published, ...others].toSorted((a, b) => (a.asOf < b.asOf ? -1 : a.asOf > b.asOf ? 1 : 0));
}

function scoreText(score: number | null): string {
  return score === null ? "not enough data" : score.toFixed(1);
}

function sparklines({ points, recomputed }: History, style: Style): string {
  const series: (readonly [string, readonly (number | null)[]])[] = [
    ["as published", points.map(point => point.score)],
  ];
  if (recomputed !== null)
    series.push([`by ${recomputed.model}`, recomputed.points.map(point => point.score)]);
  const all = series.flatMap(([, scores]) => scores.filter(score => score !== null));
  if (all.length < 2) return "";
  const width = Math.max(...series.map(([name]) => name.length));
  const lines = series.map(
    ([name, scores]) =>
      `${name.padEnd(width)}  ${style.green(sparkline(scores, Math.min(...all), Math.max(...all)))}`,
  );
  return `${lines.join("\n")}\n`;
}

const BLOCKS = "▁▂▃▄▅▆▇█";

/** One block per score, the lowest at `low` and the highest at `high`; a space where there was none. */
export function sparkline(scores: readonly (number | null)[], low: number, high: number): string {
  const step = (high - low) / (BLOCKS.length - 1);
  return scores
    .map(score => (score === null ? " " : BLOCKS[step === 0 ? 3 : Math.round((score - low) / step)]!))
    .join("");
}
