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

/** Fits the curves of the judged features on pairs of accounts and writes a model folder. */
export const fit: Command<[flags: FitFlags]> = async (context, flags) => {
  if (!context.isDataDirGiven)
    throw new ConfigProblem("Name the folder that holds pairs.csv: renown fit --data DIR --out DIR.");
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
