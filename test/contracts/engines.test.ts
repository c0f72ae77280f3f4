import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { DuckDbEngine } from "../../src/engines/duckdb/duckdb-engine.ts";
import { packagePath } from "../../src/platform/package-root.ts";
import { describeEngine, type OpenEngine } from "./engine.ts";

/** Every engine, by the name of its folder in src/engines/; a new one joins here and must pass all of it. */
const ENGINES: Readonly<Record<string, OpenEngine>> = {
  duckdb: options => DuckDbEngine.open(options),
};

it("every folder of src/engines has an engine under contract", () => {
  const entries = readdirSync(packagePath("src/engines"), { withFileTypes: true });
  const folders = entries.filter(entry => entry.isDirectory()).map(({ name }) => name);
  expect(folders.sort()).toEqual(Object.keys(ENGINES).sort());
});

for (const [name, open] of Object.entries(ENGINES)) describeEngine(name, open);
