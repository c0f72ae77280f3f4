// Writes docs/openapi.json, the OpenAPI document of the HTTP API, from the schemas in dist/.
// With --check it writes nothing and fails when the file differs.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { openApiDocument } from "../dist/api/openapi-document.js";

const path = fileURLToPath(new URL("../docs/openapi.json", import.meta.url));
const text = `${JSON.stringify(openApiDocument(), null, 2)}\n`;

function held() {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

const isCurrent = held() === text;
if (process.argv.includes("--check")) {
  if (!isCurrent) {
    console.error("Out of date: docs/openapi.json. Run node scripts/write-openapi.mjs.");
    process.exit(1);
  }
} else {
  if (!isCurrent) writeFileSync(path, text);
  console.log(isCurrent ? "The OpenAPI document is up to date." : "Written: openapi.json");
}
