import { describe, expect, it } from "vitest";
import { EXPORT_READERS } from "../../src/connectors/registry.ts";
import { EXPORT_FIXTURES } from "./export-fixtures.ts";
import { describeExportReader } from "./export-reader.ts";

describe("export readers", () => {
  it("have a fixture each, and no fixture is left over", () => {
    const formats = EXPORT_READERS.map(({ format }) => format);
    expect(Object.keys(EXPORT_FIXTURES).sort()).toEqual([...formats].sort());
  });

  it("have formats of their own, said as one word, and tell what they expect", () => {
    const formats = EXPORT_READERS.map(({ format }) => format);
    expect(new Set(formats).size).toBe(formats.length);
    for (const { format, expects } of EXPORT_READERS) {
      expect(format).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(expects).not.toBe("");
    }
  });
});

for (const reader of EXPORT_READERS) {
  const foreign = Object.entries(EXPORT_FIXTURES)
    .filter(([format]) => format !== reader.format)
    .flatMap(([, fixtures]) => fixtures.map(({ files }) => files));
  for (const fixture of EXPORT_FIXTURES[reader.format] ?? []) describeExportReader(reader, fixture, foreign);
}
