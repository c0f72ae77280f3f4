import type { Progress } from "../../domain/progress.ts";
import type { ScoringModel } from "../../scoring/scoring-model.ts";

/** What every suite of the evaluation is given. */
export interface SuiteOptions {
  /** Folder that holds the file of the suite, or the file itself. */
  readonly dataDir: string;
  readonly model: ScoringModel;
  readonly modelId: string;
  /** Seed of every resample. */
  readonly seed: number;
  /** Where the forecast begins, UTC ISO; null when not given. */
  readonly splitAt: string | null;
  /** Size of a simulated population; the suite's own when null or absent. */
  readonly accounts?: number | null;
  /** Whether acts of a few days are also spread over the whole window, in suites that plant something among them. */
  readonly spreadOverWindow?: boolean;
  readonly progress: Progress;
}

/** What a suite answers: an object with its name, keys as documented in docs/evaluation.md. */
export interface SuiteResult {
  readonly suite: string;
}

/** A suite of the evaluation. */
export type Suite = (options: SuiteOptions) => Promise<SuiteResult>;

/** Share of resamples that an interval of the evaluation holds. */
export const INTERVAL_LEVEL = 0.9;

/** How many resamples an interval of the evaluation rests on. */
export const RESAMPLES = 200;
