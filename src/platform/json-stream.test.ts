import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputProblem } from "../domain/errors.ts";
import { readJsonArray, readJsonValue } from "./json-stream.ts";

async function* chunksOf(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function elementsOf(text: string, chunkSize = 7): Promise<unknown[]> {
  const elements: unknown[] = [];
  for await (const element of readJsonArray(chunksOf(text, chunkSize), "data/tweets.js"))
    elements.push(element);
  return elements;
}

describe("readJsonArray", () => {
  it("gives back any array, however its bytes are cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue()),
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        async (values, size, isSpaced) => {
          const json = JSON.stringify(values, null, isSpaced ? 2 : 0);
          expect(JSON.stringify(await elementsOf(`window.YTD.x.part0 = ${json}`, size))).toBe(
            JSON.stringify(values),
          );
        },
      ),
      { seed: 7, numRuns: 200 },
    );
  });

  it("accepts a bare array, a byte order mark and a closing semicolon", async () => {
    expect(await elementsOf("[1, 2]")).toEqual([1, 2]);
    expect(await elementsOf("\uFEFFGrailbird.data.x = [ ] ;\n")).toEqual([]);
  });

  it.each([
    ["an empty file", "", "holds no JSON array"],
    ["a page of HTML", "<html>[1]</html>", "does not begin with a JSON array"],
    ["code before the array", "alert(1); x = [1]", "does not begin with a JSON array"],
    ["a truncated array", 'x = [{"a": 1}, {"b"', "ends in the middle of the array"],
    ["an element that is code", "x = [1, alert(1)]", "has an element 2 that is not JSON"],
    ["an empty element", "x = [1,]", "has an element 2 that is not JSON"],
    ["a wrong bracket", "x = [1}", "closes a bracket that was not opened"],
    ["text after the array", "x = [1]; alert(1)", "has text after the array"],
  ])("refuses %s and names the file", async (_what, text, why) => {
    const problem = await elementsOf(text).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(InputProblem);
    expect((problem as Error).message).toContain(`data/tweets.js ${why}`);
  });

  it("names the byte at which it stopped", async () => {
    await expect(elementsOf("x = [1]; alert(1)")).rejects.toThrow("(at byte 9)");
  });

  it("refuses an element without end instead of holding it", async () => {
    async function* endless() {
      yield Buffer.from('x = ["');
      for (;;) yield Buffer.alloc(2 ** 20, "a");
    }
    const elements = readJsonArray(endless(), "data/tweets.js");
    await expect(elements.next()).rejects.toThrow("has an element of more than");
  });
});

describe("readJsonValue", () => {
  it("reads an object after its assignment", async () => {
    const text = 'window.__THAR_CONFIG = {"a": [1]}\n';
    expect(await readJsonValue(chunksOf(text, 5), "data/manifest.js")).toEqual({ a: [1] });
  });

  it("refuses what is not JSON without quoting it", async () => {
    const problem = await readJsonValue(
      chunksOf('x = [{"email": "a@example.org"', 5),
      "data/account.js",
    ).catch((error: unknown) => error);
    expect((problem as Error).message).toMatch(/^data\/account.js is not JSON/);
    expect(JSON.stringify([String(problem), (problem as Error).cause])).not.toContain("example.org");
  });
});
