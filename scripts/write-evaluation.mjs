// Runs the evaluation suites whose data is there and writes weights/<model-id>/evaluation.json, then docs/bake-off.md and the tables of
// MODEL_CARD.md from that file: node scripts/write-evaluation.mjs [MODEL_ID] [--pages-only | --check]
// --pages-only writes the pages from the evaluation.json that is there; --check compares them. Data: RENOWN_EVALUATION_DATA, else ../shared/data.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bakeOffPage } from "../dist/app/evaluate/bake-off.js";
import { withCardTables } from "../dist/app/evaluate/card-tables.js";
import { evaluateSuite, SUITES } from "../dist/app/evaluate/evaluate-suite.js";
import { evaluationFileSchema } from "../dist/app/evaluate/evaluation-file.js";
import { DEFAULT_MODEL_ID } from "../dist/app/load-model.js";
import { packagePath } from "../dist/platform/package-root.js";

/** Where each suite's file is among the evaluation data; a suite that is not named needs none. */
const INPUTS = {
  pairs: { folder: "peerindex" },
  forecast: { folder: "higgs", splitAt: "2012-07-05T00:00:00.000Z" },
  klout: { folder: "klout-scores" },
  stability: { folder: "higgs" },
  coverage: { folder: "higgs" },
};

/** Suites with a page and a script of their own. */
const APART = new Set(["topics", "topic-experts", "authenticity", "attacks"]);

const words = process.argv.slice(2);
const isCheck = words.includes("--check");
const modelId = words.find(word => !word.startsWith("--")) ?? DEFAULT_MODEL_ID;
const file = packagePath("weights", modelId, "evaluation.json");
if (!isCheck && !words.includes("--pages-only")) await measure();
const evaluation = existsSync(file)
  ? evaluationFileSchema.parse(JSON.parse(readFileSync(file, "utf8")))
  : null;
const differing = [];
write("docs/bake-off.md", bakeOffPage(evaluation));
write("MODEL_CARD.md", withCardTables(readFileSync(packagePath("MODEL_CARD.md"), "utf8"), evaluation));
if (differing.length > 0) {
  console.error(
    `out of date: ${differing.join(", ")}. Run \`node scripts/write-evaluation.mjs --pages-only\`.`,
  );
  process.exitCode = 1;
}

async function measure() {
  const dataDir = process.env.RENOWN_EVALUATION_DATA ?? packagePath("..", "shared", "data");
  const suites = {};
  const notRun = [];
  for (const suite of Object.keys(SUITES)) {
    if (APART.has(suite)) continue;
    const { folder = "", splitAt = null } = INPUTS[suite] ?? {};
    if (!existsSync(join(dataDir, folder))) {
      notRun.push({ suite, reason: `the evaluation data has no ${folder || "folder"}` });
      continue;
    }
    console.error(`${suite} ...`);
    suites[suite] = await evaluateSuite(suite, {
      dataDir: join(dataDir, folder),
      modelId,
      seed: 1,
      splitAt,
      progress: () => {},
    });
  }
  writeFileSync(file, `${JSON.stringify({ model: modelId, suites, not_run: notRun }, null, 2)}\n`);
}

function write(path, text) {
  const target = packagePath(path);
  const current = existsSync(target) ? readFileSync(target, "utf8") : null;
  if (current === text) return;
  if (isCheck) differing.push(path);
  else writeFileSync(target, text);
}
