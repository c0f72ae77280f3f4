import type { AccountScore, ScoreInterval, Unscored } from "./account-score.ts";
import { calibrate } from "./calibrate.ts";
import { interval } from "./interval.ts";
import type { ScoringModel } from "./scoring-model.ts";

/** What combining needs of the score of one account. */
export type LinkedScore =
  | Pick<Unscored, "status" | "reason" | "coverage">
  | (CountedScore & Pick<AccountScore, "reason">);

/** What it needs of one that counts. */
export type CountedScore = Pick<AccountScore, "status" | "influence" | "variance" | "coverage">;

/** Whether an account had enough data to count. */
export function isCounted(score: LinkedScore): score is CountedScore & Pick<AccountScore, "reason"> {
  return score.status === "scored";
}

/** What an identity's networks come to together. */
export interface CombinedScore {
  readonly status: "scored" | "not_enough_data";
  /** Why there is no score; null when there is one. */
  readonly reason: string | null;
  readonly score: number | null;
  readonly interval: ScoreInterval | null;
  readonly influence: number;
  readonly variance: number;
  /** Mean coverage (0..1) of the networks that count, weighted by what each gives to the influence. */
  readonly coverage: number;
}

/** Influence above no attention that may be rounding alone. */
const ROUNDING = 1e-6;

/** The score of an identity from the scores of its accounts, in any order:
 *  u = ln(e^u1 + Σ (e^uk − e^u0)₊), the strongest network whole and every other by what it has above no attention.
 *  Linking never lowers; accounts nobody acts on and accounts without enough data add nothing. An identity none
 *  of whose accounts has enough data has no score, and the influence of no attention. */
export function combineNetworks(scores: readonly LinkedScore[], model: ScoringModel): CombinedScore {
  const counted = scores.filter(isCounted).toSorted(strongestFirst);
  const [strongest, ...others] = counted;
  if (strongest === undefined) return withoutScore(scores, model);
  // Everything is taken relative to the strongest, so that no power overflows.
  const shareOf = (u: number) => Math.exp(u - strongest.influence);
  const extra = others.map(({ influence }) =>
    influence - model.noAttention > ROUNDING ? shareOf(influence) - shareOf(model.noAttention) : 0,
  );
  const total = extra.reduce((sum, share) => sum + share, 1);
  const parts = counted.map((score, index) => ({
    score,
    share: (index === 0 || extra[index - 1]! > 0 ? shareOf(score.influence) : 0) / total,
    weight: (index === 0 ? 1 : extra[index - 1]!) / total,
  }));
  const influence = strongest.influence + Math.log(total);
  const variance = parts.reduce((sum, part) => sum + part.share ** 2 * part.score.variance, 0);
  return {
    status: "scored",
    reason: null,
    score: calibrate(influence, model.calibration),
    interval: interval(influence, variance, model),
    influence,
    variance,
    coverage: Math.min(
      1,
      parts.reduce((sum, part) => sum + part.weight * part.score.coverage, 0),
    ),
  };
}

function strongestFirst(a: CountedScore, b: CountedScore): number {
  return b.influence - a.influence || a.variance - b.variance || a.coverage - b.coverage;
}

function withoutScore(scores: readonly LinkedScore[], model: ScoringModel): CombinedScore {
  return {
    status: "not_enough_data",
    reason: scores[0]?.reason ?? "No account belongs to it.",
    score: null,
    interval: null,
    influence: model.noAttention,
    variance: 0,
    coverage: scores.reduce((best, score) => Math.max(best, score.coverage), 0),
  };
}
