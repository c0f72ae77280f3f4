// Prints how often a model's interval is right, in a few minutes, to choose its constants by:
// node scripts/tune-interval.mjs MODEL_ID DATA_DIR [constant=value|feature.dispersion=value ...] [--halves]

import { evaluateCoverage } from "../dist/app/evaluate/coverage.js";
import { coverageMarkdown } from "../dist/app/evaluate/coverage-report.js";
import { loadModel } from "../dist/app/load-model.js";

const [modelId, dataDir, ...changes] = process.argv.slice(2);
if (!modelId || !dataDir)
  throw new Error("usage: node scripts/tune-interval.mjs MODEL_ID DATA_DIR [name=value ...]");
const model = loadModel(modelId);
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
