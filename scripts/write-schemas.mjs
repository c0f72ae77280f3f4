// Writes docs/schema/*.schema.json (the interchange tables and the answer of `renown score --json`), docs/features.md and the tables in docs/interchange.md from the definitions in dist/.
// With --check it writes nothing and fails when a file differs.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { briefAnswerSchema } from "../dist/app/brief-answer.js";
import { FEATURES } from "../dist/features/registry.js";
import { schemaFiles, tablesMarkdown } from "../dist/interchange/json-schemas.js";

const isCheck = process.argv.includes("--check");
const docs = fileURLToPath(new URL("../docs/", import.meta.url));
const begin = "<!-- tables: written by scripts/write-schemas.mjs -->";
const end = "<!-- end of tables -->";

function readOrEmpty(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

const page = readOrEmpty(`${docs}interchange.md`);
const [before, rest] = page.split(begin);
const after = rest?.split(end)[1];
if (after === undefined) {
  console.error(`docs/interchange.md: the markers "${begin}" and "${end}" are missing.`);
  process.exit(1);
}
/** One row a feature, as the registry has it. */
function featuresPage() {
  const rows = FEATURES.map(({ name, group, use, unit, meaning, nullMeaning }) => [
    `\`${name}\``,
    group.replace("_", " "),
    use,
    unit,
    meaning,
    nullMeaning,
  ]);
  const cells = [["feature", "group", "use", "unit", "what it is", "when null"], ...rows];
  const widths = cells[0].map((_, column) => Math.max(...cells.map(row => row[column].length)));
  const line = row => `| ${row.map((text, column) => text.padEnd(widths[column])).join(" | ")} |`;
  const rule = `| ${widths.map(width => "-".repeat(width)).join(" | ")} |`;
  return [
    "# Features",
    "",
    "Every feature of the registry (`src/features/`). The name is the column of `account_features`, the key in JSON and the word",
    "in `renown explain`. _Paid_ features enter the score, _shown_ ones never do. Null is never zero.",
    "",
    line(cells[0]),
    rule,
    ...cells.slice(1).map(line),
    "",
  ].join("\n");
}

const files = {
  "features.md": featuresPage(),
  "schema/score-answer.schema.json": `${JSON.stringify(z.toJSONSchema(briefAnswerSchema), null, 2)}\n`,
  ...Object.fromEntries(Object.entries(schemaFiles()).map(([name, text]) => [`schema/${name}`, text])),
  "interchange.md": `${before}${begin}\n\n${tablesMarkdown()}\n\n${end}${after}`,
};
const stale = Object.keys(files).filter(name => readOrEmpty(docs + name) !== files[name]);
if (isCheck && stale.length > 0) {
  console.error(
    `Out of date: ${stale.map(name => `docs/${name}`).join(", ")}. Run node scripts/write-schemas.mjs.`,
  );
  process.exit(1);
}
if (!isCheck) {
  mkdirSync(`${docs}schema`, { recursive: true });
  for (const name of stale) writeFileSync(docs + name, files[name]);
  console.log(stale.length === 0 ? "Schemas are up to date." : `Written: ${stale.join(", ")}`);
}
