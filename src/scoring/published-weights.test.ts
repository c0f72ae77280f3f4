import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const weights = new URL("../../weights/", import.meta.url);
const hashes: Record<string, Record<string, string>> = JSON.parse(
  readFileSync(new URL("hashes.json", weights), "utf8"),
);

describe("published weights", () => {
  it("are all listed in hashes.json", () => {
    const folders = readdirSync(weights, { withFileTypes: true }).filter(entry => entry.isDirectory());
    expect(folders.map(folder => folder.name).sort()).toEqual(Object.keys(hashes).sort());
  });

  it.each(Object.keys(hashes))("%s is as published: a change needs a new model id", id => {
    const folder = new URL(`${id}/`, weights);
    const found = readdirSync(folder).map(file => [
      file,
      createHash("sha256")
        .update(readFileSync(new URL(file, folder)))
        .digest("hex"),
    ]);
    expect(Object.fromEntries(found)).toEqual(hashes[id]);
  });
});
