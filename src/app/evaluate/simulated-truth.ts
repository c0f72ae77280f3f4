import { calibrate } from "../../scoring/calibrate.ts";
import { scoreAccount } from "../../scoring/score-account.ts";
import type { ScoringModel } from "../../scoring/scoring-model.ts";
import { type IntervalCheck, type IntervalFigures, intervalFigures } from "./interval-figures.ts";
import type { Regime } from "./regime-source.ts";
import type { SimulatedDraws } from "./simulated-draws.ts";

/** How often the interval of the drawn data, seen as `regime` shows it, holds the score of the expected features.
 *  The truth is a mean of `redraws` draws and so has noise of its own; distances shrink by what that adds to them. */
export function truthFigures(
  { byRegime, expected }: SimulatedDraws,
  regime: Regime,
  redraws: number,
  model: ScoringModel,
): IntervalFigures {
  const checks: IntervalCheck[] = [];
  for (const [account, evidence] of byRegime[regime]) {
    const whole = byRegime.events.get(account);
    const features = expected.of(account);
    if (!evidence.hasEnoughEvidence || whole === undefined || features === null) continue;
    const drawn = scoreAccount(evidence, model);
    const truth = scoreAccount({ ...whole, features }, model);
    const noise = scoreAccount(whole, model).variance / redraws;
    const shrink = Math.sqrt(drawn.variance / (drawn.variance + noise));
    const influence = drawn.influence + (truth.influence - drawn.influence) * shrink;
    const other = calibrate(influence, model.calibration);
    const { score } = drawn;
    checks.push({ score: score!, ...drawn.interval!, other, orderedBy: other });
  }
  return intervalFigures(checks);
}

/** How often the interval from counts alone holds the score from events, and how far the two lie apart, by decile of
 *  the score from events; accounts that have enough data in both. */
export function countsFigures({ byRegime }: SimulatedDraws, model: ScoringModel): IntervalFigures {
  const checks: IntervalCheck[] = [];
  for (const [account, counts] of byRegime.counts_only) {
    const events = byRegime.events.get(account);
    if (!counts.hasEnoughEvidence || !events?.hasEnoughEvidence) continue;
    const drawn = scoreAccount(counts, model);
    const other = scoreAccount(events, model).score!;
    checks.push({ score: drawn.score!, ...drawn.interval!, other, orderedBy: other });
  }
  return intervalFigures(checks);
}
