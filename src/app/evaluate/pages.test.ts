import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { packagePath } from "../../platform/package-root.ts";
import { DEFAULT_MODEL_ID } from "../load-model.ts";
import { bakeOffPage } from "./bake-off.ts";
import { withCardTables } from "./card-tables.ts";
import { type EvaluationFile, evaluationFileSchema } from "./evaluation-file.ts";
import type { PairsResult } from "./pairs-result.ts";

const read = (...parts: readonly string[]) => readFileSync(packagePath(...parts), "utf8");

function published(): EvaluationFile | null {
  const path = ["weights", DEFAULT_MODEL_ID, "evaluation.json"];
  return existsSync(packagePath(...path)) ? evaluationFileSchema.parse(JSON.parse(read(...path))) : null;
}

const PAIRS: PairsResult = {
  ...{ suite: "pairs", model: "m", auc: 0.86, low: 0.84, high: 0.88, pairs: 100, accounts: 40 },
  judges: [],
  baselines: [
    { name: "weak", auc: 0.7, low: 0.65, high: 0.75 },
    { name: "close", auc: 0.865, low: 0.85, high: 0.89 },
    { name: "strong", auc: 0.95, low: 0.94, high: 0.96 },
  ],
  margins: [
    { baseline: "weak", margin: 0.16, low: 0.1, high: 0.2 },
    { baseline: "close", margin: -0.005, low: -0.02, high: 0.01 },
    { baseline: "strong", margin: -0.09, low: -0.12, high: -0.06 },
  ],
  columns_ignored: [],
  resampling: { resamples: 200, seed: 1, level: 0.9, unit: "accounts" },
  rows: { file: "pairs.csv", read: 100, used: 100, rejected: {} },
  not_run: [],
};
const EVALUATION: EvaluationFile = {
  model: "m",
  suites: {
    pairs: PAIRS,
    coverage: { suite: "coverage", coverage: 0.9, deciles: [{ decile: 1, shift: 0.5 }] },
  },
  not_run: [{ suite: "klout", reason: "no file" }],
};

it("the model card's tables and docs/bake-off.md are what the script writes from evaluation.json", () => {
  const evaluation = published();
  const card = read("MODEL_CARD.md");
  expect(card).toContain("<!-- table: headline -->");
  expect(withCardTables(card, evaluation)).toBe(card);
  expect(bakeOffPage(evaluation)).toBe(read("docs", "bake-off.md"));
});

it("the words of the bake-off follow from the figures: losses first, chance named as chance", () => {
  const page = bakeOffPage(EVALUATION);
  const losses = page.split("## Where ours loses")[1]!.split("## Every comparison")[0]!;
  expect(losses).toContain("strong by 0.090.");
  expect(losses).toContain("close by 0.0050, within what chance gives.");
  expect(losses).not.toContain("weak");
  expect(page).toContain("strong has the highest figure in AUC, not ours");
  expect(page).toContain("ahead of 1, behind 1, with no clear difference from 1");
  expect(page).toContain("| **renown** | 0.860 (0.840 to 0.880) |");
  expect(page).toContain("- klout: no file");
  const better = { ...PAIRS, auc: 0.99, baselines: [PAIRS.baselines[0]!], margins: [PAIRS.margins[0]!] };
  const winning = bakeOffPage({ ...EVALUATION, suites: { pairs: better } });
  expect(winning).toContain("No measure that was run has a higher figure");
  expect(winning).toContain("Ours has the highest figure in AUC, weak comes next");
});

it("a card's tables are replaced between their markers and nowhere else", () => {
  const page =
    "a\n<!-- table: pairs -->\nold\n<!-- /table -->\nb\n<!-- table: coverage -->\n<!-- /table -->\nc\n<!-- table: stability -->\n<!-- /table -->";
  const written = withCardTables(page, EVALUATION);
  expect(written).not.toContain("old");
  expect(written).toContain("| strong     | 0.950 (0.940 to 0.960) |");
  expect(written).toMatch(/\| coverage \| 0\.9000 \|[\s\S]*\| decile \| +shift \|/);
  expect(written).toContain("<!-- table: stability -->\n\n_Not measured for this model._");
  expect(withCardTables(written, EVALUATION)).toBe(written);
  expect(() => withCardTables("<!-- table: pairs -->", EVALUATION)).toThrow(RangeError);
});
