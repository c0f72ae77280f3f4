import { lstat, open } from "node:fs/promises";
import { basename } from "node:path";
import { InputProblem } from "../domain/errors.ts";
import type { ExportInput, ExportLimits } from "./export-input.ts";
import { ReadingGuard } from "./guarded-stream.ts";

/** The single file at `path` as an export of one entry. */
export async function openFileInput(path: string, limits: ExportLimits): Promise<ExportInput> {
  const label = basename(path);
  const only = { name: label, sizeBytes: (await lstat(path)).size };
  const guard = new ReadingGuard(label, limits);
  return {
    label,
    entries: () => [only],
    async open(entry) {
      if (entry.name !== only.name) throw new InputProblem(`${label} has no file ${entry.name}.`);
      guard.assertDeclared(entry, null);
      return guard.guard((await open(path)).createReadStream(), entry, null);
    },
    contentHash: () => guard.contentHash(),
    async close() {},
  };
}
