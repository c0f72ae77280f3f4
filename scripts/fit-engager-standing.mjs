// Fits the estimate of an engager's standing from its profile numbers on a simulated population and writes weights/<id>/:
// standing.json, training.json with the errors on populations that it was not fitted on and on recorded acts. An id that is
// published stays as it is: give a new one.
//   npm run build && node scripts/fit-engager-standing.mjs --id engager-standing-3 [--acts-by-account 200]
//     [--against engager-standing-2] [--acts interactions.csv.gz]
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { estimateErrors } from "../dist/app/engager-standing/estimate-errors.js";
import { fitStandingWeights } from "../dist/app/engager-standing/fit-standing.js";
import {
  measureRecordedActors,
  measureSimulatedActors,
} from "../dist/app/engager-standing/measure-actors.js";
import { loadModel } from "../dist/app/load-model.js";
import { packagePath } from "../dist/platform/package-root.js";

const text = { type: "string" };
const { values } = parseArgs({
  options: { id: text, acts: text, against: text, "acts-by-account": { ...text, default: "200" } },
});
if (!values.id) throw new Error("Give --id ID.");
const path = name => packagePath("weights", values.id, name);
if (existsSync(path("training.json"))) throw new Error(`${values.id} is published; give a new --id.`);

const model = loadModel();
const density = Number(values["acts-by-account"]);
const fittedOn = { accounts: 40_000, interactions: 40_000 * density, seed: 501 };
// Other draws where people act as in the calibration, a quarter and a twentieth as much.
const judgedOn = [
  { accounts: 20_000, interactions: 4_000_000, seed: 601 },
  { accounts: 20_000, interactions: 1_000_000, seed: 601 },
  { accounts: 20_000, interactions: 200_000, seed: 602 },
];
const earlier =
  values.against && JSON.parse(readFileSync(packagePath("weights", values.against, "standing.json"), "utf8"));
const measured = size => measureSimulatedActors(size, model, () => {});

const actors = await measured(fittedOn);
const weights = fitStandingWeights(values.id, actors, model);
const withoutOthers = fitStandingWeights(
  values.id,
  actors.map(actor => ({
    ...actor,
    numbers: { ...actor.numbers, following_count: null, posts_count: null, age_days: null },
  })),
  model,
);
const judged = [];
for (const size of judgedOn) {
  const others = await measured(size);
  judged.push({
    ...size,
    ...estimateErrors(others, weights),
    by_followers_alone: estimateErrors(others, withoutOthers),
    ...(earlier && { by_earlier_weights: { id: earlier.id, ...estimateErrors(others, earlier) } }),
  });
}
const recorded = values.acts && (await measureRecordedActors(values.acts, model));
const training = {
  id: values.id,
  model: model.id,
  method: "quasi-likelihood with a log link, each actor as often as it engages",
  fitted_on: { ...fittedOn, ...estimateErrors(actors, weights) },
  judged_on: judged,
  recorded: recorded
    ? {
        file: basename(values.acts),
        sha256: createHash("sha256").update(readFileSync(values.acts)).digest("hex"),
        numbers: "no profiles: people who acted on the actor in the odd hours stand for followers",
        ...estimateErrors(recorded, fitStandingWeights(values.id, recorded, model)),
        standing: fitStandingWeights(values.id, recorded, model).standing,
        passed: fitStandingWeights(values.id, recorded, model).passed,
      }
    : null,
};
mkdirSync(path(""), { recursive: true });
writeFileSync(path("standing.json"), `${JSON.stringify(weights, null, 2)}\n`);
writeFileSync(path("training.json"), `${JSON.stringify(training, null, 2)}\n`);
console.log(JSON.stringify({ weights, training }, null, 2));
