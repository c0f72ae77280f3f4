import { markdownTable } from "../../lib/markdown-table.ts";
import { type Comparison, comparisonsOf, type Figure, type Rival, verdictOf } from "./comparisons.ts";
import type { EvaluationFile } from "./evaluation-file.ts";

/** docs/bake-off.md: which measure predicts what, and where ours loses. Every sentence on who is ahead follows from the figures;
 *  null (nothing measured yet) gives a page that says so. */
export function bakeOffPage(evaluation: EvaluationFile | null): string {
  if (evaluation === null)
    return `${HEAD}\nNothing was measured for the current model yet: \`node scripts/write-evaluation.mjs\`.\n`;
  const comparisons = comparisonsOf(evaluation);
  const parts = [
    HEAD,
    `Model: ${evaluation.model}. Brackets hold 90 % intervals from seeded resamples; a margin is ours less theirs on the same resamples. "Ahead" and\n` +
      '"behind" are said only where the whole interval of the margin is on that side of 0.\n',
    "## Where ours loses\n",
    losses(comparisons),
    "## Every comparison\n",
    ...comparisons.map(section),
  ];
  if (evaluation.not_run.length > 0) {
    const lines = evaluation.not_run.map(({ suite, reason }) => `- ${suite}: ${reason}`);
    parts.push("## Not run\n", `${lines.join("\n")}\n`);
  }
  return parts.join("\n");
}

const HEAD = `# Bake-off

Which measure predicts what. Written by \`node scripts/write-evaluation.mjs\` from \`evaluation.json\` of the model; what each figure is and how to
run it on other data: [evaluation.md](evaluation.md).
`;

/** A figure with its interval in brackets. */
export function figureText({ value, low, high }: Pick<Figure, "value" | "low" | "high">): string {
  if (value === null) return "–";
  return low === null || high === null
    ? digits(value)
    : `${digits(value)} (${digits(low)} to ${digits(high)})`;
}

/** The table of a comparison: ours first, then the others from the best down. */
export function comparisonTable({ metric, ours, rivals }: Comparison): string {
  const sorted = rivals.toSorted((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity));
  return markdownTable(
    ["measure", metric, "our margin", "ours is"],
    [
      [`**${ours.name}**`, figureText(ours), "", ""],
      ...sorted.map(rival => [rival.name, figureText(rival), marginText(rival), verdictOf(rival)]),
    ],
  );
}

function section(comparison: Comparison): string {
  return `### ${comparison.question}: ${comparison.metric}\n\n${summary(comparison)}\n\n${comparisonTable(comparison)}\n`;
}

function summary({ ours, rivals, metric }: Comparison): string {
  const best = rivals.reduce<Rival | null>(
    (top, rival) => ((rival.value ?? -Infinity) > (top?.value ?? -Infinity) ? rival : top),
    null,
  );
  if (best === null || best.value === null || ours.value === null) return "There is nothing to compare with.";
  const first =
    ours.value > best.value ? "Ours has the highest figure" : `${best.name} has the highest figure`;
  const second = ours.value > best.value ? `${best.name} comes next` : "not ours";
  const behind = rivals.filter(rival => verdictOf(rival) === "behind").length;
  const unclear = rivals.filter(rival => verdictOf(rival) === "no clear difference").length;
  const ahead = rivals.length - behind - unclear;
  return (
    `${first} in ${metric}, ${second}: our margin over ${best.name} is ${marginText(best)}. ` +
    `Against ${rivals.length} measures ours is ahead of ${ahead}, behind ${behind}, with no clear difference from ${unclear}.`
  );
}

function losses(comparisons: readonly Comparison[]): string {
  const lines = comparisons.flatMap(({ question, metric, rivals }) =>
    rivals
      .filter(({ margin }) => margin !== null && margin < 0)
      .map(
        rival =>
          `- ${question} ${metric}: ${rival.name} by ${digits(-rival.margin!)}` +
          (verdictOf(rival) === "behind" ? "." : ", within what chance gives."),
      ),
  );
  if (lines.length === 0) return "No measure that was run has a higher figure in any comparison below.\n";
  return `${lines.join("\n")}\n`;
}

function marginText({ margin, marginLow, marginHigh }: Rival): string {
  return figureText({ value: margin, low: marginLow, high: marginHigh });
}

function digits(value: number): string {
  return value.toFixed(Math.abs(value) < 0.01 ? 4 : 3).replace("-", "−");
}
