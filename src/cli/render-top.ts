import type { TopEntry, TopList } from "../app/top-list.ts";
import { renderTable } from "./render-table.ts";
import { dateOf, number, percent, type Style, sentence } from "./style.ts";

const HEAD = ["rank", "who", "score", "±", "range", "coverage", "networks"];

/** A leaderboard: places, scores with their range, who is tied in words, and what the numbers belong to. */
export function renderTop(top: TopList, style: Style): string {
  const rows = top.entries.map(entry => [
    String(entry.rank),
    entry.handles.join(", "),
    entry.score.toFixed(1),
    ((entry.high - entry.low) / 2).toFixed(1),
    `${entry.low.toFixed(1)} to ${entry.high.toFixed(1)}`,
    percent(entry.coverage),
    entry.networks.join(", "),
  ]);
  const table =
    rows.length === 0 ? "Nobody is ranked yet.\n" : renderTable(HEAD, rows, ["rank", "score", "±"]);
  const foot = [...tiedSentences(top.entries), stampLine(top), sentence(top.intended_use)];
  return `${table}\n${foot.map(line => style.dim(line)).join("\n")}\n`;
}

/** Which places are tied, in words; empty when every order is sure. */
export function tiedSentences(
  entries: readonly Pick<TopEntry, "tied_from" | "tied_to">[],
): readonly string[] {
  const groups = new Map<number, Pick<TopEntry, "tied_from" | "tied_to">[]>();
  for (const entry of entries) groups.set(entry.tied_from, [...(groups.get(entry.tied_from) ?? []), entry]);
  return [...groups.values()]
    .map(group => group[0]!)
    .filter(({ tied_from, tied_to }) => tied_to > tied_from)
    .map(({ tied_from, tied_to }) => tiedSentence(tied_from, tied_to));
}

function tiedSentence(from: number, to: number): string {
  if (to === from + 1) return `Places ${from} and ${to} are tied: their order is less than 90 % sure.`;
  return `Places ${from} to ${to} are tied: none of them is 90 % sure to be below place ${from}.`;
}

function stampLine(top: TopList): string {
  const { description, size } = top.population;
  return `As of ${dateOf(top.as_of)}, model ${top.model}, ${top.run_id}; ranked: ${number(size)} ${description}.`;
}
