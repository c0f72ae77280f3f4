// Starts a model that discounts what attacks bring and forgives more of a silence, from one that does not:
//   node scripts/draft-model.mjs NEW_MODEL_ID --from MODEL_ID
// Then: node scripts/make-model.mjs NEW_MODEL_ID --pairs DIR
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { packagePath } from "../dist/platform/package-root.js";
import { ATTACK_CONSTANTS } from "./attack-constants.mjs";
import { DISPERSIONS, INTERVAL_CONSTANTS } from "./interval-constants.mjs";
import { SILENCE_CONSTANTS } from "./silence-constants.mjs";

const { positionals, values } = parseArgs({ allowPositionals: true, options: { from: { type: "string" } } });
const [modelId] = positionals;
if (!modelId || !values.from)
  throw new Error("name both models: node scripts/draft-model.mjs NEW_MODEL_ID --from MODEL_ID");
cpSync(packagePath("weights", values.from), packagePath("weights", modelId), { recursive: true });
rmSync(packagePath("weights", modelId, "evaluation.json"), { force: true });
change("model.json", file => ({
  ...file,
  id: modelId,
  features: Object.fromEntries(
    Object.entries(file.features).map(([name, shape]) => [
      name,
      { ...shape, dispersion: DISPERSIONS[name] ?? shape.dispersion },
    ]),
  ),
  constants: { ...file.constants, ...INTERVAL_CONSTANTS, ...ATTACK_CONSTANTS, ...SILENCE_CONSTANTS },
}));
change("calibration.json", file => ({ ...file, model: modelId }));

function change(name, to) {
  const path = packagePath("weights", modelId, name);
  writeFileSync(path, `${JSON.stringify(to(JSON.parse(readFileSync(path, "utf8"))), null, 2)}\n`);
}
