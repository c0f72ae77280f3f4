// Simulates the reference population, scores it with the model's shapes, and writes the model's calibration.json.
// Only for a model that is not published yet: node scripts/freeze-calibration.mjs MODEL_ID
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toEvidence } from "../dist/app/account-evidence.js";
import { computeRun } from "../dist/app/compute-run.js";
import { loadModel } from "../dist/app/load-model.js";
import { openEngine } from "../dist/app/open-engine.js";
import { simulateTo } from "../dist/app/simulate-to.js";
import { TABLES } from "../dist/domain/interchange/schema.js";
import { PAID_FEATURE_NAMES } from "../dist/features/registry.js";
import { packagePath } from "../dist/platform/package-root.js";
import { fitCalibration } from "../dist/scoring/fit/fit-calibration.js";
import { scoreAccount } from "../dist/scoring/score-account.js";
import { transform } from "../dist/scoring/transform.js";

const POPULATION = { accounts: 100_000, interactions: 5_000_000, seed: 20_261_101 };
const AS_OF = "2026-10-31T00:00:00.000Z";

const modelId = process.argv[2];
if (!modelId) throw new Error("name the model: node scripts/freeze-calibration.mjs MODEL_ID");
const scratch = mkdtempSync(join(tmpdir(), "renown-calibration-"));
const progress = ({ step, isLast }) => isLast && console.error(`${step}: done`);
try {
  const outDir = join(scratch, "population");
  await simulateTo({ ...POPULATION, outDir, progress });
  const engine = await openEngine(join(scratch, "spill"));
  const source = table =>
    `SELECT *, CAST(${TABLES[table].dayColumn} AS DATE) AS day FROM read_parquet('${outDir}/${table}/*.parquet')`;
  const model = loadModel(modelId);
  await computeRun(engine, source, { asOf: AS_OF, model, progress });
  const rows = await engine.rows("SELECT * FROM account_features WHERE has_enough_data AND network = 'x'");
  const scores = rows.map(row => scoreAccount(toEvidence(row), model));
  const file = fitCalibration(scores, model, {
    description: "Simulated accounts with enough data on X",
    date: AS_OF.slice(0, 10),
    method:
      `renown simulate --accounts ${POPULATION.accounts} --interactions ${POPULATION.interactions} ` +
      `--seed ${POPULATION.seed}, all models and PeopleRank; quantiles of the influence of accounts with enough data, tail extrapolated`,
  });
  writeFileSync(packagePath("weights", modelId, "calibration.json"), `${JSON.stringify(file, null, 2)}\n`);
  // What the shapes of model.json call reference and spread, as this population has them.
  for (const name of PAID_FEATURE_NAMES) {
    const values = rows.map(row => row[name]).filter(value => value !== null);
    const positions = values
      .map(value => transform(value, model.features[name].transform))
      .sort((a, b) => a - b);
    const mean = positions.reduce((sum, x) => sum + x, 0) / positions.length;
    const spread = Math.sqrt(positions.reduce((sum, x) => sum + (x - mean) ** 2, 0) / positions.length);
    const at = share => values.sort((a, b) => a - b)[Math.floor(share * (values.length - 1))];
    console.log(name, { p50: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1), mean, spread });
  }
  await engine.close();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
const hashesPath = packagePath("weights", "hashes.json");
const hashes = JSON.parse(readFileSync(hashesPath, "utf8"));
hashes[modelId] = Object.fromEntries(
  readdirSync(packagePath("weights", modelId))
    .sort()
    .map(name => [
      name,
      createHash("sha256")
        .update(readFileSync(packagePath("weights", modelId, name)))
        .digest("hex"),
    ]),
);
writeFileSync(hashesPath, `${JSON.stringify(hashes, null, 2)}\n`);
