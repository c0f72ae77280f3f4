import type { Explanation } from "../app/explain-handle.ts";
import type { ScoreOutcome } from "../app/score-handles.ts";
import type { DemoSummary } from "../app/summaries.ts";
import type { TopList } from "../app/top-list.ts";
import { renderRun } from "./commands/run.ts";
import { renderExplanation } from "./render-explanation.ts";
import { renderTable } from "./render-table.ts";
import { renderTop } from "./render-top.ts";
import { plain, type Style } from "./style.ts";

/** Everything that the demo shows. */
export interface ShownDemo {
  readonly summary: DemoSummary;
  readonly top: TopList;
  readonly cast: readonly ScoreOutcome[];
  readonly explanation: Explanation;
}

/** The demo for a person: the run, a ranked table, the cast, one explained score, where to look next. */
export function renderDemo({ summary, top, cast, explanation }: ShownDemo, style: Style): string {
  return [
    renderRun(summary.run),
    `${style.bold("Who moves people in this fictional town")}\n${renderTop(top, style)}`,
    `${style.bold("The cast, all invented")}\n${castTable(summary, cast)}`,
    `${style.bold("One score, explained")}\n${renderExplanation(explanation, style)}`,
    nextSteps(summary.dataDir, style),
  ].join("\n");
}

function castTable({ cast }: DemoSummary, outcomes: readonly ScoreOutcome[]): string {
  const rows = cast.map(({ handle, note }, i) => [handle, ...scoreOf(outcomes[i]), plain(note)]);
  return renderTable(["who", "score", "range", "note"], rows, ["score"]);
}

function scoreOf(outcome: ScoreOutcome | undefined): readonly [string, string] {
  if (outcome === undefined || "error" in outcome) return ["-", ""];
  const { score, interval } = outcome.answer;
  if (score === null || interval === null) return ["-", "no score"];
  return [score.toFixed(1), `${interval.low.toFixed(1)} to ${interval.high.toFixed(1)}`];
}

function nextSteps(dataDir: string, style: Style): string {
  return [
    style.bold("Where to look next"),
    `  export RENOWN_DATA=${dataDir}`,
    "  renown score x:@maya_rivers          a score with its range, parts and percentiles",
    "  renown explain x:@luma               every contribution, the people and the posts behind it",
    "  renown compare x:@tomas_lindqvist x:@ines_okafor",
    "  renown import PATH                   your own data or X archive: docs/interchange.md, docs/networks/x.md",
    "  docs/answers.md                      what people asked of such a score, and the command that answers it",
    "",
  ].join("\n");
}
