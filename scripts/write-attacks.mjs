// Runs the attack benchmark and writes docs/attacks.md: node scripts/write-attacks.mjs [MODEL_ID] [--accounts N] [--from FILE.json]
// --from writes the page from a result of `renown evaluate attacks --out FILE.json`. Data: RENOWN_EVALUATION_DATA, else ../shared/data.
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { attacksPage } from "../dist/app/evaluate/attacks/attacks-page.js";
import { attacksResultSchema } from "../dist/app/evaluate/attacks/attacks-result.js";
import { evaluateSuite } from "../dist/app/evaluate/evaluate-suite.js";
import { packagePath } from "../dist/platform/package-root.js";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { accounts: { type: "string" }, from: { type: "string" } },
});
const result =
  values.from === undefined
    ? await evaluateSuite("attacks", {
        dataDir: process.env.RENOWN_EVALUATION_DATA ?? packagePath("..", "shared", "data"),
        modelId: positionals[0] ?? null,
        seed: 1,
        splitAt: null,
        accounts: values.accounts === undefined ? null : Number(values.accounts),
        spreadOverWindow: true,
        progress: ({ step, done, total, unit }) => console.error(`${step}: ${done} of ${total} ${unit}`),
      })
    : JSON.parse(readFileSync(values.from, "utf8"));
writeFileSync(packagePath("docs", "attacks.md"), attacksPage(attacksResultSchema.parse(result)));
