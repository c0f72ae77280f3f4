// Measures the topic taggers and writes weights/<tagger>/evaluation.json docs/topics-evaluation.md and the topics of MODEL_CARD.md:
// node scripts/write-topics-evaluation.mjs [--pages-only | --check]
// --pages-only writes the page from the evaluation.json that is there; --check compares it. Data: RENOWN_EVALUATION_DATA, else ../shared/data.
import { readFileSync, writeFileSync } from "node:fs";
import { evaluateSuite } from "../dist/app/evaluate/evaluate-suite.js";
import { topicsPage, withLabelTables } from "../dist/app/evaluate/topics-page.js";
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
const result = topicsResultSchema.parse(JSON.parse(readFileSync(file, "utf8")));
const card = packagePath("MODEL_CARD.md");
const texts = [
  [page, topicsPage(result)],
  [card, withLabelTables(readFileSync(card, "utf8"), result)],
];
if (!words.includes("--check")) for (const [path, text] of texts) writeFileSync(path, text);
else if (texts.some(([path, text]) => readFileSync(path, "utf8") !== text)) {
  console.error(
    "out of date: docs/topics-evaluation.md or MODEL_CARD.md. Run `node scripts/write-topics-evaluation.mjs --pages-only`.",
  );
  process.exitCode = 1;
}
