import { stat } from "node:fs/promises";
import type { ExportReader } from "../connectors/contract.ts";
import { EXPORT_READERS } from "../connectors/registry.ts";
import { ConfigProblem, InputProblem } from "../domain/errors.ts";
import type { ExportInput } from "../platform/export-input.ts";
import { openExport, SINGLE_FILE } from "../platform/open-export.ts";

/** A personal export that some reader knows, opened; the caller closes `input`. */
export interface FoundExport {
  readonly reader: ExportReader;
  readonly input: ExportInput;
}

/** The personal export at `path`, or null when `format` or the names inside say that it is interchange files.
 *  @throws ConfigProblem for a format nobody reads, InputProblem for a zip that no reader recognises. */
export async function findExport(path: string, format: string): Promise<FoundExport | null> {
  if (format === "interchange") return null;
  const asked = EXPORT_READERS.find(reader => reader.format === format);
  if (format !== "auto" && asked === undefined)
    throw new ConfigProblem(
      `--format ${format} is not available in this version; there are auto, interchange, ` +
        `${EXPORT_READERS.map(reader => reader.format).join(", ")}.`,
    );
  const isZip = path.toLowerCase().endsWith(".zip");
  const isFolder = (await stat(path).catch(() => null))?.isDirectory() ?? false;
  if (asked === undefined && !isZip && !isFolder && !SINGLE_FILE.test(path)) return null;
  const input = await openExport(path);
  try {
    const reader = await recogniser(asked ? [asked] : EXPORT_READERS, input);
    if (reader !== null) return { reader, input };
  } catch (error) {
    await input.close();
    throw error;
  }
  await input.close();
  if (isFolder && asked === undefined) return null;
  const expected = (asked ? [asked] : EXPORT_READERS).map(
    ({ format: name, expects }) => `${name}: ${expects}`,
  );
  throw new InputProblem(`${path} is no personal export that is known. Expected: ${expected.join("; ")}.`);
}

async function recogniser(
  readers: readonly ExportReader[],
  input: ExportInput,
): Promise<ExportReader | null> {
  for (const reader of readers) if (await reader.recognises(input)) return reader;
  return null;
}
