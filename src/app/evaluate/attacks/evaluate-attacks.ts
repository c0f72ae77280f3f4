import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { ATTACKS } from "../../../simulator/attacks/attack-list.ts";
import type { Attack } from "../../../simulator/attacks/scene.ts";
import { DEFAULT_END_AT } from "../../../simulator/options.ts";
import { simulateTo } from "../../simulate-to.ts";
import { findActsFile, readActsFile } from "../acts-file.ts";
import { withFolder, withFreshEngine } from "../fresh-engine.ts";
import { regimeSource } from "../regime-source.ts";
import type { SuiteOptions } from "../suite.ts";
import { attackTargets } from "./attack-targets.ts";
import { attackPopulation } from "./attacked-population.ts";
import type { AttackedPopulation, AttacksResult } from "./attacks-result.ts";
import { daysOf, spreadOverWindow } from "./spread-over-window.ts";

const ACCOUNTS = 100_000;
const INTERACTIONS_PER_ACCOUNT = 50;
const BUYERS = 3;

export interface AttacksOptions extends Omit<SuiteOptions, "splitAt" | "dataDir"> {
  /** Folder that may hold the acts of real people, itself or in its folder higgs; null: simulated people only. */
  readonly dataDir: string | null;
  /** Simulated accounts; 100,000 when null or absent. */
  readonly accounts?: number | null;
  readonly attacks?: readonly Attack[];
  readonly buyersCount?: number;
}

interface Shared extends Pick<SuiteOptions, "model" | "seed" | "progress"> {
  readonly attacks: readonly Attack[];
  readonly buyersCount: number;
}

/** What each known attack gains its buyer and costs honest bystanders, beside what it gains on simpler measures: on a
 *  simulated population and, where `dataDir` holds any, among real acts, on request also spread over the whole window.
 *  @throws InputProblem when there is a file of acts that cannot be used, ConfigProblem when it fills the window already. */
export async function evaluateAttacks(options: AttacksOptions): Promise<AttacksResult> {
  const { model, modelId, seed, progress, attacks = ATTACKS, buyersCount = BUYERS } = options;
  const shared = { model, seed, attacks, buyersCount, progress };
  const path = actsPath(options.dataDir);
  // A file that cannot be used is said before the long part.
  const real = path === null ? [] : await attackRealActs(path, options.spreadOverWindow ?? false, shared);
  const populations = [await attackSimulated(options.accounts ?? ACCOUNTS, shared), ...real];
  return {
    suite: "attacks",
    model: modelId,
    seed,
    populations,
    targets: attackTargets(populations),
    not_run:
      path === null
        ? [{ name: "real acts", reason: "the folder holds no interactions.csv (or .csv.gz)" }]
        : [],
  };
}

async function attackRealActs(
  path: string,
  isAlsoSpread: boolean,
  shared: Shared,
): Promise<readonly AttackedPopulation[]> {
  return withFreshEngine(async engine => {
    const file = await readActsFile(engine, path);
    const days = await daysOf(engine, file);
    const windowDays = shared.model.constants.window_days;
    const populations = [
      {
        file,
        name: "acts of the file",
        says: `real acts of ${days} days and nothing watched before: what attacks gain in a young lake, where whoever was not watched is not suspected`,
      },
    ];
    if (isAlsoSpread)
      populations.push({
        file: await spreadOverWindow(engine, file, windowDays),
        name: "acts of the file, spread over the window",
        says: `the same real acts with their ${days} days stretched over the ${windowDays} of the window, all of them watched: what attacks of weeks gain among real people once the discounts are in full; who acts on whom is real, the pace is not`,
      });
    const attacked: AttackedPopulation[] = [];
    for (const { file, name, says } of populations)
      attacked.push(
        await attackPopulation(engine, {
          ...shared,
          ...{ name, says },
          source: file.source("true"),
          countsSource: null,
          asOf: file.toAt,
        }),
      );
    return attacked;
  });
}

async function attackSimulated(accounts: number, shared: Shared): Promise<AttackedPopulation> {
  return withFolder(async folder => {
    const outDir = join(folder, "population");
    const interactions = accounts * INTERACTIONS_PER_ACCOUNT;
    await simulateTo({ accounts, interactions, seed: shared.seed, outDir, progress: shared.progress });
    return withFreshEngine(engine =>
      attackPopulation(engine, {
        ...shared,
        name: "simulated",
        says: "people, posts and acts drawn by the simulator, every act of the window watched: what attacks gain in a lake that is known well",
        source: regimeSource(outDir, "events"),
        countsSource: regimeSource(outDir, "counts_only"),
        asOf: DEFAULT_END_AT,
      }),
    );
  });
}

function actsPath(dataDir: string | null): string | null {
  const folders = dataDir === null ? [] : [dataDir, join(dataDir, "higgs")];
  for (const folder of folders) {
    if (!existsSync(folder) || !statSync(folder).isDirectory()) continue;
    const path = findActsFile(folder);
    if (path !== null) return path;
  }
  return null;
}
