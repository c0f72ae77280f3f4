import type { ScoreAnswer } from "../../app/score-answer.ts";
import type { CardValues } from "./card.ts";

/** What the share card of an answer says. */
export function cardValues(answer: ScoreAnswer): CardValues {
  const { handle, network, account_id, coverage, as_of, model, intended_use } = answer;
  return {
    name: answer.networks[0]?.display_name ?? null,
    handle,
    id: `${network}:${account_id}`,
    range: answer.score === null ? null : answer.interval,
    meaning: answer.score === null ? (answer.reason ?? "") : meaningOf(answer),
    coverage,
    as_of,
    model,
    intended_use,
  };
}

/** The percentile in words: in this lake where it was counted, else in the reference population. */
function meaningOf({ percentiles }: ScoreAnswer): string {
  const known = (population: string) =>
    percentiles.find(one => one.population === population && one.percentile !== null);
  const among = known("lake") ?? known("reference");
  if (among === undefined || among.percentile === null) return "What this means among others is not known.";
  return `People act on what it posts more than on ${shareOf(among.percentile)} of ${counted(among.size)} ${among.description}.`;
}

function shareOf(percentile: number): string {
  if (percentile > 99) return `${Math.min(99.9, percentile).toFixed(1)} %`;
  return percentile < 1 ? "under 1 %" : `${Math.round(percentile)} %`;
}

function counted(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
