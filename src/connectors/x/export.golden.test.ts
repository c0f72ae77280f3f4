import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readExport } from "../../../test/support/export-records.ts";
import { TABLES, type TableName } from "../../domain/interchange/schema.ts";
import type { ConnectorRecord } from "../contract.ts";

const goldenDir = fileURLToPath(new URL("../../../test/golden/x-archive/", import.meta.url));

/** One NDJSON text per table, and one for the rejections, by file name. */
function byFile(records: readonly ConnectorRecord[]): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const record of records) {
    const [file, row] = "rejection" in record ? ["rejections", record.rejection] : [record.table, record.row];
    texts[`${file}.ndjson`] = `${texts[`${file}.ndjson`] ?? ""}${JSON.stringify(row)}\n`;
  }
  return texts;
}

function expectGolden(name: string, actual: Record<string, string>): void {
  const expectedDir = join(goldenDir, name, "expected");
  const expected = Object.fromEntries(
    readdirSync(expectedDir).map(file => [file, readFileSync(join(expectedDir, file), "utf8")]),
  );
  if (JSON.stringify(Object.entries(actual).sort()) !== JSON.stringify(Object.entries(expected).sort())) {
    const changedDir = join(goldenDir, `${name}-changed`);
    mkdirSync(changedDir, { recursive: true });
    for (const [file, text] of Object.entries(actual)) writeFileSync(join(changedDir, file), text);
  }
  expect(actual).toEqual(expected);
}

describe.each(["today", "to-2018"])("the X archive layout %s", name => {
  it("becomes the expected rows of every table", async () => {
    expectGolden(name, byFile((await readExport(join(goldenDir, name, "input"))).records));
  });

  it("gives only rows that the schema accepts", async () => {
    for (const record of (await readExport(join(goldenDir, name, "input"))).records) {
      if ("rejection" in record) continue;
      expect(TABLES[record.table as TableName].row.strict().safeParse(record.row).error).toBeUndefined();
    }
  });
});

describe("what must never leave an X archive", () => {
  it("is in no row and no rejection", async () => {
    const text = JSON.stringify((await readExport(join(goldenDir, "today", "input"))).records);
    expect(text).toContain("Bread & butter");
    for (const secret of ["private@example.org", "A private word", "Words that were taken back"])
      expect(text).not.toContain(secret);
  });
});
