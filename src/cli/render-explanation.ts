import type { Explanation } from "../app/explain-handle.ts";
import { renderAudienceQuality } from "./render-audience.ts";
import { renderChange, renderWhatIf } from "./render-change.ts";
import { momentsTable, peopleTable } from "./render-people.ts";
import { renderQualities } from "./render-qualities.ts";
import { contributionLines, footLines, heading, linkedLines, verdict } from "./render-score.ts";
import { renderTable } from "./render-table.ts";
import { actsOf, dateOf, number, type Style, shortened } from "./style.ts";

const TEXT_WIDTH = 60;

/** The whole reckoning of a score: every contribution, then the people and posts behind them. */
export function renderExplanation(explanation: Explanation, style: Style): string {
  const parts = [`${heading(explanation, style)}\n${verdict(explanation, style)}\n`];
  if (explanation.score !== null) parts.push(reckoning(explanation, explanation.score, style));
  if (explanation.change !== null) parts.push(renderChange(explanation.change, style));
  parts.push(beside(explanation, style), people(explanation, style), posts(explanation, style));
  parts.push(...around(explanation, style));
  parts.push(renderWhatIf(explanation, style));
  parts.push(renderAudienceQuality(explanation.authenticity, style));
  parts.push(renderQualities(explanation.qualities, style));
  parts.push(...networks(explanation));
  parts.push(`${footLines(explanation, style).join("\n")}\n`);
  return parts.filter(part => part !== "").join("\n");
}

function reckoning(explanation: Explanation, score: number, style: Style): string {
  const sorted = explanation.contributions.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const lines = [
    style.bold("Reckoning"),
    `  ${explanation.baseline_score.toFixed(1).padStart(6)} ${" ".repeat(16)} The reference account`,
    ...contributionLines(sorted, style),
    `  ${score.toFixed(1).padStart(6)} ${" ".repeat(16)} Score`,
  ];
  return `${lines.join("\n")}\n`;
}

/** Observed features that are shown and never paid, in one paragraph. */
function beside({ shown }: Explanation, style: Style): string {
  const observed = shown.filter(({ value }) => value !== null).map(({ sentence }) => sentence);
  if (observed.length === 0) return "";
  return `${style.bold("Shown beside the score, never part of it")}\n${observed.join(". ")}.\n`;
}

/** The first moments and people on each side; commands of their own list more. */
function around({ handle, moments, moved_by, moves }: Explanation, style: Style): readonly string[] {
  const section = (title: string, command: string, table: string) =>
    `${style.bold(title)} ${style.dim(`(more: renown ${command} ${handle})`)}\n${table}`;
  const sections: string[] = [];
  if (moments.length > 0) sections.push(section("Its moments", "moments", momentsTable(moments, false)));
  if (moved_by.length > 0) sections.push(section("Who moves it", "influencers", peopleTable(moved_by)));
  if (moves.length > 0) sections.push(section("Whom it moves", "influencees", peopleTable(moves)));
  return sections;
}

function networks(explanation: Explanation): readonly string[] {
  const lines = linkedLines(explanation);
  return lines.length === 0 ? [] : [`${lines.slice(1).join("\n")}\n`];
}

function people({ people, score }: Explanation, style: Style): string {
  if (people.length === 0)
    return score === null ? "" : "Who acted was not observed: the score rests on counts alone.\n";
  const head = ["who", "score", "acts", "last"];
  const rows = people.map(person => [
    person.handle,
    person.score === null ? "-" : person.score.toFixed(1),
    actsOf(person),
    person.last_acted_at === null ? "" : dateOf(person.last_acted_at),
  ]);
  return `${style.bold("People behind it, the heaviest first")}\n${renderTable(head, rows, ["score"])}`;
}

function posts({ posts }: Explanation, style: Style): string {
  if (posts.length === 0) return "";
  const count = (value: number | null) => (value === null ? "?" : number(value));
  const rows = posts.map(post => [
    post.posted_at === null ? "" : dateOf(post.posted_at),
    count(post.like_count),
    count(post.repost_count),
    count(post.reply_count),
    count(post.quote_count),
    shortened(post.text ?? post.post_id, TEXT_WIDTH),
  ]);
  const head = ["posted", "likes", "reposts", "replies", "quotes", "post"];
  const table = renderTable(head, rows, ["likes", "reposts", "replies", "quotes"]);
  return `${style.bold("Posts behind it")}\n${table}`;
}
