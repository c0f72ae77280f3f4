// Writes docs/schema/*.schema.json and the tables in docs/interchange.md from the definitions in dist/.
// With --check it writes nothing and fails when a file differs.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
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
const files = {
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
