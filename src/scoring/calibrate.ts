import { ConfigProblem } from "../domain/errors.ts";
import { type CurvePoints, curveAt, curveProblem } from "../lib/piecewise-curve.ts";

/** One point of a calibration: `share_below` (0..1) of the population stands under `influence`. */
export interface CalibrationAnchor {
  readonly share_below: number;
  readonly influence: number;
  readonly score: number;
}

/** A frozen monotone map from influence to 0..100, with the shares of its population. */
export interface CalibrationMap {
  readonly influenceToScore: CurvePoints;
  readonly scoreToShare: CurvePoints;
}

/** The map that `anchors` describe, from score 0 to score 100.
 *  @throws ConfigProblem when influence, score or share do not rise from anchor to anchor. */
export function toCalibrationMap(name: string, anchors: readonly CalibrationAnchor[]): CalibrationMap {
  const influenceToScore = anchors.map(anchor => [anchor.influence, anchor.score] as const);
  const scoreToShare = anchors.map(anchor => [anchor.score, anchor.share_below] as const);
  const spansScale = anchors[0]?.score === 0 && anchors.at(-1)?.score === 100;
  const problem =
    curveProblem(influenceToScore) ??
    curveProblem(scoreToShare) ??
    (spansScale ? null : "must go from score 0 to score 100");
  if (problem !== null) throw new ConfigProblem(`calibration.json: ${name}: ${problem}`);
  return { influenceToScore, scoreToShare };
}

/** The score (0..100) of influence `u`: linear between anchors, 0 below the first, 100 beyond the last. */
export function calibrate(u: number, map: CalibrationMap): number {
  return curveAt(map.influenceToScore, u);
}

/** Share (0..100, in percent) of the calibration's population that scores below `score`. */
export function referencePercentile(score: number, map: CalibrationMap): number {
  return 100 * curveAt(map.scoreToShare, score);
}
