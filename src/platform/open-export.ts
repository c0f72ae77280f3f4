import { stat } from "node:fs/promises";
import { InputProblem } from "../domain/errors.ts";
import { EXPORT_LIMITS, type ExportInput, type ExportLimits } from "./export-input.ts";
import { openFileInput } from "./file-input.ts";
import { openFolderInput } from "./folder-input.ts";
import { openZipInput } from "./zip-input.ts";

/** Files that are an export by themselves, without a zip around them. */
export const SINGLE_FILE = /\.car$/i;

/** The export at `path`: a zip, an unpacked folder or a single file. The caller closes it.
 *  @throws InputProblem for a path that does not exist, is neither, or breaks a limit. */
export async function openExport(path: string, limits: Partial<ExportLimits> = {}): Promise<ExportInput> {
  const found = await stat(path).catch(cause => {
    throw new InputProblem(`${path} cannot be opened. Give the zip of an export, or its unpacked folder.`, {
      cause,
    });
  });
  const allLimits = { ...EXPORT_LIMITS, ...limits };
  if (found.isDirectory()) return openFolderInput(path, allLimits);
  if (found.isFile())
    return SINGLE_FILE.test(path) ? openFileInput(path, allLimits) : openZipInput(path, allLimits);
  throw new InputProblem(
    `${path} is neither a file nor a folder. Give the zip of an export, or its unpacked folder.`,
  );
}
