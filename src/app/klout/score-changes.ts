import { curveAt } from "../../lib/piecewise-curve.ts";
import { combineNetworks } from "../../scoring/combine-networks.ts";
import type { ScoringModel } from "../../scoring/scoring-model.ts";
import type { HistoryPoint } from "../../snapshot/contract.ts";

/** By how many points a score rose over spans before asOf; 0 where nothing was published at the time. */
export interface ScoreChanges {
  readonly one_day: number;
  readonly five_days: number;
  readonly week: number;
  readonly month: number;
}

const DAY_MS = 86_400_000;

/** The changes of an identity's `score` at `asOf` from the published `histories` of its accounts, which are taken together
 *  as they are linked now. A span of n days looks at what was published n to 2n days before asOf, the latest of it;
 *  scores of another model say nothing about a change and are left out. */
export function scoreChanges(
  score: number,
  asOf: string,
  histories: readonly (readonly HistoryPoint[])[],
  model: ScoringModel,
): ScoreChanges {
  const end = Date.parse(asOf);
  const over = (days: number) => {
    const [from, to] = [end - 2 * days * DAY_MS, end - days * DAY_MS];
    const then = histories
      .map(points => latestScore(points, from, to, model.id))
      .filter(point => point !== null);
    const before = together(then, model);
    return before === null ? 0 : score - before;
  };
  return { one_day: over(1), five_days: over(5), week: over(7), month: over(30) };
}

function latestScore(
  points: readonly HistoryPoint[],
  from: number,
  to: number,
  modelId: string,
): number | null {
  const within = points.filter(point => {
    const at = Date.parse(point.as_of);
    return point.model === modelId && point.score !== null && at > from && at <= to;
  });
  return within.toSorted((a, b) => Date.parse(a.as_of) - Date.parse(b.as_of)).at(-1)?.score ?? null;
}

function together(scores: readonly number[], model: ScoringModel): number | null {
  if (scores.length < 2) return scores[0] ?? null;
  const scoreToInfluence = model.calibration.influenceToScore.map(([u, score]) => [score, u] as const);
  const linked = scores.map(score => ({
    status: "scored" as const,
    reason: null,
    influence: curveAt(scoreToInfluence, score),
    variance: 0,
    coverage: 1,
  }));
  return combineNetworks(linked, model).score;
}
