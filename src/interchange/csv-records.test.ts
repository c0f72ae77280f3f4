import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CsvRecords, csvHeader } from "./csv-records.ts";

function records(text: string, fieldCount: number) {
  const splitter = new CsvRecords(fieldCount);
  const found = text.split("\n").flatMap((line, i) => splitter.push({ number: i + 1, text: line }));
  return [...found, ...splitter.finish()];
}

describe("CsvRecords", () => {
  it("reads back any fields written with quotes", () => {
    const field = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", " "), maxLength: 6 });
    const table = fc.array(fc.array(field, { minLength: 2, maxLength: 2 }), { maxLength: 6 });
    fc.assert(
      fc.property(table, rows => {
        const quoted = rows.map(row => row.map(value => `"${value.replaceAll('"', '""')}"`).join(","));
        expect(records(quoted.join("\n"), 2).map(record => record.fields)).toEqual(rows);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("reports a badly closed quote and reads on at the next line", () => {
    expect(records('"a"b,1\nc,2', 2)).toMatchObject([
      { line: 1, fields: null, text: '"a"b,1' },
      { line: 2, fields: ["c", "2"] },
    ]);
  });

  it("gives up on an open quote at the end of the file, at the cost of its line", () => {
    expect(records('"a,1\nb,2\n\n"c\nd",3', 2)).toMatchObject([
      { line: 1, fields: null },
      { line: 2, fields: ["b", "2"] },
      { line: 4, fields: ["c\nd", "3"] },
    ]);
  });

  it("does not join lines across one that could not be read", () => {
    const splitter = new CsvRecords(2);
    expect(splitter.push({ number: 1, text: '"a' })).toEqual([]);
    expect(splitter.push({ number: 3, text: 'b",2' })).toMatchObject([
      { line: 1, fields: null },
      { line: 3, fields: ['b"', "2"] },
    ]);
  });
});

describe("csvHeader", () => {
  it("gives the trimmed names, and null for an open quote", () => {
    expect(csvHeader('a, b ,"c,d"')).toEqual(["a", "b", "c,d"]);
    expect(csvHeader('a,"b')).toBeNull();
  });
});
