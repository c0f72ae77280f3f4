import { constants } from "node:fs";
import { lstat, open, readdir } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { InputProblem } from "../domain/errors.ts";
import { type ExportEntry, type ExportInput, type ExportLimits, tooManyEntries } from "./export-input.ts";
import { ReadingGuard } from "./guarded-stream.ts";

/** Deeper folders are not listed: exports keep what is read at most three folders down. */
const MAX_DEPTH = 6;

/** The unpacked export at `path`. Links are neither listed nor followed.
 *  @throws InputProblem for too many files. */
export async function openFolderInput(path: string, limits: ExportLimits): Promise<ExportInput> {
  const root = resolve(path);
  const label = basename(root);
  const names: string[] = [];
  await listFiles(root, "", 0, names, () => {
    if (names.length > limits.maxEntryCount) throw tooManyEntries(label, limits);
  });
  const entries: ExportEntry[] = [];
  for (const name of names.sort()) entries.push({ name, sizeBytes: (await lstat(join(root, name))).size });
  const listed = new Set(names);
  const guard = new ReadingGuard(label, limits);
  return {
    label,
    entries: () => entries,
    async open(entry) {
      if (!listed.has(entry.name)) throw new InputProblem(`${label} has no file ${entry.name}.`);
      guard.assertDeclared(entry, null);
      const handle = await open(join(root, entry.name), constants.O_RDONLY | constants.O_NOFOLLOW);
      return guard.guard(handle.createReadStream(), entry, null);
    },
    contentHash: () => guard.contentHash(),
    async close() {},
  };
}

async function listFiles(
  root: string,
  folder: string,
  depth: number,
  names: string[],
  assertCount: () => void,
): Promise<void> {
  for (const child of await readdir(join(root, folder), { withFileTypes: true })) {
    const name = folder === "" ? child.name : `${folder}/${child.name}`;
    if (child.isFile()) names.push(name);
    else if (child.isDirectory() && depth < MAX_DEPTH)
      await listFiles(root, name, depth + 1, names, assertCount);
    assertCount();
  }
}
