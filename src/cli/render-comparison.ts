import type { Comparison, Pairing, RankedHandle } from "../app/compare-handles.ts";
import type { ScoreAnswer } from "../app/score-answer.ts";
import { SURE_ORDER } from "../app/sure-order.ts";
import { renderTable } from "./render-table.ts";
import { dateOf, number, percent, plain, type Style, sentence } from "./style.ts";

/** Accounts side by side, what sets them apart, and how sure their order is. */
export function renderComparison(comparison: Comparison, style: Style): string {
  const { accounts } = comparison;
  const head = ["", ...accounts.map(account => account.handle)];
  const line = (label: string, cell: (account: ScoreAnswer) => string) => [label, ...accounts.map(cell)];
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
  return `${renderTable(head, rows)}\n${[...orderSentences(comparison).map(plain), ...foot].join("\n")}\n`;
}

function featureRows(accounts: readonly ScoreAnswer[]): readonly string[][] {
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

function subscore(account: ScoreAnswer, name: keyof NonNullable<ScoreAnswer["subscores"]>): string {
  return account.subscores === null ? "-" : number(account.subscores[name]);
}

/** Who is surely above whom and who is tied, neighbours only; those without a score last. */
function orderSentences({ accounts, ranking, pairs }: Comparison): readonly string[] {
  const sentences = groupsOf(ranking).flatMap((group, i, groups) => {
    const next = groups[i + 1]?.[0];
    const tied = group.length > 1 ? [tiedSentence(group)] : [];
    return next === undefined ? tied : [...tied, aboveSentence(group, next, pairs)];
  });
  const unscored = accounts.filter(account => account.score === null);
  return [
    ...sentences,
    ...unscored.map(({ handle }) => `${handle} has not enough data and stands in no order.`),
  ];
}

function groupsOf(ranking: readonly RankedHandle[]): readonly (readonly RankedHandle[])[] {
  const firsts = [...new Set(ranking.map(place => place.tied_from))];
  return firsts.map(first => ranking.filter(place => place.tied_from === first));
}

function tiedSentence(group: readonly RankedHandle[]): string {
  const [first, last] = [group[0]!, group.at(-1)!];
  const names = group.map(place => place.handle);
  const listed = `${names.slice(0, -1).join(", ")} and ${last.handle}`;
  return group.length === 2
    ? `${listed} are tied: that ${first.handle} is above is only ${sureText(first.probability_above_next ?? 0)} sure.`
    : `${listed} are tied: none of them is 90 % sure to be below ${first.handle}.`;
}

/** That the first of a group is above the first of the next, and whether its last surely is too. */
function aboveSentence(
  group: readonly RankedHandle[],
  next: RankedHandle,
  pairs: readonly Pairing[],
): string {
  const [first, last] = [group[0]!, group.at(-1)!];
  const said = `${first.handle} is above ${next.handle}: ${sureText(probabilityOf(first, next, pairs))} sure`;
  const isLastSure = (last.probability_above_next ?? 1) >= SURE_ORDER;
  return isLastSure ? `${said}.` : `${said}; ${last.handle} is not surely so.`;
}

function probabilityOf(above: RankedHandle, below: RankedHandle, pairs: readonly Pairing[]): number {
  const isPair = ({ first, second }: Pairing, a: RankedHandle, b: RankedHandle) =>
    first === a.handle && second === b.handle;
  const asked = pairs.find(pair => isPair(pair, above, below))?.probability_first_above;
  if (asked !== undefined && asked !== null) return asked;
  return 1 - (pairs.find(pair => isPair(pair, below, above))?.probability_first_above ?? 1);
}

/** A probability in whole percent that never claims certainty. */
function sureText(probability: number): string {
  return probability > 0.995 ? "over 99 %" : percent(probability);
}
