import type { BriefAnswer } from "../app/brief-answer.ts";
import type { Comparison } from "../app/compare-handles.ts";
import { comparisonSentences } from "../app/comparison-sentences.ts";
import { renderTable } from "./render-table.ts";
import { dateOf, number, percent, plain, type Style, sentence } from "./style.ts";

/** Accounts side by side, what sets them apart, and how sure their order is. */
export function renderComparison(comparison: Comparison, style: Style): string {
  const { accounts } = comparison;
  const head = ["", ...accounts.map(account => account.handle)];
  const line = (label: string, cell: (account: BriefAnswer) => string) => [label, ...accounts.map(cell)];
  const rows = [
    line("score", account => (account.score === null ? "not enough data" : account.score.toFixed(1))),
    line("range", ({ interval }) =>
      interval === null ? "-" : `${interval.low.toFixed(1)} to ${interval.high.toFixed(1)}`,
    ),
    line("coverage", account => percent(account.coverage)),
    line("reach", account => subscore(account, "reach")),
    line("amplification", account => subscore(account, "amplification")),
    line("network impact", account => subscore(account, "network_impact")),
    ...featureRows(accounts),
  ];
  const stamp = `As of ${[...new Set(accounts.map(account => dateOf(account.as_of)))].join(", ")}, model ${accounts[0]?.model}.`;
  const foot = [stamp, sentence(comparison.intended_use)].map(text => style.dim(text));
  return `${renderTable(head, rows)}\n${[...comparisonSentences(comparison).map(plain), ...foot].join("\n")}\n`;
}

function featureRows(accounts: readonly BriefAnswer[]): readonly string[][] {
  const names = [...new Set(accounts.flatMap(account => account.contributions.map(part => part.feature)))];
  return names.map(name => [
    name.replaceAll("_", " "),
    ...accounts.map(account => {
      const part = account.contributions.find(one => one.feature === name);
      if (part === undefined) return "-";
      return part.value === null ? "not observed" : number(part.value, 2);
    }),
  ]);
}

function subscore(account: BriefAnswer, name: keyof NonNullable<BriefAnswer["subscores"]>): string {
  return account.subscores === null ? "-" : number(account.subscores[name]);
}
