import type { Comparison, Pairing, RankedHandle } from "./compare-handles.ts";
import { SURE_ORDER } from "./sure-order.ts";

/** Who is surely above whom and who is tied, neighbours only; those without a score last. */
export function comparisonSentences({ accounts, ranking, pairs }: Comparison): readonly string[] {
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
  return probability > 0.995 ? "over 99 %" : `${Math.round(100 * probability)} %`;
}
