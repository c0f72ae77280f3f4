import type { ExplainedPerson, Explanation } from "../app/explain-handle.ts";
import { renderChange, renderWhatIf } from "./render-change.ts";
import { contributionLines, footLines, heading, verdict } from "./render-score.ts";
import { renderTable } from "./render-table.ts";
import { dateOf, number, plain, type Style } from "./style.ts";

const TEXT_WIDTH = 60;

/** The whole reckoning of a score: every contribution, then the people and posts behind them. */
export function renderExplanation(explanation: Explanation, style: Style): string {
  const parts = [`${heading(explanation, style)}\n${verdict(explanation, style)}\n`];
  if (explanation.score !== null) parts.push(reckoning(explanation, explanation.score, style));
  if (explanation.change !== null) parts.push(renderChange(explanation.change, style));
  parts.push(people(explanation, style), posts(explanation, style), renderWhatIf(explanation, style));
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

function people({ people, score }: Explanation, style: Style): string {
  if (people.length === 0)
    return score === null ? "" : "Who acted was not observed: the score rests on counts alone.\n";
  const head = ["who", "score", "acts", "last"];
  const rows = people.map(person => [
    person.handle,
    person.score === null ? "-" : person.score.toFixed(1),
    acts(person),
    person.last_acted_at === null ? "" : dateOf(person.last_acted_at),
  ]);
  return `${style.bold("People behind it, the heaviest first")}\n${renderTable(head, rows, ["score"])}`;
}

function acts(person: ExplainedPerson): string {
  const kinds = [
    ["like", "likes", person.likes],
    ["repost", "reposts", person.reposts],
    ["reply", "replies", person.replies],
    ["quote", "quotes", person.quotes],
    ["mention", "mentions", person.mentions],
  ] as const;
  const named = kinds.filter(([, , count]) => count > 0);
  return named.map(([one, many, count]) => `${number(count)} ${count === 1 ? one : many}`).join(", ");
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
    short(post.text ?? post.post_id),
  ]);
  const head = ["posted", "likes", "reposts", "replies", "quotes", "post"];
  const table = renderTable(head, rows, ["likes", "reposts", "replies", "quotes"]);
  return `${style.bold("Posts behind it")}\n${table}`;
}

function short(text: string): string {
  const letters = [...plain(text)];
  return letters.length <= TEXT_WIDTH ? letters.join("") : `${letters.slice(0, TEXT_WIDTH - 1).join("")}…`;
}
