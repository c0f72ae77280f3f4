// Measures the estimate of authenticity and writes weights/<model>/evaluation.json and the tables of docs/authenticity.md:
// node scripts/write-authenticity.mjs [--pages-only | --check]
// --pages-only writes the page from the evaluation.json that is there; --check compares it. Data: RENOWN_EVALUATION_DATA, else ../shared/data.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AUTHENTICITY_MODEL_ID } from "../dist/app/authenticity/load-authenticity-model.js";
import { withAuthenticityTables } from "../dist/app/evaluate/authenticity-page.js";
import { authenticityResultSchema } from "../dist/app/evaluate/authenticity-result.js";
import { evaluateSuite } from "../dist/app/evaluate/evaluate-suite.js";
import { packagePath } from "../dist/platform/package-root.js";

const words = process.argv.slice(2);
const file = packagePath("weights", AUTHENTICITY_MODEL_ID, "evaluation.json");
const page = packagePath("docs", "authenticity.md");
if (!words.includes("--check") && !words.includes("--pages-only")) {
  const result = await evaluateSuite("authenticity", {
    dataDir: join(process.env.RENOWN_EVALUATION_DATA ?? packagePath("..", "shared", "data"), "bots"),
    modelId: null,
    seed: 1,
    splitAt: null,
    progress: () => {},
  });
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
}
const result = authenticityResultSchema.parse(JSON.parse(readFileSync(file, "utf8")));
const before = readFileSync(page, "utf8");
const after = withAuthenticityTables(before, result);
if (!words.includes("--check")) writeFileSync(page, after);
else if (before !== after) {
  console.error("out of date: docs/authenticity.md. Run `node scripts/write-authenticity.mjs --pages-only`.");
  process.exitCode = 1;
}
