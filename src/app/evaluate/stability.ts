import { basename, join } from "node:path";
import type { Progress } from "../../domain/progress.ts";
import type { ScoringModel } from "../../scoring/scoring-model.ts";
import { DEFAULT_END_AT } from "../../simulator/options.ts";
import { simulateTo } from "../simulate-to.ts";
import { findActsFile, readActsFile } from "./acts-file.ts";
import { targetOf } from "./coverage-report.ts";
import { evidenceOfRun, type RunSource } from "./evidence-of-run.ts";
import { withFolder, withFreshEngine } from "./fresh-engine.ts";
import { regimeSource } from "./regime-source.ts";
import { type ScoreChanges, scoreChanges, scoresOf } from "./score-changes.ts";
import type { StabilityReport } from "./stability-report.ts";
import { withStrangers } from "./with-strangers.ts";

export interface StabilityOptions {
  /** Folder that may hold interactions.csv or interactions.csv.gz. */
  readonly dataDir: string;
  readonly model: ScoringModel;
  readonly modelId: string;
  readonly seed: number;
  readonly progress: Progress;
  /** By default 10,000 accounts and 700,000 interactions. */
  readonly population?: { readonly accounts: number; readonly interactions: number };
}

const DAY_MS = 86_400_000;
const POPULATION = { accounts: 10_000, interactions: 700_000 } as const;
/** Enough that the window of the earliest run is full. */
const SIMULATED_DAYS = 100;
/** How many days before the last run the others end. */
const DAYS_BEFORE = [7, 2, 1, 0] as const;
/** An account that loses its score has moved by the whole scale. */
const LOST_CHANGE = 100;
/** What may be left of rounding, points. */
const LARGEST_ROUNDING = 1e-4;

interface Series {
  days: ScoreChanges[];
  weeks: ScoreChanges[];
}

/** How far scores move from day to day and from week to week: where nothing changes but chance (a simulated population),
 *  on the acts in `dataDir` where it holds any, and when strangers are added.
 *  @throws InputProblem when there is a file of acts that cannot be used. */
export async function evaluateStability(options: StabilityOptions): Promise<StabilityReport> {
  const { dataDir, model, modelId, seed, progress, population = POPULATION } = options;
  const path = findActsFile(dataDir);
  const file = path === null ? null : { file: basename(path), ...(await fileSeries(path, model, progress)) };
  const { series, strangers } = await simulatedSeries({ ...population, seed }, model, progress);
  const median = (of: keyof ScoreChanges) => {
    const [last] = series.days.slice(-1);
    return (last?.[of] ?? null) as number | null;
  };
  return {
    suite: "stability",
    model: modelId,
    seed,
    file,
    simulated: { ...population, ...series },
    strangers,
    targets: [
      targetOf("median change a day without change of habits, points", median("median_change"), null, 1),
      targetOf("p95 change a day without change of habits, points", median("p95_change"), null, 3),
      targetOf("rank correlation of consecutive days", median("rank_correlation"), 0.98, null),
      targetOf(
        "largest change when strangers are added, points",
        strangers.largest_change,
        null,
        LARGEST_ROUNDING,
      ),
    ],
  };
}

async function fileSeries(path: string, model: ScoringModel, progress: Progress): Promise<Series> {
  return withFreshEngine(async engine => {
    const file = await readActsFile(engine, path);
    const end = Date.parse(file.toAt);
    const first = Date.parse(file.fromAt) + DAY_MS;
    const ends = [8, 7, 6, 5, 4, 3, 2, 1, 0].map(days => end - days * DAY_MS).filter(at => at >= first);
    const source = file.source("true");
    return seriesOf(
      ends.map(at => ({ engine, source, asOf: new Date(at).toISOString() })),
      model,
      progress,
    );
  });
}

async function simulatedSeries(
  { accounts, interactions, seed }: { accounts: number; interactions: number; seed: number },
  model: ScoringModel,
  progress: Progress,
): Promise<{ series: Series; strangers: StabilityReport["strangers"] }> {
  return withFolder(async folder => {
    const outDir = join(folder, "population");
    await simulateTo({ accounts, interactions, seed, days: SIMULATED_DAYS, outDir, progress });
    const source = regimeSource(outDir, "events");
    const end = Date.parse(DEFAULT_END_AT);
    return withFreshEngine(async engine => {
      const runs = DAYS_BEFORE.map(days => new Date(end - days * DAY_MS).toISOString());
      const series = await seriesOf(
        runs.map(asOf => ({ engine, source, asOf })),
        model,
        progress,
      );
      const scoresWith = async (of: RunSource["source"]) =>
        scoresOf(await evidenceOfRun({ engine, source: of, asOf: DEFAULT_END_AT }, model), model);
      const alone = await scoresWith(source);
      const joined = await scoresWith(withStrangers(source, accounts, DEFAULT_END_AT));
      const changed = [...alone].map(([account, { score }]) =>
        joined.has(account) ? Math.abs(joined.get(account)!.score - score) : LOST_CHANGE,
      );
      const largest = changed.reduce((most, change) => Math.max(most, change), 0);
      return {
        series,
        strangers: {
          added: accounts,
          accounts: alone.size,
          largest_change: alone.size === 0 ? null : largest,
        },
      };
    });
  });
}

/** Changes between consecutive days, and over a week, among runs in time order. */
async function seriesOf(
  runs: readonly RunSource[],
  model: ScoringModel,
  progress: Progress,
): Promise<Series> {
  const days: ScoreChanges[] = [];
  const weeks: ScoreChanges[] = [];
  const scored: { readonly at: string; readonly scores: ReturnType<typeof scoresOf> }[] = [];
  for (const [index, run] of runs.entries()) {
    const evidence = await evidenceOfRun(run, model, { onlyEnough: true });
    const later = { at: run.asOf, scores: scoresOf(evidence, model) };
    for (const earlier of scored) {
      const apart = (Date.parse(later.at) - Date.parse(earlier.at)) / DAY_MS;
      if (apart === 1) days.push(scoreChanges(earlier, later));
      if (apart === 7) weeks.push(scoreChanges(earlier, later));
    }
    scored.push(later);
    progress({
      step: "score day by day",
      done: index + 1,
      total: runs.length,
      unit: "days",
      isLast: index + 1 === runs.length,
    });
  }
  return { days, weeks };
}
