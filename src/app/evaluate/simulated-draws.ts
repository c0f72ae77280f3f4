import { join } from "node:path";
import type { Progress } from "../../domain/progress.ts";
import type { AccountEvidence } from "../../scoring/account-evidence.ts";
import type { ScoringModel } from "../../scoring/scoring-model.ts";
import { DEFAULT_END_AT } from "../../simulator/options.ts";
import { simulateTo } from "../simulate-to.ts";
import { evidenceOfRun } from "./evidence-of-run.ts";
import { ExpectedFeatures } from "./expected-features.ts";
import { withFolder, withFreshEngine } from "./fresh-engine.ts";
import { REGIMES, type Regime, regimeSource } from "./regime-source.ts";

/** Size and seed of a simulated population, and how often its acts are drawn anew. */
export interface PopulationSize {
  readonly accounts: number;
  readonly interactions: number;
  readonly seed: number;
  /** Draws that the truth is the mean of; the draw that is scored is none of them. */
  readonly redraws: number;
}

/** One draw of a population seen under each regime, and what its features are expected to be. */
export interface SimulatedDraws {
  readonly byRegime: Readonly<Record<Regime, ReadonlyMap<string, AccountEvidence>>>;
  readonly expected: ExpectedFeatures;
}

/** Far from each other, so that no act of one draw meets its twin in the next. */
const ACT_SEED_STEP = 1_000_003;

/** One draw of the acts of a simulated population, scored as each regime shows it, and the features expected of the
 *  same accounts, posts and tastes: means over `redraws` other draws of the acts. */
export async function simulatedDraws(
  size: PopulationSize,
  model: ScoringModel,
  progress: Progress,
): Promise<SimulatedDraws> {
  const total = size.redraws + 1;
  const report = (done: number) =>
    progress({ step: "draw simulated acts", done, total, unit: "draws", isLast: done === total });
  const byRegime = await drawnUnder(REGIMES, size, 0, model);
  report(1);
  const expected = new ExpectedFeatures(model);
  for (let draw = 1; draw <= size.redraws; draw++) {
    const { events } = await drawnUnder(["events"], size, draw, model);
    expected.add(events);
    report(draw + 1);
  }
  return { byRegime, expected };
}

async function drawnUnder<Shown extends Regime>(
  regimes: readonly Shown[],
  { accounts, interactions, seed }: PopulationSize,
  draw: number,
  model: ScoringModel,
): Promise<Record<Shown, ReadonlyMap<string, AccountEvidence>>> {
  return withFolder(async folder => {
    const outDir = join(folder, "population");
    const actSeed = seed + draw * ACT_SEED_STEP;
    await simulateTo({ accounts, interactions, seed, actSeed, outDir, progress: () => {} });
    const seen: [Shown, ReadonlyMap<string, AccountEvidence>][] = [];
    for (const regime of regimes) {
      const evidence = await withFreshEngine(engine =>
        evidenceOfRun({ engine, source: regimeSource(outDir, regime), asOf: DEFAULT_END_AT }, model),
      );
      seen.push([regime, evidence]);
    }
    return Object.fromEntries(seen) as Record<Shown, ReadonlyMap<string, AccountEvidence>>;
  });
}
