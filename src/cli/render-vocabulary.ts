import type { ScoreAnswer } from "../app/score-answer.ts";
import type { VocabularyAnswer, VocabularyName } from "../app/vocabulary-answer.ts";
import { footLines, heading, verdict } from "./render-score.ts";
import { renderTable } from "./render-table.ts";
import { bar, number, type Style, sentence } from "./style.ts";

/** The card of an account in the words of an older tool: its measures with their ranges, its style or role, what of
 *  it is Renown's, and beside it the score with its range and what it may be used for. */
export function renderVocabulary(answer: ScoreAnswer, name: VocabularyName, style: Style): string {
  const head = [heading(answer, style), verdict(answer, style), ""];
  const words = answer.vocabularies?.[name];
  const body =
    words === undefined ? ["Nothing was observed that an older tool could measure."] : bodyOf(words, style);
  return `${[...head, ...body, "", ...footLines(answer, style)].join("\n")}\n`;
}

function bodyOf(words: VocabularyAnswer, style: Style): readonly string[] {
  const rows = words.measures.map(({ label, value, unit, range, is_ours }) => [
    `${label}${is_ours ? "*" : ""}`,
    value === null ? "not known" : number(value, value < 10 ? 2 : 1),
    unit,
    range.max === null ? `${range.min} and up` : `${range.min} to ${range.max}`,
  ]);
  const table = renderTable(["Measure", "Value", "Unit", "Range"], rows, ["Value"]);
  return [
    `  In ${style.bold(words.tool)}'s words (${words.years}):`,
    "",
    ...table
      .trimEnd()
      .split("\n")
      .map(line => `  ${line}`),
    ...unknownLines(words, style),
    "",
    ...classLines(words),
    "",
    ...oursLines(words).map(style.dim),
  ];
}

function unknownLines({ measures }: VocabularyAnswer, style: Style): readonly string[] {
  const unknown = measures.filter(measure => measure.reason !== null);
  if (unknown.length === 0) return [];
  return ["", ...unknown.map(({ label, reason }) => style.dim(`  ${label}: ${reason}`))];
}

const AXIS_WIDTH = 20;

function classLines({ class: found }: VocabularyAnswer): readonly string[] {
  const kind = found.kind.charAt(0).toUpperCase() + found.kind.slice(1);
  const first =
    found.name === null ? `  ${kind}: not known. ${found.reason}` : `  ${kind}: ${found.name}*. ${found.why}`;
  const axes = found.axes.map(({ from, to, value }) => {
    const filled = value === null ? "" : bar(value, 1, AXIS_WIDTH);
    const shown = value === null ? "not known" : value.toFixed(2);
    return `    ${from.padStart(13)} ${filled.padEnd(AXIS_WIDTH, "·")} ${to.padEnd(10)} ${shown}`;
  });
  return [first, ...axes];
}

function oursLines({ measures, class: found, tool }: VocabularyAnswer): readonly string[] {
  const byText = new Map<string, string[]>();
  const named = [...measures, { label: found.kind, ours: found.ours }];
  for (const { label, ours } of named)
    if (ours !== null) byText.set(ours, [...(byText.get(ours) ?? []), label]);
  const marked = [...byText].map(([ours, labels]) => `* ${labels.join(", ")}: ${ours}.`);
  return [
    ...marked,
    sentence(
      `the words are ${tool}'s; the evidence and its date are Renown's; scales are frozen, nothing is ranked anew against this lake`,
    ),
  ];
}
