import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TABLES } from "../domain/interchange/schema.ts";
import { storageKeyOf } from "../domain/interchange/table.ts";
import { DuckDbEngine } from "../engines/duckdb/duckdb-engine.ts";
import { sqlIdentifier } from "../lib/sql-text.ts";
import { packagePath } from "../platform/package-root.ts";
import { checkFile } from "./check-file.ts";
import { listInputFiles } from "./list-files.ts";
import { writeRejects } from "./write-rejects.ts";

const golden = packagePath("test", "golden", "interchange");
const cases = readdirSync(golden).filter(name => existsSync(join(golden, name, "input")));
const dir = mkdtempSync(join(tmpdir(), "renown-golden-"));
let engine: DuckDbEngine;
beforeAll(async () => {
  engine = await DuckDbEngine.open({ memoryMebibytes: 512, threads: 2, spillDir: join(dir, "spill") });
});
afterAll(async () => {
  await engine.close();
  rmSync(dir, { recursive: true });
});

/** Output files of a case by name. */
async function outputOf(name: string): Promise<Readonly<Record<string, string>>> {
  const output: Record<string, string> = {};
  const report: object[] = [];
  for (const file of (await listInputFiles([join(golden, name, "input")])).files) {
    const checked = await checkFile(engine, file, { relation: "work", network: "github" });
    const word = basename(file.path);
    const rejects = join(dir, "rejects.ndjson");
    const rejectCount = await writeRejects(engine, checked, rejects);
    const key = storageKeyOf(TABLES[checked.table]).map(sqlIdentifier).join(", ");
    const rows = await engine.rows(`SELECT * FROM work ORDER BY ${key}`);
    output[`${word}.rejects.ndjson`] = readFileSync(rejects, "utf8");
    output[`${word}.rows.ndjson`] = rows.map(row => `${JSON.stringify(row)}\n`).join("");
    expect(output[`${word}.rejects.ndjson`]!.split("\n")).toHaveLength(rejectCount + 1);
    report.push({ ...checked, path: word });
  }
  output["report.json"] = `${JSON.stringify(report, null, 2)}\n`;
  return output;
}

describe("golden case", () => {
  it.each(cases)("%s", async name => {
    const output = await outputOf(name);
    const expectedDir = join(golden, name, "expected");
    const names = existsSync(expectedDir) ? readdirSync(expectedDir) : [];
    const expected = Object.fromEntries(
      names.map(file => [file, readFileSync(join(expectedDir, file), "utf8")]),
    );
    const changed = join(golden, `${name}-changed`);
    rmSync(changed, { recursive: true, force: true });
    if (JSON.stringify(Object.entries(output).sort()) !== JSON.stringify(Object.entries(expected).sort())) {
      mkdirSync(changed);
      for (const [file, text] of Object.entries(output)) writeFileSync(join(changed, file), text);
    }
    expect(output).toEqual(expected);
  });
});
