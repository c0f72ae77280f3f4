import { basename } from "node:path";
import type { Progress } from "../../domain/progress.ts";
import type { ScoringModel } from "../../scoring/scoring-model.ts";
import { findActsFile } from "./acts-file.ts";
import { type CoverageReport, targetOf } from "./coverage-report.ts";
import { REGIME_MEANING, REGIMES } from "./regime-source.ts";
import { type PopulationSize, simulatedDraws } from "./simulated-draws.ts";
import { countsFigures, truthFigures } from "./simulated-truth.ts";
import { splitHalves } from "./split-halves.ts";

export interface CoverageOptions {
  /** Folder that may hold interactions.csv or interactions.csv.gz. */
  readonly dataDir: string;
  readonly model: ScoringModel;
  readonly modelId: string;
  readonly seed: number;
  readonly progress: Progress;
  /** By default 20,000 accounts, 1,000,000 interactions and 6 redraws. */
  readonly population?: Omit<PopulationSize, "seed">;
}

const POPULATION = { accounts: 20_000, interactions: 1_000_000, redraws: 6 } as const;
const COVERED = [0.87, 0.93] as const;
const LARGEST_SHIFT = 2;

/** Whether the interval is right as often as it says: on simulated accounts whose truth is known, from events against
 *  counts, and on the two halves of the acts in `dataDir`, where it holds any.
 *  @throws InputProblem when there is a file of acts that cannot be used. */
export async function evaluateCoverage(options: CoverageOptions): Promise<CoverageReport> {
  const { dataDir, model, modelId, seed, progress, population = POPULATION } = options;
  const path = findActsFile(dataDir);
  const halves = path === null ? null : { file: basename(path), ...(await splitHalves(path, model)) };
  const draws = await simulatedDraws({ ...population, seed }, model, progress);
  const truth = REGIMES.map(regime => ({
    regime,
    shows: REGIME_MEANING[regime],
    ...truthFigures(draws, regime, population.redraws, model),
  }));
  const counts = countsFigures(draws, model);
  const shifts = counts.by_decile.map(({ median_shift }) => Math.abs(median_shift));
  const largestShift = shifts.length === 0 ? null : Math.max(...shifts);
  const insideOf = (regime: string) => truth.find(one => one.regime === regime)!.inside_share;
  return {
    suite: "coverage",
    model: modelId,
    seed,
    level: model.constants.interval_level,
    population: { ...population },
    simulated_truth: truth,
    counts_against_events: { ...counts, largest_median_shift: largestShift },
    split_halves: halves && { ...halves, by_people: [...halves.by_people] },
    targets: [
      targetOf("simulated truth inside the interval, from events", insideOf("events"), ...COVERED),
      targetOf("simulated truth inside the interval, from counts only", insideOf("counts_only"), ...COVERED),
      targetOf("split halves within the sampling interval", halves?.within_share ?? null, ...COVERED),
      targetOf("largest median shift of counts against events, points", largestShift, null, LARGEST_SHIFT),
      targetOf("score from events inside the interval from counts", counts.inside_share, COVERED[0], null),
    ],
  };
}
