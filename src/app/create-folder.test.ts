import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ConfigProblem } from "../domain/errors.ts";
import { createFolder, isFolder } from "./create-folder.ts";

const dir = mkdtempSync(join(tmpdir(), "renown-folder-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe("createFolder", () => {
  it("makes a folder and those above it, and leaves one that is there", () => {
    const path = join(dir, "a/b/c");
    createFolder(path, "--data");
    createFolder(path, "--data");
    expect(isFolder(path)).toBe(true);
  });

  it.each(["file", "file/below"])("names the file that stands in the way of %s", name => {
    writeFileSync(join(dir, "file"), "");
    expect(() => createFolder(join(dir, name), "--data")).toThrow(ConfigProblem);
    expect(() => createFolder(join(dir, name), "--data")).toThrow(`${join(dir, "file")} is no folder`);
  });

  it("ends with the reason where no folder can be made", () => {
    expect(() => createFolder("/proc/renown/lake", "--data")).toThrow(
      /--data \/proc\/renown\/lake cannot be made/,
    );
  });
});
