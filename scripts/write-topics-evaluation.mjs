// Measures the topic taggers and writes weights/<tagger>/evaluation.json and docs/topics-evaluation.md:
// node scripts/write-topics-evaluation.mjs [--pages-only | --check]
// --pages-only writes the page from the evaluation.json that is there; --check compares it. Data: RENOWN_EVALUATION_DATA, else ../shared/data.
import { readFileSync, writeFileSync } from "node:fs";
import { evaluateSuite } from "../dist/app/evaluate/evaluate-suite.js";
import { topicsPage } from "../dist/app/evaluate/topics-page.js";
import { topicsResultSchema } from "../dist/app/evaluate/topics-result.js";
import { TOPIC_TAGGER_ID } from "../dist/app/topics/load-topic-tagger.js";
import { packagePath } from "../dist/platform/package-root.js";

const words = process.argv.slice(2);
const file = packagePath("weights", TOPIC_TAGGER_ID, "evaluation.json");
const page = packagePath("docs", "topics-evaluation.md");
if (!words.includes("--check") && !words.includes("--pages-only")) {
  const result = await evaluateSuite("topics", {
    dataDir: process.env.RENOWN_EVALUATION_DATA ?? packagePath("..", "shared", "data"),
    modelId: null,
    seed: 1,
    splitAt: null,
    progress: () => {},
  });
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
}
const text = topicsPage(topicsResultSchema.parse(JSON.parse(readFileSync(file, "utf8"))));
if (!words.includes("--check")) writeFileSync(page, text);
else if (readFileSync(page, "utf8") !== text) {
  console.error(
    "out of date: docs/topics-evaluation.md. Run `node scripts/write-topics-evaluation.mjs --pages-only`.",
  );
  process.exitCode = 1;
}
