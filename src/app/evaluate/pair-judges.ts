import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fitShapes } from "../../scoring/fit/fit-shapes.ts";
import { JUDGED_FEATURES, judgedFeatures } from "../../scoring/fit/judged-features.ts";
import { JUDGED_COLUMNS, type JudgedAccount, judgedAccount } from "../../scoring/fit/judged-pair.ts";
import { scoreAccount } from "../../scoring/score-account.ts";
import { toEvidence } from "../account-evidence.ts";
import { judgedConstants } from "../fit-model.ts";
import { trainingManifest } from "../training-manifest.ts";
import { inputNameOf } from "./column-names.ts";
import { evidenceOfInputs } from "./evidence-of-inputs.ts";
import { findInput } from "./find-input.ts";
import type { JudgedPairs, PairSide } from "./pairs-rows.ts";
import type { SuiteOptions } from "./suite.ts";

/** Something of ours that judges pairs: f(A) - f(B) of each, so that above 0 says A. */
export interface PairJudge {
  readonly name: string;
  /** What it is and what it has seen of the file, for a reader of the figures. */
  readonly meaning: string;
  /** Null: this judge has nothing to say of the file. */
  readonly differences: (judged: JudgedPairs, options: SuiteOptions) => Float64Array | null;
}

/** Our judges of pairs; the first that has something to say gives the headline `auc`. */
export const PAIR_JUDGES: readonly PairJudge[] = [
  {
    name: "held_out",
    meaning:
      "The model's fitted curves, fitted again in five folds so that no pair is judged by curves that saw it: runs on the pairs that the model was fitted on.",
    differences: heldOutDifferences,
  },
  {
    name: "model",
    meaning:
      "The frozen model's latent score of each account from the columns that it knows. On the pairs that it was fitted on it has seen the answers.",
    differences: modelDifferences,
  },
];

/** The numbers of a side by Renown's names of them. */
export function inputsOfSide(side: PairSide): Record<string, number> {
  return Object.fromEntries(Object.entries(side).map(([name, value]) => [inputNameOf(name), value]));
}

function modelDifferences({ pairs, columns }: JudgedPairs, { model, modelId }: SuiteOptions): Float64Array {
  const maps = isPublishersFile(columns) ? trainingManifest(modelId)?.unit_maps : undefined;
  const latentOf = (side: PairSide) => {
    const evidence =
      maps === undefined
        ? evidenceOfInputs(inputsOfSide(side), "x", model)
        : toEvidence({
            ...judgedFeatures(toJudgedAccount(side), maps, judgedConstants(model)),
            network: "x",
            has_enough_data: true,
          });
    return scoreAccount(evidence, model).latent;
  };
  return Float64Array.from(pairs, ({ a, b }) => latentOf(a) - latentOf(b));
}

function heldOutDifferences(
  { pairs, columns }: JudgedPairs,
  { model, modelId, dataDir }: SuiteOptions,
): Float64Array | null {
  const training = trainingManifest(modelId);
  if (training === null || !isPublishersFile(columns)) return null;
  const bytes = readFileSync(findInput(dataDir, "pairs", "pairs"));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (!training.fitted_on.some(file => file.sha256 === sha256)) return null;
  const sides = pairs.flatMap(({ a, b, accountA, accountB }) => [
    [accountA, a] as const,
    [accountB, b] as const,
  ]);
  const accounts = [...new Map(sides)].sort(([a], [b]) => a - b).map(([, side]) => toJudgedAccount(side));
  const judged = pairs.map(({ accountA, accountB, isAChosen }) => ({
    a: accountA,
    b: accountB,
    isAStronger: isAChosen,
  }));
  const transforms = Object.fromEntries(
    JUDGED_FEATURES.map(name => [name, model.features[name].transform]),
  ) as Parameters<typeof fitShapes>[1]["transforms"];
  return fitShapes(
    { accounts, pairs: judged },
    {
      transforms,
      maps: training.unit_maps,
      constants: judgedConstants(model),
      seed: training.seed,
      steps: training.steps,
      smoothings: training.smoothings_tried,
    },
  ).heldOutLogits;
}

/** Whether a file has the columns, and so the units, that the curves were fitted on. */
function isPublishersFile(columns: readonly string[]): boolean {
  return JUDGED_COLUMNS.every(name => columns.includes(name));
}

function toJudgedAccount(side: PairSide): JudgedAccount {
  return judgedAccount(JUDGED_COLUMNS.map(column => side[column]!));
}
