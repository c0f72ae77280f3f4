import type { PaidGroup } from "../features/feature.ts";
import { type PaidFeatureName, paidFeatureNamed } from "../features/registry.ts";
import { type SentenceKey, sentenceKeyOf } from "../features/sentence.ts";
import type { AccountScore } from "./account-score.ts";
import { calibrate } from "./calibrate.ts";
import type { ScoringModel } from "./scoring-model.ts";

/** One reason for a score, as data; `featureSentence` of the registry turns it into words. */
export interface Reason {
  readonly feature: PaidFeatureName;
  readonly group: PaidGroup;
  readonly value: number | null;
  readonly unit: string;
  readonly latent: number;
  /** Score points above (or below) the reference account. */
  readonly points: number;
  readonly isImputed: boolean;
  readonly sentenceKey: SentenceKey;
}

/** A score taken apart: `baseline` and the points of all reasons sum to the score. */
export interface Explanation {
  /** Score of the reference account, that every reason starts from. */
  readonly baseline: number;
  /** One per paid feature, the one that moves the score most first. */
  readonly reasons: readonly Reason[];
}

/** What a score is made of, strongest reason first (equal ones in registry order). */
export function explain(score: AccountScore, model: ScoringModel): Explanation {
  const reasons = score.contributions.map(part => ({
    feature: part.feature,
    group: paidFeatureNamed(part.feature).group,
    value: part.value,
    unit: part.unit,
    latent: part.latent,
    points: part.points,
    isImputed: part.isImputed,
    sentenceKey: sentenceKeyOf(part.feature, part.value),
  }));
  const points = reasons.reduce((sum, reason) => sum + reason.points, 0);
  return {
    baseline: calibrate(score.influence, model.calibration) - points,
    reasons: reasons.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points)),
  };
}
