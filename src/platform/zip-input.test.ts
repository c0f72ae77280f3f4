import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { patchBytes, writeZip } from "../../test/support/zip-file.ts";
import { InputProblem } from "../domain/errors.ts";
import type { ExportLimits } from "./export-input.ts";
import { openExport } from "./open-export.ts";

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "renown-zip-"));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Opens the export and reads every entry. */
async function readAll(path: string, limits: Partial<ExportLimits> = {}): Promise<Record<string, string>> {
  const input = await openExport(path, limits);
  try {
    const texts: Record<string, string> = {};
    for (const entry of input.entries()) texts[entry.name] = String(await buffer(await input.open(entry)));
    return texts;
  } finally {
    await input.close();
  }
}

async function problemOf(path: string, limits: Partial<ExportLimits> = {}): Promise<string> {
  const error = await readAll(path, limits).then(
    () => null,
    problem => problem as unknown,
  );
  expect(error).toBeInstanceOf(InputProblem);
  return (error as InputProblem).message;
}

async function zipOf(name: string, files: Record<string, string | Buffer>, mode?: number): Promise<string> {
  const path = join(dir, name);
  await writeZip(path, files, mode === undefined ? {} : { mode });
  return path;
}

/** A copy of the zip at `path` whose bytes went through `change`. */
function changed(path: string, change: (bytes: Buffer) => Buffer): string {
  const copy = `${path}.changed.zip`;
  writeFileSync(copy, change(readFileSync(path)));
  return copy;
}

/** Writes `value` over a 32-bit field of the first central directory record. */
function patchCentral(bytes: Buffer, fieldOffset: number, value: number): Buffer {
  const patched = Buffer.from(bytes);
  patched.writeUInt32LE(value, patched.indexOf("PK\x01\x02") + fieldOffset);
  return patched;
}
const CRC_FIELD = 16;
const UNPACKED_SIZE_FIELD = 24;

describe("a zip as an export", () => {
  it("lists its files by name and gives their bytes", async () => {
    expect(await readAll(await zipOf("good.zip", { "b/two.js": "2", "a.js": "1" }))).toEqual({
      "a.js": "1",
      "b/two.js": "2",
    });
  });

  it.each([
    ["xx/evil.js", "../evil.js", "climbs out of the archive"],
    ["xxevil.js", "/etc/evil", "is an absolute path"],
    ["xxevil.js", "C:evil.js", "names a drive"],
  ])("refuses the entry name %s → %s", async (before, after, why) => {
    const path = changed(await zipOf("name.zip", { [before]: "x" }), bytes =>
      patchBytes(bytes, before, after),
    );
    expect(await problemOf(path)).toContain(`the entry "${after}" ${why}`);
  });

  it("refuses a name that climbs with backslashes", async () => {
    const path = changed(await zipOf("back.zip", { "xx/evil.js": "x" }), bytes =>
      patchBytes(bytes, "xx/evil.js", "..\\evil.js"),
    );
    expect(await problemOf(path)).toContain('"../evil.js" climbs out');
  });

  it("refuses two entries of one name", async () => {
    const path = changed(await zipOf("twice.zip", { "a.js": "1", "b.js": "2" }), bytes =>
      patchBytes(bytes, "b.js", "a.js"),
    );
    expect(await problemOf(path)).toContain('"a.js" is there twice');
  });

  it("refuses a link", async () => {
    expect(await problemOf(await zipOf("link.zip", { "a.js": "/etc/passwd" }, 0o120777))).toContain(
      "is a link",
    );
  });

  it("says that a truncated file cannot be read and what to do", async () => {
    const path = changed(await zipOf("cut.zip", { "a.js": "1".repeat(5000) }), bytes =>
      bytes.subarray(0, 60),
    );
    expect(await problemOf(path)).toMatch(/cannot be read as a zip.*download is complete/);
  });

  it("says that a file which is no zip cannot be read", async () => {
    writeFileSync(join(dir, "text.zip"), "hello");
    expect(await problemOf(join(dir, "text.zip"))).toContain("text.zip cannot be read as a zip");
  });

  it("names the entry whose checksum does not match", async () => {
    const path = changed(await zipOf("crc.zip", { "a.js": "hello" }), bytes =>
      patchCentral(bytes, CRC_FIELD, 1),
    );
    expect(await problemOf(path)).toContain("a.js is damaged (its checksum does not match)");
  });

  it("stops an entry that is larger than it declares", async () => {
    const path = changed(await zipOf("lie.zip", { "a.js": "1".repeat(100_000) }), bytes =>
      patchCentral(bytes, UNPACKED_SIZE_FIELD, 10),
    );
    expect(await problemOf(path)).toContain("a.js is damaged");
  });

  it("stops an entry that is smaller than it declares", async () => {
    const path = changed(await zipOf("lie2.zip", { "a.js": "1".repeat(1000) }), bytes =>
      patchCentral(bytes, UNPACKED_SIZE_FIELD, 100_000),
    );
    expect(await problemOf(path)).toContain("a.js is damaged");
  });

  it("refuses a bomb by its declared ratio before unpacking it", async () => {
    const path = await zipOf("bomb.zip", { "a.js": Buffer.alloc(11 * 2 ** 20) });
    expect(await problemOf(path)).toContain("a.js unpacks to more than 200 times its packed size");
  });

  it.each([
    ["entries", { maxEntryCount: 1 }, "holds more than 1 files"],
    ["bytes of one entry", { maxEntryBytes: 5 }, "unpacks to more than 5 bytes"],
    ["bytes in all", { maxTotalBytes: 15 }, "to more than 15 bytes"],
  ])("refuses too many %s", async (_what, limits, why) => {
    const path = await zipOf("limits.zip", { "a.js": "0123456789", "b.js": "0123456789" });
    expect(await problemOf(path, limits)).toContain(why);
  });
});

describe("a folder as an export", () => {
  it("neither lists nor follows links", async () => {
    const folder = mkdtempSync(join(dir, "folder-"));
    writeFileSync(join(folder, "a.js"), "1");
    symlinkSync("/etc/passwd", join(folder, "b.js"));
    expect(await readAll(folder)).toEqual({ "a.js": "1" });
  });

  it("keeps the limits too", async () => {
    const folder = mkdtempSync(join(dir, "folder-"));
    writeFileSync(join(folder, "a.js"), "0123456789");
    expect(await problemOf(folder, { maxEntryBytes: 5 })).toContain("more than 5 bytes");
  });

  it("says what to give when the path does not exist", async () => {
    await expect(openExport(join(dir, "absent"))).rejects.toThrow(/Give the zip of an export/);
  });
});
