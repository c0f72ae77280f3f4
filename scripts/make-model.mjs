// Makes the weights of a model that is not published yet, from a documented simulated population and judged pairs:
//   node scripts/make-model.mjs MODEL_ID --pairs DIR [--features FILE.parquet] [--save-features FILE.parquet]
// 1 features of the reference population  2 units and curves from the pairs  3 the weight of the hand-set curves
// 4 references, and means and covariances of contributions  5 the calibration  6 hashes.
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { toEvidence } from "../dist/app/account-evidence.js";
import { computeRun } from "../dist/app/compute-run.js";
import { fitModel } from "../dist/app/fit-model.js";
import { openEngine } from "../dist/app/open-engine.js";
import { simulateTo } from "../dist/app/simulate-to.js";
import { TABLES } from "../dist/domain/interchange/schema.js";
import { curveAt } from "../dist/lib/piecewise-curve.js";
import { packagePath } from "../dist/platform/package-root.js";
import { contributionAt } from "../dist/scoring/contributions.js";
import { fitCalibration } from "../dist/scoring/fit/fit-calibration.js";
import { JUDGED_FEATURES } from "../dist/scoring/fit/judged-features.js";
import { regressionFor } from "../dist/scoring/regression.js";
import { scoreAccount } from "../dist/scoring/score-account.js";
import { parseScoringModel } from "../dist/scoring/scoring-model.js";
import { transform } from "../dist/scoring/transform.js";
import { HAND_SET_CURVES } from "./hand-set-curves.mjs";

const POPULATION = { accounts: 100_000, interactions: 20_000_000, seed: 20_261_101 };
const AS_OF = "2026-10-31T00:00:00.000Z";
const REFERENCE_ACCOUNTS = 2000;
const WINDOW_DAYS = 90;
/** How far hand-set curves move an account of the population, as a share of how far fitted ones do. */
const HAND_SET_SHARE = 0.3;
/** Features that only single acts can tell. */
const ACT_FEATURES = ["engaged_people", "mentions_per_day", "people_rank", "notable_engagers_count"];

const { positionals, values: flags } = parseArgs({
  allowPositionals: true,
  options: {
    pairs: { type: "string" },
    features: { type: "string" },
    "save-features": { type: "string" },
  },
});
const modelId = positionals[0];
if (!modelId || !flags.pairs)
  throw new Error("name the model and the pairs: node scripts/make-model.mjs MODEL_ID --pairs DIR");
const path = name => packagePath("weights", modelId, name);
const readModel = () => JSON.parse(readFileSync(path("model.json"), "utf8"));
// Read anew each time: the program itself keeps published models, which never change, and this one does.
const currentModel = () =>
  parseScoringModel(readModel(), JSON.parse(readFileSync(path("calibration.json"), "utf8")));
const writeJson = (name, value) => writeFileSync(path(name), `${JSON.stringify(value, null, 2)}\n`);
const round = (value, digits = 6) => Number(value.toFixed(digits));
const progress = ({ step, isLast }) => isLast && console.error(`${step}: done`);

dropContributions();
let rows = await populationRows();
writeReferenceAccounts(rows);
const summary = await fitModel({ dataDir: flags.pairs, outDir: path(""), baseModelId: modelId, progress });
console.log(summary);
// The cap on lists is chosen by the fit: lists of the population are counted again under it.
rows = rows.map(row => withCap(row, summary.lists_per_reaction));
const scored = rows.filter(row => row.has_enough_data && row.network === "x");
weighHandSet(scored);
setReferences(scored);
setContributions(scored);
setBend(scored);
const model = currentModel();
const scores = scored.map(row => scoreAccount(toEvidence(row), model));
writeJson(
  "calibration.json",
  fitCalibration(scores, model, {
    description: "Simulated accounts with enough data on X",
    date: AS_OF.slice(0, 10),
    method:
      `renown simulate --accounts ${POPULATION.accounts} --interactions ${POPULATION.interactions} ` +
      `--seed ${POPULATION.seed}, all models and PeopleRank; quantiles of the influence of accounts with enough data, tail extrapolated`,
  }),
);
writeHashes();

/** Rows of account_features of the reference population. */
async function populationRows() {
  const scratch = mkdtempSync(join(tmpdir(), "renown-model-"));
  const engine = await openEngine(join(scratch, "spill"));
  try {
    if (flags.features) return await engine.rows(`SELECT * FROM read_parquet('${flags.features}')`);
    const outDir = join(scratch, "population");
    await simulateTo({ ...POPULATION, outDir, progress });
    const source = table =>
      `SELECT *, CAST(${TABLES[table].dayColumn} AS DATE) AS day FROM read_parquet('${outDir}/${table}/*.parquet')`;
    await computeRun(engine, source, { asOf: AS_OF, model: currentModel(), progress });
    const select = "SELECT * FROM account_features ORDER BY network, account_id";
    const savePath = flags["save-features"];
    if (savePath) await engine.run(`COPY (${select}) TO '${savePath}' (FORMAT parquet)`);
    return await engine.rows(select);
  } finally {
    await engine.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Half of the sample are the accounts with the most followers, half are spread evenly over the rest. */
function writeReferenceAccounts(all) {
  const columns = ["followers_count", "reposts_per_original", "reactions_count"];
  const known = all
    .filter(row => row.network === "x" && row.has_enough_data && columns.every(name => row[name] !== null))
    .sort((a, b) => b.followers_count - a.followers_count || (a.account_id < b.account_id ? -1 : 1));
  const half = Math.min(REFERENCE_ACCOUNTS / 2, Math.floor(known.length / 2));
  const rest = known.slice(half);
  const sample = [
    ...known.slice(0, half),
    ...Array.from({ length: half }, (_, i) => rest[Math.floor(((i + 0.5) / half) * rest.length)]),
  ];
  const countOf = (row, name) => (name === "reactions_count" ? presentReactions(row) : Number(row[name]));
  const lines = sample.map(row => columns.map(name => round(countOf(row, name))).join(","));
  writeFileSync(path("reference-accounts.csv"), `${[columns.join(","), ...lines].join("\n")}\n`);
}

/** Reactions as effective_lists and effective_reach count them: a forgiven break is left out of the window. */
function presentReactions(row) {
  const counted = Number(row.reactions_count) - Number(row.discounted_reactions_count ?? 0);
  return (counted * WINDOW_DAYS) / (WINDOW_DAYS - Number(row.forgiven_silent_days));
}

function withCap(row, listsPerReaction) {
  if (row.listed_count === null || row.reactions_count === null) return row;
  return {
    ...row,
    effective_lists: Math.min(row.listed_count, listsPerReaction * presentReactions(row)),
  };
}

/** Hand-set curves keep their form and take one common factor, so that what judges could not see moves the score of
 *  an account of the population half as far as what they saw. */
function weighHandSet(accounts) {
  const file = readModel();
  for (const [name, curve] of Object.entries(HAND_SET_CURVES)) Object.assign(file.features[name], curve);
  writeJson("model.json", file);
  const draft = currentModel();
  const isFitted = name => JUDGED_FEATURES.includes(name);
  const sums = which =>
    accounts.map(row =>
      draft.paidFeatures
        .filter(name => isFitted(name) === which && row[name] !== null)
        .reduce((sum, name) => sum + contributionAt(name, Number(row[name]), draft), 0),
    );
  const factor = (HAND_SET_SHARE * deviation(sums(true))) / deviation(sums(false));
  for (const name of Object.keys(HAND_SET_CURVES))
    file.features[name].knots = HAND_SET_CURVES[name].knots.map(([x, y]) => [x, round(y * factor)]);
  writeJson("model.json", file);
  console.log({ hand_set_factor: factor });
}

/** The reference account has of each feature what gives the mean of its curve over the population: contributions are
 *  0 on average, so an account of which nothing is known stands with it. The bias puts an account that nobody
 *  acted on at 0. */
function setReferences(accounts) {
  const file = readModel();
  const draft = currentModel();
  for (const name of draft.paidFeatures) {
    const shape = file.features[name];
    const { curve } = draft.features[name];
    const values = accounts.flatMap(row => (row[name] === null ? [] : [Number(row[name])]));
    const positions = values.map(value => transform(value, shape.transform));
    const mean = positions.reduce((sum, x) => sum + curveAt(curve, x), 0) / positions.length;
    const beyond = Math.max(
      1,
      curve.findIndex(([, latent]) => latent >= mean),
    );
    const [[x0, y0], [x1, y1]] = [curve[beyond - 1], curve[beyond]];
    const position = y1 > y0 ? x0 + ((mean - y0) / (y1 - y0)) * (x1 - x0) : x1;
    const amount = shape.transform.scale * Math.expm1(position);
    shape.reference = round(shape.transform.kind === "log1p" ? amount : Math.log10(1 + amount), 8);
    shape.spread = Math.max(0.05, round(deviation(positions), 3));
  }
  file.bias = 0;
  writeJson("model.json", file);
  file.bias = round(-currentModel().noAttention);
  writeJson("model.json", file);
}

/** Those of an earlier making would not fit other features. */
function dropContributions() {
  const { reference_contributions: _earlier, ...file } = readModel();
  writeJson("model.json", file);
}

function setContributions(accounts) {
  const file = readModel();
  const draft = currentModel();
  const names = draft.paidFeatures;
  const columns = names.map(name => {
    const latents = accounts.map(row =>
      row[name] === null ? null : contributionAt(name, Number(row[name]), draft),
    );
    const known = latents.filter(latent => latent !== null);
    const mean = known.reduce((sum, latent) => sum + latent, 0) / known.length;
    return { mean, latents: latents.map(latent => latent ?? mean) };
  });
  const covariance = (a, b) =>
    a.latents.reduce((sum, latent, i) => sum + (latent - a.mean) * (b.latents[i] - b.mean), 0) /
    a.latents.length;
  const keyed = of => Object.fromEntries(names.map((name, i) => [name, of(columns[i])]));
  file.reference_contributions = {
    origin: `the population of calibration.json: ${accounts.length} accounts with enough data on X`,
    mean: keyed(column => round(column.mean)),
    covariance: keyed(a => keyed(b => round(covariance(a, b), 10))),
  };
  const total = {
    mean: 0,
    latents: columns[0].latents.map((_, i) => columns.reduce((sum, c) => sum + c.latents[i], 0)),
  };
  total.mean = total.latents.reduce((sum, latent) => sum + latent, 0) / total.latents.length;
  for (const [i, name] of names.entries()) {
    const correlation =
      covariance(columns[i], total) /
      Math.sqrt(covariance(columns[i], columns[i]) * covariance(total, total));
    file.features[name].loading = round(Math.min(0.99, Math.max(0, correlation || 0)), 3);
  }
  writeJson("model.json", file);
}

/** How what people do in public (acts) follows from what is known from counts alone: means of twenty equal parts of the
 *  population, kept rising, and in proportion beyond the outermost. */
function setBend(accounts) {
  const file = readModel();
  const draft = currentModel();
  const sumOf = (row, names) =>
    names.reduce(
      (sum, name) => (row[name] === null ? sum : sum + contributionAt(name, Number(row[name]), draft)),
      0,
    );
  const seen = draft.paidFeatures.filter(name => !ACT_FEATURES.includes(name));
  const points = accounts
    .map(row => ({ counts: sumOf(row, seen), acts: sumOf(row, ACT_FEATURES) }))
    .sort((a, b) => a.counts - b.counts);
  const regression = regressionFor(
    draft.paidFeatures.map(name => seen.includes(name)),
    draft.referenceContributions,
  );
  const actsMean = ACT_FEATURES.reduce((sum, name) => sum + file.reference_contributions.mean[name], 0);
  const parts = 20;
  const knots = Array.from({ length: parts }, (_, part) => {
    const group = points.slice(
      Math.floor((part * points.length) / parts),
      Math.floor(((part + 1) * points.length) / parts),
    );
    const mean = of => group.reduce((sum, point) => sum + of(point), 0) / group.length;
    const deviations = (mean(point => point.counts) - regression.observedMean) / regression.observedDeviation;
    const bent =
      (mean(point => point.acts) - actsMean) / (regression.totalSlope * regression.observedDeviation);
    return [round(deviations, 4), round(bent, 4)];
  });
  for (let i = 1; i < parts; i++) knots[i][1] = Math.max(knots[i][1], knots[i - 1][1]);
  const [first, last] = [knots[0], knots.at(-1)];
  knots.unshift([first[0] - 10, round(first[1] - 10, 4)]);
  knots.push([last[0] + 20, round(last[1] + 20, 4)]);
  file.reference_contributions.counts_bend = knots;
  writeJson("model.json", file);
}

function deviation(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

function writeHashes() {
  const hashesPath = packagePath("weights", "hashes.json");
  const hashes = JSON.parse(readFileSync(hashesPath, "utf8"));
  const hash = name =>
    createHash("sha256")
      .update(readFileSync(path(name)))
      .digest("hex");
  hashes[modelId] = Object.fromEntries(
    readdirSync(packagePath("weights", modelId))
      .sort()
      .map(name => [name, hash(name)]),
  );
  writeFileSync(hashesPath, `${JSON.stringify(hashes, null, 2)}\n`);
}
