import { scoreAccount } from "../../scoring/score-account.ts";
import { inputNameOf } from "./column-names.ts";
import { evidenceOfInputs } from "./evidence-of-inputs.ts";
import type { JudgedPairs, PairSide } from "./pairs-rows.ts";
import type { SuiteOptions } from "./suite.ts";

/** Something of ours that judges pairs: f(A) - f(B) of each, so that above 0 says A. */
export interface PairJudge {
  readonly name: string;
  /** What it is and what it has seen of the file, for a reader of the figures. */
  readonly meaning: string;
  readonly differences: (judged: JudgedPairs, options: SuiteOptions) => Float64Array;
}

/** Our judges of pairs; the first gives the headline `auc`. */
export const PAIR_JUDGES: readonly PairJudge[] = [
  {
    name: "model",
    meaning:
      "The frozen model's latent score of each account from the columns that it knows, read as if they were in its own units.",
    differences: ({ pairs }, { model }) => {
      const latentOf = (side: PairSide) =>
        scoreAccount(evidenceOfInputs(inputsOfSide(side), "x", model), model).latent;
      return Float64Array.from(pairs, ({ a, b }) => latentOf(a) - latentOf(b));
    },
  },
];

/** The numbers of a side by Renown's names of them. */
export function inputsOfSide(side: PairSide): Record<string, number> {
  return Object.fromEntries(Object.entries(side).map(([name, value]) => [inputNameOf(name), value]));
}
