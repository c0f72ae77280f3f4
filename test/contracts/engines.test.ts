import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { DuckDbEngine } from "../../src/engines/duckdb/duckdb-engine.ts";
import { packagePath } from "../../src/platform/package-root.ts";
import { describeEngine, type OpenEngine } from "./engine.ts";

/** Engines that need no other program, by the name of their folder in src/engines/; a new one joins here, or in a slow
 *  suite of its own, and must pass all of the contract. */
const ENGINES: Readonly<Record<string, OpenEngine>> = {
  duckdb: options => DuckDbEngine.open(options),
};

it("every folder of src/engines has an engine under contract", () => {
  const entries = readdirSync(packagePath("src/engines"), { withFileTypes: true });
  const folders = entries.filter(entry => entry.isDirectory()).map(({ name }) => name);
  const suites = readdirSync(packagePath("test/contracts"));
  const slow = suites.flatMap(name => /^engine-(.+)\.slow\.test\.ts$/.exec(name)?.[1] ?? []);
  expect(folders.sort()).toEqual([...Object.keys(ENGINES), ...slow].sort());
});

for (const [name, open] of Object.entries(ENGINES)) describeEngine(name, open);
