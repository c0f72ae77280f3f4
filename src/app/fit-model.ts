import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { InputProblem } from "../domain/errors.ts";
import type { Progress } from "../domain/progress.ts";
import { packagePath } from "../platform/package-root.ts";
import { drawShapes } from "../scoring/fit/draw-shapes.ts";
import { type FittedShapes, fitShapes } from "../scoring/fit/fit-shapes.ts";
import {
  fitUnitMaps,
  JUDGED_FEATURES,
  type JudgedConstants,
  type ReferenceAccount,
  type UnitMaps,
} from "../scoring/fit/judged-features.ts";
import { JUDGED_COLUMNS, type JudgedPairs, toJudgedPairs } from "../scoring/fit/judged-pair.ts";
import type { ScoringModel } from "../scoring/scoring-model.ts";
import { findInput } from "./evaluate/find-input.ts";
import { readTable } from "./evaluate/read-table.ts";
import { loadModel } from "./load-model.ts";

export const FIT_SEED = 20_261_123;
const STEPS = 12;
const SMOOTHINGS = [1, 3, 10, 30, 100] as const;
const LISTS_PER_REACTION = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5] as const;

/** What `renown fit` did. */
export interface FitSummary {
  readonly out: string;
  readonly base_model: string;
  readonly pairs: number;
  readonly accounts: number;
  readonly rejected_rows: number;
  readonly auc_ungrouped: number;
  readonly auc_grouped: number;
  readonly auc_in_sample: number;
  readonly smoothing: number;
  readonly lists_per_reaction: number;
}

/** Fits the judged features' curves on DIR/pairs.csv and writes to `outDir`: model.json (the base model with those curves),
 *  training.json (what was fitted, on what, how well) and shapes.svg (the curves).
 *  @throws InputProblem when pairs.csv is missing, lacks a column or has no usable row. */
export async function fitModel(options: {
  readonly dataDir: string;
  readonly outDir: string;
  readonly baseModelId?: string;
  readonly seed?: number;
  readonly progress: Progress;
}): Promise<FitSummary> {
  const seed = options.seed ?? FIT_SEED;
  const base = loadModel(options.baseModelId);
  const path = findInput(options.dataDir, "fit", "pairs");
  const table = await readTable(path);
  const missing = ["A", "B"]
    .flatMap(side => JUDGED_COLUMNS.map(column => `${side}_${column}`))
    .concat("Choice")
    .filter(column => !table.columns.includes(column));
  if (missing.length > 0)
    throw new InputProblem(
      `${path} lacks the columns ${missing.join(", ")}; its layout is in docs/evaluation.md.`,
    );
  const { judged, rejected } = toJudgedPairs(table.records);
  if (judged.pairs.length < 100)
    throw new InputProblem(`${path} has ${judged.pairs.length} usable rows; a fit needs at least 100.`);
  const maps = fitUnitMaps(judged.accounts, await referenceAccounts(base.id));
  const { constants, fitted } = bestFit(judged, maps, base, seed, options.progress);
  mkdirSync(options.outDir, { recursive: true });
  const write = (name: string, text: string) => writeFileSync(join(options.outDir, name), text);
  write("model.json", `${JSON.stringify(withCurves(base.id, fitted, constants), null, 2)}\n`);
  write(
    "training.json",
    `${JSON.stringify(
      {
        model: base.id,
        schema_version: 2,
        method:
          "monotone piecewise linear curves, logistic on f(A) - f(B), Newton with bounds; smoothing and lists_per_reaction by grouped log loss",
        fitted_on: [
          {
            name: basename(path),
            sha256: createHash("sha256").update(readFileSync(path)).digest("hex"),
            rows: table.records.length,
            rejected_rows: rejected.length,
            pairs: judged.pairs.length,
            accounts: judged.accounts.length,
          },
        ],
        fitted_features: JUDGED_FEATURES,
        seed,
        folds: { count: 5, grouped_by: "account: a held-out pair has an account that no fitted pair has" },
        steps: STEPS,
        smoothings_tried: SMOOTHINGS,
        smoothing: fitted.smoothing,
        lists_per_reaction_tried: LISTS_PER_REACTION,
        lists_per_reaction: constants.lists_per_reaction,
        held_out: [fitted.grouped, fitted.ungrouped],
        auc_in_sample: fitted.auc_in_sample,
        unit_maps: {
          meaning:
            "[publisher's value, ours] at equal quantiles among accounts with as many followers; logarithmic between, in proportion beyond",
          ...maps,
        },
        curves: fitted.knots,
      },
      null,
      2,
    )}\n`,
  );
  write("shapes.svg", drawShapes(fitted.knots));
  return {
    out: options.outDir,
    base_model: base.id,
    pairs: judged.pairs.length,
    accounts: judged.accounts.length,
    rejected_rows: rejected.length,
    auc_ungrouped: fitted.ungrouped.auc,
    auc_grouped: fitted.grouped.auc,
    auc_in_sample: fitted.auc_in_sample,
    smoothing: fitted.smoothing,
    lists_per_reaction: constants.lists_per_reaction,
  };
}

/** The accounts that units are matched with, from the model's reference-accounts.csv.
 *  @throws InputProblem when the model has no such file. */
export async function referenceAccounts(modelId: string): Promise<readonly ReferenceAccount[]> {
  const table = await readTable(packagePath("weights", modelId, "reference-accounts.csv"));
  return table.records.map(record => ({
    followers_count: Number(record["followers_count"]),
    reposts_per_original: Number(record["reposts_per_original"]),
    reactions_count: Number(record["reactions_count"]),
  }));
}

function bestFit(
  judged: JudgedPairs,
  maps: UnitMaps,
  base: ScoringModel,
  seed: number,
  progress: Progress,
): { readonly constants: JudgedConstants; readonly fitted: FittedShapes } {
  const transforms = Object.fromEntries(
    JUDGED_FEATURES.map(name => [name, base.features[name].transform]),
  ) as Parameters<typeof fitShapes>[1]["transforms"];
  let best: { constants: JudgedConstants; fitted: FittedShapes } | null = null;
  for (const [tried, lists_per_reaction] of LISTS_PER_REACTION.entries()) {
    const constants = { ...judgedConstants(base), lists_per_reaction };
    const fitted = fitShapes(judged, {
      transforms,
      maps,
      constants,
      seed,
      steps: STEPS,
      smoothings: SMOOTHINGS,
    });
    if (best === null || fitted.grouped.log_loss < best.fitted.grouped.log_loss) best = { constants, fitted };
    const done = tried + 1;
    progress({
      step: "fit curves",
      done,
      total: LISTS_PER_REACTION.length,
      unit: "settings",
      isLast: done === LISTS_PER_REACTION.length,
    });
  }
  return best!;
}

/** The constants of a model that shape its judged features. */
export function judgedConstants({ constants }: ScoringModel): JudgedConstants {
  const { reach_per_reaction, reach_per_list, lists_per_reaction, following_prior } = constants;
  return { reach_per_reaction, reach_per_list, lists_per_reaction, following_prior };
}

/** model.json of the base with the fitted curves, rounded to six decimals. */
function withCurves(baseId: string, { knots }: FittedShapes, constants: JudgedConstants): unknown {
  const file = JSON.parse(readFileSync(packagePath("weights", baseId, "model.json"), "utf8"));
  for (const name of JUDGED_FEATURES)
    file.features[name].knots = knots[name].map(([x, latent]) => [round(x), round(latent)]);
  file.constants.lists_per_reaction.value = constants.lists_per_reaction;
  return file;
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
