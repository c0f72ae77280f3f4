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

/** What each known attack gains its buyer and costs honest bystanders, beside what it gains on simpler measures: on a
 *  simulated population and, where `dataDir` holds any, among real acts.
 *  @throws InputProblem when there is a file of acts that cannot be used. */
export async function evaluateAttacks(options: AttacksOptions): Promise<AttacksResult> {
  const { model, modelId, seed, progress, attacks = ATTACKS, buyersCount = BUYERS } = options;
  const accounts = options.accounts ?? ACCOUNTS;
  const shared = { model, seed, attacks, buyersCount, progress };
  const populations: AttackedPopulation[] = [await attackSimulated(accounts, shared)];
  const path = actsPath(options.dataDir);
  if (path !== null)
    populations.push(
      await withFreshEngine(async engine => {
        const file = await readActsFile(engine, path);
        return attackPopulation(engine, {
          ...shared,
          name: "acts of the file",
          source: file.source("true"),
          countsSource: null,
          asOf: file.toAt,
        });
      }),
    );
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

async function attackSimulated(
  accounts: number,
  shared: Pick<SuiteOptions, "model" | "seed" | "progress"> & {
    readonly attacks: readonly Attack[];
    readonly buyersCount: number;
  },
): Promise<AttackedPopulation> {
  return withFolder(async folder => {
    const outDir = join(folder, "population");
    const interactions = accounts * INTERACTIONS_PER_ACCOUNT;
    await simulateTo({ accounts, interactions, seed: shared.seed, outDir, progress: shared.progress });
    return withFreshEngine(engine =>
      attackPopulation(engine, {
        ...shared,
        name: "simulated",
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
