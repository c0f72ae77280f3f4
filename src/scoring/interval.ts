import type { ScoreInterval } from "./account-score.ts";
import { calibrate } from "./calibrate.ts";
import type { ScoringModel } from "./scoring-model.ts";

/** The range of scores around influence `u` that holds the true one with the model's `interval_level`; the
 *  influence is taken as normal, and the score lies inside. */
export function interval(u: number, variance: number, model: ScoringModel): ScoreInterval {
  const margin = model.intervalDeviations * Math.sqrt(variance);
  return {
    low: calibrate(u - margin, model.calibration),
    high: calibrate(u + margin, model.calibration),
    level: model.constants.interval_level,
  };
}
