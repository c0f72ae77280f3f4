// Prints how often a model's interval is right, in a few minutes, to choose its constants by:
// node scripts/tune-interval.mjs MODEL_ID|MODEL_DIR DATA_DIR [constant=value|feature.dispersion=value ...]

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { evaluateCoverage } from "../dist/app/evaluate/coverage.js";
import { coverageMarkdown } from "../dist/app/evaluate/coverage-report.js";
import { loadModel } from "../dist/app/load-model.js";
import { parseScoringModel } from "../dist/scoring/scoring-model.js";

const [modelId, dataDir, ...changes] = process.argv.slice(2);
if (!modelId || !dataDir)
  throw new Error("usage: node scripts/tune-interval.mjs MODEL_ID DATA_DIR [name=value ...]");
const read = file => JSON.parse(readFileSync(join(modelId, file), "utf8"));
const model = existsSync(join(modelId, "model.json"))
  ? parseScoringModel(read("model.json"), read("calibration.json"))
  : loadModel(modelId);
const constants = { ...model.constants };
const features = { ...model.features };
for (const change of changes) {
  const [name, value] = change.split("=");
  const [feature, key] = name.split(".");
  if (key === undefined) constants[name] = Number(value);
  else features[feature] = { ...features[feature], [key]: Number(value) };
}
const report = await evaluateCoverage({
  dataDir,
  model: { ...model, constants, features },
  modelId: [modelId, ...changes].join(" "),
  seed: 11,
  progress: () => {},
  population: { accounts: 10_000, interactions: 500_000, redraws: 5 },
});
console.log(coverageMarkdown(report).join("\n"));
