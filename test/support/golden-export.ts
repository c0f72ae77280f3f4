import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { ConnectorRecord } from "../../src/connectors/contract.ts";
import { readExport } from "./export-records.ts";

/** One NDJSON text per table, and one for the rejections, by file name. */
function byFile(records: readonly ConnectorRecord[]): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const record of records) {
    const [file, row] = "rejection" in record ? ["rejections", record.rejection] : [record.table, record.row];
    texts[`${file}.ndjson`] = `${texts[`${file}.ndjson`] ?? ""}${JSON.stringify(row)}\n`;
  }
  return texts;
}

/** Holds the export in `<caseDir>/input` to the rows in `<caseDir>/expected`; on a mismatch `<caseDir>-changed` is
 *  written beside it. Returns its records. */
export async function expectGoldenExport(caseDir: string): Promise<readonly ConnectorRecord[]> {
  const { records } = await readExport(join(caseDir, "input"));
  const actual = byFile(records);
  const expectedDir = join(caseDir, "expected");
  const expected = Object.fromEntries(
    readdirSync(expectedDir).map(file => [file, readFileSync(join(expectedDir, file), "utf8")]),
  );
  if (JSON.stringify(Object.entries(actual).sort()) !== JSON.stringify(Object.entries(expected).sort())) {
    mkdirSync(`${caseDir}-changed`, { recursive: true });
    for (const [file, text] of Object.entries(actual)) writeFileSync(join(`${caseDir}-changed`, file), text);
  }
  expect(actual).toEqual(expected);
  return records;
}
