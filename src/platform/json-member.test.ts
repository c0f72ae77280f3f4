import { describe, expect, it } from "vitest";
import { InputProblem } from "../domain/errors.ts";
import { readArrayMember } from "./json-member.ts";

async function read(text: string, chunkBytes = 3): Promise<string> {
  const bytes = Buffer.from(text);
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  }
  const pieces: Buffer[] = [];
  for await (const piece of readArrayMember(chunks(), "items", "outbox.json")) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

describe("readArrayMember", () => {
  it.each([
    ['{"items":[1,2]}', "[1,2]"],
    [
      '{"@context":["items",{"items":[9]}],"total":2, "items" : [ {"items":[1]}, "]\\"}" ],"last":[3]}',
      '[ {"items":[1]}, "]\\"}" ]',
    ],
    ['{"other":"items","items":[]}', "[]"],
    ['{"items":[1],"items":[2]}', "[1]"],
  ])("of %s is the list itself, wherever the chunks end", async (text, expected) => {
    for (const chunkBytes of [1, 2, 3, 1000]) expect(await read(text, chunkBytes)).toBe(expected);
  });

  it.each(['{"items":{}}', "{}", "[1]", "", '{"items":[1]', '{"items":[1', "]"])(
    "of %s is an InputProblem",
    async text => {
      await expect(read(text)).rejects.toThrow(InputProblem);
      await expect(read(text)).rejects.toThrow("outbox.json");
    },
  );
});
