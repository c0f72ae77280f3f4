import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCsvRecords } from "./csv-stream.ts";

async function recordsOf(text: string, size = 3): Promise<unknown[]> {
  async function* chunks() {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const records: unknown[] = [];
  for await (const record of readCsvRecords(chunks(), "tweets.csv")) records.push(record);
  return records;
}

describe("readCsvRecords", () => {
  it("gives back any quoted text, however its bytes are cut", async () => {
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.string({ unit: "grapheme" }), fc.string())),
        fc.integer({ min: 1, max: 9 }),
        async (rows, size) => {
          const lines = rows.map(row => row.map(quoted).join(","));
          const text = ["a,b", ...lines].join("\r\n");
          expect(await recordsOf(text, size)).toEqual(rows.map(([a, b]) => ({ a, b })));
        },
      ),
      { seed: 7, numRuns: 100 },
    );
  });

  it("gives null for a record of another length and goes on", async () => {
    expect(await recordsOf("a,b\n1\n1,2\n")).toEqual([null, { a: "1", b: "2" }]);
  });

  it("refuses a quote that is never closed", async () => {
    await expect(recordsOf('a,b\n"1,2\n')).rejects.toThrow(
      "tweets.csv ends inside a quoted field (record 2)",
    );
  });
});
