import { spearman } from "../../lib/metrics/spearman.ts";
import { quantile } from "../../lib/quantile.ts";
import type { AccountEvidence } from "../../scoring/account-evidence.ts";
import type { ScoreInterval } from "../../scoring/account-score.ts";
import { scoreAccount } from "../../scoring/score-account.ts";
import type { ScoringModel } from "../../scoring/scoring-model.ts";
import { rounded } from "./interval-figures.ts";

/** A score with its interval, by account. */
export type ScoresByAccount = ReadonlyMap<string, ScoreInterval & { readonly score: number }>;

/** How far scores moved from one run to a later one, over the accounts that both score; null where there are none. */
export interface ScoreChanges {
  readonly from_at: string;
  readonly to_at: string;
  readonly accounts: number;
  /** Points. */
  readonly median_change: number | null;
  readonly p95_change: number | null;
  readonly largest_change: number | null;
  /** Spearman's, between the two runs. */
  readonly rank_correlation: number | null;
  /** Share of accounts whose later score lies outside the earlier interval. */
  readonly outside_share: number | null;
}

/** The scores of the accounts of `evidence` that have enough data. */
export function scoresOf(
  evidence: ReadonlyMap<string, AccountEvidence>,
  model: ScoringModel,
): ScoresByAccount {
  const scores = new Map<string, ScoreInterval & { readonly score: number }>();
  for (const [account, one] of evidence) {
    const { score, interval } = scoreAccount(one, model);
    if (score !== null) scores.set(account, { score, ...interval! });
  }
  return scores;
}

/** How far scores moved between two runs. */
export function scoreChanges(
  earlier: { readonly at: string; readonly scores: ScoresByAccount },
  later: { readonly at: string; readonly scores: ScoresByAccount },
): ScoreChanges {
  const pairs = [...earlier.scores].flatMap(([account, before]) => {
    const after = later.scores.get(account);
    return after === undefined ? [] : [{ before, after }];
  });
  const changes = pairs
    .map(({ before, after }) => Math.abs(after.score - before.score))
    .sort((a, b) => a - b);
  const outside = pairs.filter(({ before, after }) => after.score < before.low || after.score > before.high);
  const ranks = spearman(
    Float64Array.from(pairs, ({ before }) => before.score),
    Float64Array.from(pairs, ({ after }) => after.score),
  );
  const orNull = (value: number) => (Number.isNaN(value) ? null : rounded(value));
  return {
    from_at: earlier.at,
    to_at: later.at,
    accounts: pairs.length,
    median_change: orNull(quantile(changes, 0.5)),
    p95_change: orNull(quantile(changes, 0.95)),
    largest_change: orNull(quantile(changes, 1)),
    rank_correlation: ranks === null ? null : rounded(ranks),
    outside_share: pairs.length === 0 ? null : rounded(outside.length / pairs.length),
  };
}
