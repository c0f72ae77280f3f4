import type { PaidGroup } from "../features/feature.ts";
import type { PaidFeatureName } from "../features/registry.ts";

/** A range of scores (0..100) that holds the true one with probability `level`. */
export interface ScoreInterval {
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

/** What one feature adds to the latent score, relative to the reference account. */
export interface Contribution {
  readonly feature: PaidFeatureName;
  /** As observed; null when it was not, and then `isImputed`. */
  readonly value: number | null;
  readonly unit: string;
  /** Latent points above (or below) what the reference account gets for this feature. */
  readonly latent: number;
  /** Score points: `latent` times the mean slope of the calibration between the reference and the score.
   *  All points and the score of the reference account sum to the score. */
  readonly points: number;
  readonly isImputed: boolean;
}

/** Of an account without a score: why, and how much could be observed. */
export interface Unscored {
  readonly status: "not_enough_data";
  readonly reason: string;
  readonly score: null;
  readonly interval: null;
  /** Share (0..1) of the evidence that could be observed. */
  readonly coverage: number;
}

/** The score of one account on one network. */
export interface AccountScore {
  readonly status: "scored" | "not_enough_data";
  /** Why there is no score; null when there is one. */
  readonly reason: string | null;
  /** 0..100, null when there is too little evidence. */
  readonly score: number | null;
  readonly interval: ScoreInterval | null;
  /** Bias plus the sum of the contributions; computed even where the evidence is too little. */
  readonly latent: number;
  /** u: the latent on the one scale that all networks share. */
  readonly influence: number;
  /** Variance of `influence`. */
  readonly variance: number;
  /** Share (0..1) of the evidence that could be observed. */
  readonly coverage: number;
  /** 0..100 each, percentile-shaped like the score. */
  readonly subscores: Readonly<Record<PaidGroup, number>>;
  /** One per paid feature, in registry order. */
  readonly contributions: readonly Contribution[];
}
