import type { AnswerContribution, AnswerPercentile, NetworkScore, ScoreAnswer } from "../app/score-answer.ts";
import { audienceLines } from "./render-audience.ts";
import { qualityLines } from "./render-qualities.ts";
import { bar, dateOf, dayOf, number, percent, phrase, plain, type Style, sentence, signed } from "./style.ts";
import { topicLines } from "./topic-lines.ts";

const REASONS_SHOWN = 4;
/** A percentile among fewer says little. */
const ENOUGH_TO_COMPARE = 20;

/** The score card of an answer: number, range, parts, percentiles, strongest reasons, and what goes with it. */
export function renderScore(answer: ScoreAnswer, style: Style): string {
  const lines = [heading(answer, style), verdict(answer, style)];
  if (answer.subscores !== null) {
    const { reach, amplification, network_impact } = answer.subscores;
    lines.push(
      "",
      `  Reach ${number(reach)}   Amplification ${number(amplification)}   Network impact ${number(network_impact)}`,
    );
  }
  const compared = answer.percentiles.filter(({ size }) => size >= ENOUGH_TO_COMPARE);
  if (compared.length > 0) lines.push("", ...compared.map(percentileLine));
  if (answer.contributions.length > 0)
    lines.push(
      "",
      "  What it is made of, compared with the reference account:",
      ...reasonLines(answer, style),
    );
  lines.push(
    ...audienceLines(answer),
    ...qualityLines(answer),
    ...topicLines(answer),
    ...linkedLines(answer),
    "",
    ...footLines(answer, style),
  );
  return `${lines.join("\n")}\n`;
}

/** Name and handle of the account. */
export function heading(answer: ScoreAnswer, style: Style): string {
  const name = answer.networks[0]?.display_name ?? null;
  return style.bold(plain(name === null ? answer.handle : `${answer.handle} · ${name}`));
}

/** Score with its range and coverage, or why there is none. */
export function verdict(answer: ScoreAnswer, style: Style): string {
  const coverage = `coverage ${percent(answer.coverage)}`;
  const when = `as of ${dateOf(answer.as_of)}, ${answer.basis === "published" ? "published" : "computed on demand"}`;
  if (answer.score === null || answer.interval === null)
    return `${style.yellow("Not enough data.")} ${answer.reason ?? ""}\n${coverage}, ${when}`;
  const { low, high, level } = answer.interval;
  const range = `${low.toFixed(1)} to ${high.toFixed(1)} with ${percent(level)} certainty`;
  return `Score ${style.bold(answer.score.toFixed(1))} (${range}), ${coverage}, ${when}`;
}

/** The model and what the number may be used for; they go with every number. */
export function footLines(answer: ScoreAnswer, style: Style): readonly string[] {
  return [
    ...answer.notes.map(note => style.dim(`Note: ${note}`)),
    style.dim(`Model ${answer.model}. ${sentence(answer.intended_use)}`),
  ];
}

/** A line for each contribution of `parts`: points, bar, sentence. */
export function contributionLines(parts: readonly AnswerContribution[], style: Style): readonly string[] {
  const largest = Math.max(...parts.map(part => Math.abs(part.points)));
  return parts.map(part => {
    const paint = part.points < 0 ? style.red : style.green;
    const blocks = bar(Math.abs(part.points), largest).padEnd(16);
    return `  ${signed(part.points).padStart(6)} ${paint(blocks)} ${part.sentence}`;
  });
}

function reasonLines(answer: ScoreAnswer, style: Style): readonly string[] {
  const sorted = answer.contributions.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const shown = contributionLines(sorted.slice(0, REASONS_SHOWN), style);
  const rest = sorted.length - shown.length;
  const more = `         and ${rest} more: renown explain ${answer.handle}`;
  return rest > 0 ? [...shown, style.dim(more)] : shown;
}

const POPULATIONS: Readonly<Record<AnswerPercentile["population"], string>> = {
  reference: "the reference population",
  lake: "this lake",
  similar_audience: "those with half to double the audience",
};

function percentileLine({ population, percentile, description, size, date }: AnswerPercentile): string {
  const who = POPULATIONS[population];
  const counted = `${number(size)} ${phrase(description)}; ${dateOf(date)}`;
  return `  Above ${(percentile ?? 0).toFixed(1)} % of ${who} (${counted})`;
}

/** The identity's score and what each account gives to it, the strongest first; empty for an account that is not linked. */
export function linkedLines(answer: ScoreAnswer): readonly string[] {
  if (answer.networks.length < 2 || answer.identity === null) return [];
  const { score, interval } = answer.identity;
  const total =
    score === null || interval === null
      ? "not enough data"
      : `${score.toFixed(1)} (${interval.low.toFixed(1)} to ${interval.high.toFixed(1)})`;
  const sorted = answer.networks.toSorted((a, b) => weightOf(b) - weightOf(a));
  return ["", `  All networks together: ${total}`, ...sorted.map(one => `    ${plain(linkedLine(one))}`)];
}

/** Order of accounts: the strongest, then by what each adds. */
function weightOf({ score, added_points }: NetworkScore): number {
  return score === null ? -1 : (added_points ?? Number.POSITIVE_INFINITY);
}

function linkedLine({ handle, score, added_points, linked_at }: NetworkScore): string {
  if (score === null) return `${handle}: adds nothing, not enough data of its own`;
  if (added_points === null) return `${handle}: ${score.toFixed(1)}, the strongest`;
  const since = linked_at === null ? "" : ` since ${dayOf(linked_at)}`;
  return `${handle}: +${added_points.toFixed(1)}${since}, ${score.toFixed(1)} by itself`;
}
