import { basename, resolve } from "node:path";
import {
  type AuthenticityFitSummary,
  fitAuthenticityModel,
} from "../../app/authenticity/fit-authenticity-model.ts";
import { type FitSummary, fitModel } from "../../app/fit-model.ts";
import { ConfigProblem, EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";
import { readCount } from "../option-values.ts";
import { renderTable } from "../render-table.ts";

export interface FitFlags {
  readonly out: string;
  readonly model?: string;
  readonly seed?: string;
}

/** Fits the curves of the judged features on pairs of accounts, or (`authenticity`) those of profiles on labelled
 *  accounts, and writes a model folder. */
export const fit: Command<[what: string, flags: FitFlags]> = async (context, what, flags) => {
  if (what !== "score" && what !== "authenticity")
    throw new ConfigProblem(`There is nothing called "${what}" to fit. Say score or authenticity.`);
  if (!context.isDataDirGiven)
    throw new ConfigProblem(
      what === "score"
        ? "Name the folder that holds pairs.csv: renown fit --data DIR --out DIR."
        : "Name the folder that holds accounts.csv: renown fit authenticity --data DIR --out DIR.",
    );
  if (what === "authenticity") return fitAuthenticity(context, flags);
  const summary = await fitModel({
    dataDir: context.dataDir,
    outDir: flags.out,
    progress: context.progress.report,
    ...(flags.model !== undefined && { baseModelId: flags.model }),
    ...(flags.seed !== undefined && { seed: readCount("--seed", flags.seed) }),
  });
  print(context, summary, renderFit);
  return EXIT.ok;
};

const fitAuthenticity: Command<[flags: FitFlags]> = async (context, flags) => {
  const summary = await fitAuthenticityModel({
    dataDir: context.dataDir,
    outDir: flags.out,
    id: flags.model ?? basename(resolve(flags.out)),
    progress: context.progress.report,
    ...(flags.seed !== undefined && { seed: readCount("--seed", flags.seed) }),
  });
  print(context, summary, renderAuthenticityFit);
  return EXIT.ok;
};

function renderAuthenticityFit(summary: AuthenticityFitSummary): string {
  return [
    `Fitted ${summary.model} on ${summary.accounts} labelled accounts (${summary.rejected_rows} rows rejected).`,
    `Held out (5 folds): AUC ${summary.auc.toFixed(4)}, expected calibration error ${summary.calibration_error.toFixed(4)}; smoothing ${summary.smoothing}.`,
    `Wrote authenticity.json and training.json to ${summary.out}.`,
  ].join("\n");
}

function renderFit(summary: FitSummary): string {
  const auc = (value: number) => value.toFixed(4);
  return [
    `Fitted on ${summary.pairs} pairs of ${summary.accounts} accounts (${summary.rejected_rows} rows rejected).`,
    "",
    renderTable(
      ["Pairs held out", "AUC"],
      [
        ["one by one (5 folds)", auc(summary.auc_ungrouped)],
        ["with all pairs of their accounts (5 folds)", auc(summary.auc_grouped)],
        ["none: the pairs it was fitted on", auc(summary.auc_in_sample)],
      ],
    ),
    "",
    `Chosen by grouped log loss: smoothing ${summary.smoothing}, lists_per_reaction ${summary.lists_per_reaction}.`,
    `Wrote model.json, training.json and shapes.svg to ${summary.out}; features not in the data keep the curves of ${summary.base_model}.`,
  ].join("\n");
}
